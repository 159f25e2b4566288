/** The table of refused intents. */

import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

type Refusal = Report['refusals'][number]

/** Refusals counted by expiry, who refused, and why; with the numbers of the first. */
export const refusalsOf = ({ facts, sessionOf }: ReportInput): Refusal[] =>
  facts.refusals
    .map(({ example: { tag, by, reason, time }, count, last }) => ({
      tag,
      by,
      rule: reason.rule,
      text: reason.text,
      count,
      first: sessionOf(time),
      last: sessionOf(last),
      evidence: { ...reason.evidence },
    }))
    .sort(inOrder)

/** By tag, the most frequent first. */
const inOrder = (a: Refusal, b: Refusal): number =>
  compare(a.tag, b.tag) || b.count - a.count || compare(a.rule, b.rule) || compare(a.text, b.text)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
