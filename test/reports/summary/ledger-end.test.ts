/** A report whose headline is not the end of its ledger is not written. */

import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../engine/index.ts'
import { summarise } from '../../../reports/index.ts'
import { basisInput } from '../basis-runs.ts'
import { LIFE_CASH, lifeRows, runLife } from '../whole-life.ts'

describe('the records of a run', async () => {
  const records = await runLife(lifeRows(1))
  const report = (changed: readonly RunRecord[]) => summarise(basisInput(changed, LIFE_CASH))

  it('make a report while they agree', () => {
    expect(report(records).headline.trades).toBe(2)
  })

  it.each(['variation', 'commission', 'repo', 'bond'] as const)(
    'make none where an entry of kind %s is missing',
    kind => {
      const lost = records.findLastIndex(record => record.kind === 'entry' && record.entry.kind === kind)
      expect(() => report(records.toSpliced(lost, 1))).toThrow('is the end of the ledger')
    },
  )

  it('make none where the value of what is open is missing', () => {
    expect(() => report(records.filter(({ kind }) => kind !== 'open'))).toThrow('is the end of the ledger')
  })

  it('make none where the capital is not what the report says was paid in', () => {
    const input = basisInput(records, LIFE_CASH)
    const run = { ...input.run, equityStart: LIFE_CASH - 1 }
    expect(() => summarise({ ...input, run })).toThrow('beyond the cash paid in')
  })
})
