/** What moved free cash between two places of a record. */

import type { EntryKind, RunRecord } from '../../engine/index.ts'
import type { CashChange } from '../../reports/index.ts'

/** Kinds of entries that are told by their own names. */
const NAMED = ['variation', 'margin', 'repo', 'repoInterest', 'creditLine'] as const satisfies EntryKind[]

/**
 * Flows of the entries after the record at `from` up to the one at `until`, in minor units. A level is that of the
 * liquidity record which stands there; at the start (`from` = -1) it is 0, and without a record it follows from the flows.
 */
export function cashChange(records: readonly RunRecord[], from: number, until: number): CashChange {
  const sums = new Map<EntryKind, number>()
  for (const record of records.slice(from + 1, until + 1)) {
    if (record.kind !== 'entry') continue
    sums.set(record.entry.kind, (sums.get(record.entry.kind) ?? 0) + cashOf(record.entry.postings))
  }
  const of = (kind: EntryKind): number => sums.get(kind) ?? 0
  const all = [...sums.values()].reduce((sum, cash) => sum + cash, 0)
  const cashBefore = levelAt(records, from) ?? 0
  return {
    variation: of('variation'),
    margin: of('margin'),
    repo: of('repo'),
    repoInterest: of('repoInterest'),
    creditLine: of('creditLine'),
    other: all - NAMED.reduce((sum, kind) => sum + of(kind), 0),
    cashBefore,
    cashAfter: levelAt(records, until) ?? cashBefore + all,
  }
}

type Postings = Extract<RunRecord, { kind: 'entry' }>['entry']['postings']

const cashOf = (postings: Postings): number =>
  postings.reduce((sum, { account, amount }) => (account === 'cash' ? sum + amount : sum), 0)

function levelAt(records: readonly RunRecord[], index: number): number | null {
  const record = records[index]
  return record?.kind === 'liquidity' ? record.cashFree : null
}
