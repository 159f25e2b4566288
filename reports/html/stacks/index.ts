/** The pictures of a page, each built once for the server's drawing and for the live chart. */

import type { StreamedReport, Trade } from '../../schema/report.ts'
import type { Stack } from '../charts/stack.ts'
import { accountStack } from './account.ts'
import { liquidityStack } from './liquidity.ts'
import { marginStack } from './margin.ts'
import { richnessStack } from './richness.ts'
import { timeStack } from './time.ts'
import type { Timeline } from './timeline.ts'

/** The stacks by their ids. */
export interface Stacks {
  readonly account: Stack
  readonly time: Stack
  readonly limit: Stack
  /** Of runs that held bonds. */
  readonly liquidity?: Stack
  /** Of those whose strategy told what it saw of the basis. */
  readonly richness?: Stack
}

/** What sections draw: the columns over time and the stacks made of them. */
export interface Drawn {
  readonly timeline: Timeline
  readonly stacks: Stacks
}

/** `told` are the trades that are drawn. */
export const stacksOf = (report: StreamedReport, timeline: Timeline, told: readonly Trade[]): Stacks => ({
  account: accountStack(report, timeline),
  time: timeStack(report, timeline, told),
  limit: marginStack(report, timeline),
  ...(report.basis ? { liquidity: liquidityStack(report.basis, report, timeline) } : {}),
  ...(report.basis?.seen ? { richness: richnessStack(report.basis.seen, timeline) } : {}),
})
