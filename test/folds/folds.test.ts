/** Folds: alone or together, in one stretch or in many, asked once or all the time, they say the same. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { formatDay, type RunRecord } from '../../engine/index.ts'
import { incidents } from '../../folds/incidents.ts'
import { type Fold, foldOf, foldOver, kept, observed, reportFold, together } from '../../folds/index.ts'
import { ledger } from '../../folds/ledger.ts'
import { marginModels } from '../../folds/margin-models.ts'
import { refusals } from '../../folds/refusals.ts'
import { substitutes } from '../../folds/substitutes.ts'
import { trades } from '../../folds/trades.ts'
import { summarise } from '../../reports/index.ts'
import { demoMarket, runBold } from '../fixtures/demo.ts'
import { basisInput } from '../reports/basis-runs.ts'
import { lifeRows, runLife } from '../reports/whole-life.ts'

const FOLDS: Readonly<Record<string, Fold<unknown>>> = {
  days: kept('day'),
  calls: kept('call'),
  liquidity: kept('liquidity'),
  bonds: kept('bond'),
  zones: observed('zones'),
  basis: observed('basis'),
  trades,
  incidents,
  substitutes,
  ledger,
  marginModels,
  refusals,
}

const strangles = await runBold(demoMarket(1), { cash: 60_000, reserve: 5000 })
const basis = await runLife(lifeRows(1))
const RUNS = { strangles, basis }

describe.each(Object.entries(RUNS))('folds over the records of %s', (_, records) => {
  it.each(Object.keys(FOLDS))('say together what each says alone: %s', name => {
    const fold = FOLDS[name]
    if (!fold) throw new Error('the fold is named')
    const { [name]: one } = foldOver(together(FOLDS), records)
    expect(one).toEqual(foldOver(fold, records))
    expect(foldOver(together({ inner: together({ [name]: fold }) }), records)).toEqual({
      inner: { [name]: one },
    })
  })

  it('make the choice that a report is', () => {
    expect(foldOver(reportFold, records)).toEqual(foldOver(together(FOLDS), records))
  })

  it('are handed each record once, if its kind concerns them', () => {
    const kinds = new Map<string, number>()
    const counting = foldOf<{ seen: number }, number>(
      () => ({ seen: 0 }),
      {
        fill(state) {
          state.seen++
        },
        day(state) {
          state.seen++
        },
      },
      ({ seen }) => seen,
    )
    for (const { kind } of records) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    expect(foldOver(together({ counting, again: counting }), records)).toEqual({
      counting: (kinds.get('fill') ?? 0) + (kinds.get('day') ?? 0),
      again: (kinds.get('fill') ?? 0) + (kinds.get('day') ?? 0),
    })
  })

  test.prop([fc.uniqueArray(fc.nat(records.length), { maxLength: 12 })], { numRuns: 10 })(
    'may be asked between any two records: what they said then is what they say of those alone, and nothing changes',
    cuts => {
      const asked = reportFold.begin()
      const stops = new Set(cuts)
      records.forEach((record, i) => {
        if (stops.has(i)) expect(asked.end()).toEqual(foldOver(reportFold, records.slice(0, i)))
        asked.take(record)
      })
      expect(asked.end()).toEqual(foldOver(reportFold, records))
    },
  )
})

describe('a report of the records so far', () => {
  it('is that of a run that ends there, but for what is valued at the end alone', async () => {
    const days = strangles.filter(record => record.kind === 'day')
    for (const count of [5, 40, 90]) {
      const last = days[count - 1]
      if (!last) throw new Error('the run is long enough')
      const ended = await runBold(demoMarket(1), {
        cash: 60_000,
        reserve: 5000,
        to: formatDay(last.session),
      })
      const open = ended.filter(({ kind }) => kind === 'open')
      const sofar = strangles.slice(0, ended.length - open.length)
      expect(reportOf([...sofar, ...open])).toEqual(reportOf(ended))
    }
  })
})

const reportOf = (records: readonly RunRecord[]) => {
  const { run, ...input } = basisInput(records, 60_000)
  const { funding: _, ...plain } = run
  return summarise({ ...input, run: plain })
}

describe('what folds keep', () => {
  /** How many objects of a result are records as they were told, by their kind. */
  function recordsIn(value: unknown, told: ReadonlySet<unknown>, kinds = new Map<string, number>()) {
    if (typeof value !== 'object' || value === null) return kinds
    if (told.has(value)) {
      const { kind } = value as RunRecord
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      return kinds
    }
    for (const part of value instanceof Map ? value.values() : Object.values(value))
      recordsIn(part, told, kinds)
    return kinds
  }

  it('is no record but those of which a report shows every one', () => {
    const facts = foldOver(reportFold, strangles)
    const kept = recordsIn(facts, new Set(strangles))
    expect(
      [...kept.keys()].filter(kind => !['day', 'call', 'observation', 'refusal'].includes(kind)),
    ).toEqual([...(kept.has('open') ? ['open'] : [])])
    const refused = strangles.filter(({ kind }) => kind === 'refusal').length
    expect(kept.get('refusal') ?? 0).toBeLessThan(refused)
  })

  it('is as much for ten times the refusals', () => {
    const one = strangles.filter(record => record.kind === 'refusal')
    const ten = Array.from({ length: 10 }, () => one).flat()
    expect(foldOver(refusals, ten).length).toBe(foldOver(refusals, one).length)
  })

  it('is nothing of marks, fills and orders that a sweep would ask for: one line a trade', () => {
    const facts = foldOver(trades, strangles)
    expect(facts.length).toBeGreaterThan(3)
    for (const { order, open: _, ...trade } of facts) {
      expect(recordsIn(trade, new Set(strangles)).size).toBe(0)
      expect(strangles.some(record => record.kind === 'order' && record.order === order)).toBe(true)
    }
  })
})
