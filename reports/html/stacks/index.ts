/** The pictures of a page, each built once for the server's drawing and for the live chart. */

import type { Report } from '../../schema/report.ts'
import type { Stack } from '../charts/stack.ts'
import { telling } from '../trades/telling.ts'
import { accountStack } from './account.ts'
import { marginStack } from './margin.ts'
import { timeStack } from './time.ts'
import type { Timeline } from './timeline.ts'

/** The stacks by their ids. */
export interface Stacks {
  readonly account: Stack
  readonly time: Stack
  readonly limit: Stack
}

/** What sections draw: the columns over time and the stacks made of them. */
export interface Drawn {
  readonly timeline: Timeline
  readonly stacks: Stacks
}

export const stacksOf = (report: Report, timeline: Timeline): Stacks => ({
  account: accountStack(report, timeline),
  time: timeStack(report, timeline, telling(report.trades)),
  limit: marginStack(report, timeline),
})
