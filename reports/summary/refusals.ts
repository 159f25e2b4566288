/** The table of refused intents. */

import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'
import { recordsOf } from './select.ts'

type Refusal = Report['refusals'][number]

/** Refusals counted by expiry, who refused, and why; with the numbers of the first. */
export function refusalsOf(input: ReportInput): Refusal[] {
  const rows = new Map<string, Refusal>()
  for (const { tag, by, reason, time } of recordsOf(input.records, 'refusal')) {
    const { rule, text, evidence } = reason
    const key = JSON.stringify([tag, by, rule, text])
    const session = input.sessionOf(time)
    const known = rows.get(key) ?? {
      tag,
      by,
      rule,
      text,
      count: 0,
      first: session,
      last: session,
      evidence: { ...evidence },
    }
    // Records stand in order of time.
    rows.set(key, { ...known, count: known.count + 1, last: session })
  }
  return [...rows.values()].sort(
    (a, b) =>
      inOrder(a.tag, b.tag) || b.count - a.count || inOrder(a.rule, b.rule) || inOrder(a.text, b.text),
  )
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
