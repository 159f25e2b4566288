/** The study on the embedded rates: what the records of real runs say, and which errors are lines of the result. */

import { describe, expect, it } from 'vitest'
import { DataError, type RunRecord } from '../../../../engine/index.ts'
import type { LeverageRun } from '../../../../reports/index.ts'
import { leverageStudy } from '../../../../studies/definitions/leverage/index.ts'
import { parseExperiment, type RecordSink, runExperiment, runStudy } from '../../../../studies/index.ts'

/** The futures grow dear from 17 March 2020 on, so that a holder of the basis loses. */
const EXPERIMENT = `name: rates
data:
  store: rates-demo
  treasury:
    futures: [ZN]
    dislocation: [{ from: 2020-02-18, bp: 10 }, { from: 2020-03-09, bp: 10 }, { from: 2020-03-17, bp: 70 }]
from: 2020-02-18
to: 2020-03-20
account: { currency: USD, cash: 20000000 }
strategy:
  use: treasury-basis
  with: { product: ZN, minSpreadBp: -500, reserveSigmas: 0 }
margin: { model: futures }
funding: { rate: SOFR, lender: [{ haircutPercent: 1 }] }
fill: nextClose
warmup: 0
`

const options = { folder: '.', engine: 'test', rerun: '' }

async function study(leverages: readonly number[], sets: readonly string[] = []) {
  const records = new Map<number, RunRecord[]>()
  const shares: number[] = []
  const { experiment } = parseExperiment(EXPERIMENT, 'rates.yaml', sets)
  const run = async (leverage: number, sink: RecordSink) => {
    const read = parseExperiment(EXPERIMENT, 'rates.yaml', [...sets, `strategy.with.leverage=${leverage}`])
    const own: RunRecord[] = []
    records.set(leverage, own)
    const keep: RecordSink = record => {
      own.push(record)
      sink(record)
    }
    return runExperiment(read.experiment, { ...options, placeOf: read.placeOf, sink: keep })
  }
  const runs = await runStudy(leverageStudy([{ experiment, run }], leverages), share => shares.push(share))
  return { runs, records, shares }
}

describe('a study of leverage', async () => {
  const { runs, records, shares } = await study([10, 40, 90])
  const [low, high, refused] = runs as [LeverageRun, LeverageRun, LeverageRun]

  it('has a line for each leverage, in their order', () => {
    expect(
      runs.map(({ experiment, leverage, currency, from, to }) => [experiment, leverage, currency, from, to]),
    ).toEqual([10, 40, 90].map(leverage => ['rates', leverage, 'USD', '2020-02-18', '2020-03-20']))
    expect(shares).toEqual([1 / 3, 2 / 3, 1])
  })

  it('a lower leverage survives what a higher one does not', () => {
    expect(low.survival).toMatchObject({ fate: 'survived', calls: 0, firstCall: null })
    expect(high.survival?.fate).not.toBe('survived')
    expect(high.survival?.callDays.length).toBeGreaterThan(0)
    expect(high.survival?.worstReturn).toBeLessThan(low.survival?.worstReturn ?? 0)
  })

  it('the first call is explained to the cent', () => {
    const { cause, sinceOpening, day } = high.survival?.firstCall ?? {}
    for (const change of [cause, sinceOpening]) {
      if (!change) throw new Error('there is a call after the opening')
      const { cashBefore, cashAfter, ...flows } = change
      expect(cashBefore + Object.values(flows).reduce((sum, one) => sum + one, 0)).toBe(cashAfter)
    }
    const lines = (records.get(40) ?? []).filter(record => record.kind === 'liquidity')
    const at = lines.findIndex(line => new Date(line.time).toISOString().startsWith(day ?? ''))
    expect([cause?.cashBefore, cause?.cashAfter]).toEqual([lines[at - 1]?.cashFree, lines[at]?.cashFree])
    expect(cause?.cashAfter).toBeLessThan(0)
  })

  it('the opening is the leverage that was asked for, and its distance 1/L less haircut and margin', () => {
    for (const { leverage, survival } of [low, high]) {
      const opening = survival?.opening
      if (!opening) throw new Error('bonds were bought')
      expect(opening.leverage / leverage).toBeCloseTo(1, 1)
      expect(opening.haircut).toBeCloseTo(0.01, 6)
      expect(opening.distance).toBe(1 / opening.leverage - opening.haircut - opening.margin)
    }
  })

  it('what comes a session late is what the loans then grow by, but for accrued interest', () => {
    const { lentLater, day } = high.survival?.firstCall ?? { lentLater: 0, day: '' }
    const bonds = (records.get(40) ?? []).filter(record => record.kind === 'bond')
    const at = bonds.findIndex(bond => new Date(bond.time).toISOString().startsWith(day))
    const [before, now, next] = [bonds[at - 1], bonds[at], bonds[at + 1]]
    if (!before || !now || !next) throw new Error('the bond is held around the call')
    const accrued = Math.round(0.99 * now.units * 100 * (next.accrued - now.accrued))
    expect(next.units).toBe(now.units)
    expect(Math.abs(next.borrowed - now.borrowed - accrued - lentLater)).toBeLessThanOrEqual(2)
  })

  it('a leverage that haircut and margin forbid is a line that says the largest', () => {
    expect(refused).toMatchObject({ survival: null, specHash: null, equity: [] })
    expect(refused.refused).toMatch(
      /^haircut and margin allow at most \d+(\.\d)? times the equity on 2020-02-/,
    )
  })

  it('has one point of equity a session, which begins at the start', () => {
    const days = low.equity.map(({ day }) => day)
    expect(new Set(days).size).toBe(days.length)
    expect(days[0]).toBe('2020-02-18')
    expect(days.at(-1)).toBe('2020-03-20')
    expect(low.equity[0]?.value).toBe(1)
    expect(low.equity.at(-1)?.value).toBeCloseTo(1 + (low.survival?.endReturn ?? 0), 12)
  })

  it('names each run by the experiment that it was', () => {
    expect(low.specHash).toMatch(/^[0-9a-f]{64}$/)
    expect(low.specHash).not.toBe(high.specHash)
  })
})

it('a margin that is carried is told as such, before anything else, and of refused runs too', async () => {
  const { runs } = await study([2, 200], ['from=2020-06-01', 'to=2020-06-05', 'data.treasury.dislocation=[]'])
  for (const { notes } of runs) {
    expect(notes[0]).toMatchObject({ kind: 'carried margin' })
    expect(notes[0]?.text).toMatch(/^The margin of ZN is carried: 1800 a contract is the last value known/)
    expect(notes.filter(({ kind }) => kind === 'carried margin')).toHaveLength(1)
  }
  expect(runs[0]?.notes.length).toBeGreaterThan(2)
})

it.each([
  ['another field', new DataError('no', { field: 'data.store' })],
  ['any other error', new Error('broken')],
])('%s stops the study', async (_, error) => {
  const { experiment } = parseExperiment(EXPERIMENT, 'rates.yaml')
  const failing = runStudy(leverageStudy([{ experiment, run: () => Promise.reject(error) }], [10]))
  await expect(failing).rejects.toBe(error)
})
