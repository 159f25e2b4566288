/** The table of refused intents. */

import { desc, op, table } from 'arquero'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'
import { recordsOf } from './select.ts'

type Refusal = Report['refusals'][number]

/** Refusals counted by expiry, who refused, and why; with the numbers of the first. */
export function refusalsOf(input: ReportInput): Refusal[] {
  const refusals = recordsOf(input.records, 'refusal')
  if (refusals.length === 0) return []
  const rows = table({
    tag: refusals.map(one => one.tag),
    by: refusals.map(one => one.by),
    rule: refusals.map(one => one.reason.rule),
    text: refusals.map(one => one.reason.text),
    session: refusals.map(one => input.sessionOf(one.time)),
    index: refusals.map((_, i) => i),
  })
    .groupby('tag', 'by', 'rule', 'text')
    .rollup({ count: op.count(), first: op.min('session'), last: op.max('session'), at: op.min('index') })
    .orderby('tag', desc('count'), 'rule', 'text')
    .objects() as (Omit<Refusal, 'evidence'> & { at: number })[]
  return rows.map(({ at, ...row }) => ({ ...row, evidence: { ...refusals[at]?.reason.evidence } }))
}
