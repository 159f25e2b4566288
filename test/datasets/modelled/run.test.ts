/** Runs on modelled premiums: what a fill, a mark and an expiry are worth, and what the report says of them. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, modelledMarket, modelledTermsSchema } from '../../../datasets/index.ts'
import {
  formatDay,
  type Intent,
  type Market,
  optionOf,
  type RunRecord,
  strategyMargin,
} from '../../../engine/index.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { reportSchema } from '../../../reports/index.ts'
import { parseExperiment, runExperiment } from '../../../studies/index.ts'
import { equityEnd, only, runBook, scripted, told } from '../../fixtures/run-book.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { CLOSES, indexMarket, SESSIONS } from './index-market.ts'

const folder = tempFolders()
const TICK = 0.05

const marketOf = (cuts: readonly number[] = [], sessions?: number): Market =>
  modelledMarket(
    indexMarket({ cuts, ...(sessions === undefined ? {} : { sessions }) }),
    modelledTermsSchema.parse({
      product: 'IXM',
      underlying: 'IX',
      multiplier: 100,
      tick: TICK,
      strikes: { step: 20, each: 20 },
      volatility: { constant: 0.2 },
    }),
  )

/** Sells an out-of-the-money strangle on the first chain after each expiry, and holds it to the next. */
const writer = scripted('IXM', wake => {
  const rows = wake.chain('IXM')?.expiries[1]
  const price = wake.bar('IX')?.close ?? 0
  if (!rows || wake.snapshot.groups.length > 0 || wake.snapshot.working.length > 0) return []
  const { expiry } = rows.series
  const strike = (factor: number): number => Math.round((price * factor) / 20) * 20
  return [
    {
      kind: 'open',
      tag: `strangle ${formatDay(expiry)}`,
      legs: [
        { instrument: optionOf('IXM', expiry, 'put', strike(0.97)), side: 'sell', ratio: 1 },
        { instrument: optionOf('IXM', expiry, 'call', strike(1.03)), side: 'sell', ratio: 1 },
      ],
      lots: 2,
      reason: { rule: 'test', text: 'a strangle' },
    } satisfies Intent,
  ]
})

const run = (market: Market, to = '2019-09-30'): Promise<RunRecord[]> =>
  runBook({
    market,
    strategy: writer,
    from: '2019-01-14',
    to,
    cash: 500_000,
    rules: {
      margin: strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
      commissionPerContract: 0,
    },
  })

describe('a run on modelled premiums', async () => {
  const records = await run(marketOf())
  const fills = only(records, 'fill').map(({ fill }) => fill)

  it('fills at the bid that is modelled at the close of the session after the decision', () => {
    expect(fills.length).toBeGreaterThan(6)
    const orders = only(records, 'order')
    for (const fill of fills) {
      const { instrument } = fill
      const at = SESSIONS.findIndex(({ close }) => close === fill.time)
      expect(only(orders, 'order').some(({ time }) => time === SESSIONS[at - 1]?.close)).toBe(true)
      if (instrument.kind !== 'option') throw new Error('only options are sold')
      const years = (instrument.expiry - (SESSIONS[at]?.day ?? 0)) / 365
      const fair = black76(instrument.right, CLOSES[at] ?? 0, instrument.strike, years, 0.2)
      expect(Math.abs(fill.price - (fair - Math.max(TICK, 0.02 * fair)))).toBeLessThan(TICK / 2 + 1e-9)
    }
  })

  it('settles each expiry at the close of the index, and equity is the premiums less what was paid', () => {
    const expiries = only(records, 'expiry')
    expect(expiries.length).toBeGreaterThan(6)
    let cash = 500_000
    for (const fill of fills) cash -= 100 * fill.quantity * fill.price
    for (const { time, instrument, quantity, settlement } of expiries) {
      const at = SESSIONS.findIndex(({ close }) => close === time)
      expect(settlement).toBe(CLOSES[at])
      const [, , right, strike] = instrument.split(' ')
      const depth = right === 'C' ? settlement - Number(strike) : Number(strike) - settlement
      cash += 100 * quantity * Math.max(0, depth)
    }
    const marks = only(records, 'open').reduce((sum, { value }) => sum + value / 100, 0)
    expect(equityEnd(records)).toBeCloseTo(cash + marks, 6)
    expect(expiries.some(({ outcome }) => outcome === 'cash')).toBe(true)
    expect(expiries.some(({ outcome }) => outcome === 'worthless')).toBe(true)
  })

  it('has a mark of its own session every day', () => {
    expect(only(records, 'mark').every(({ staleSessions }) => staleSessions === 0)).toBe(true)
  })

  it('is the same however the data is cut, and sees nothing of later sessions', async () => {
    const cuts = [3, 4, 30, 77, 150].map(i => (SESSIONS[i]?.close ?? 0) + (i % 2))
    expect(told(await run(marketOf(cuts)))).toEqual(told(records))
    const prefix = told(await run(marketOf([], 100), formatDay(SESSIONS[99]?.day ?? 0)))
    expect(prefix.length).toBeGreaterThan(100)
    expect(prefix).toEqual(told(records).slice(0, prefix.length))
  })
})

describe('an experiment on modelled premiums', async () => {
  const store = join(folder(), 'indices')
  const rows = SESSIONS.map(({ day }, i) => `${formatDay(day)},${CLOSES[i]}`)
  await importFiles({
    paths: [fileIn(folder(), 'ix.csv', ['day,close', ...rows, ''].join('\n'))],
    store,
    importer: 'generic-csv',
    options: {
      table: 'bars',
      map: { date: 'day', close: 'close' },
      fixed: { instrument: 'IX' },
      products: [{ kind: 'index', id: 'IX', name: 'An index', exchange: 'listed', currency: 'USD' }],
      listed: { of: ['IX'], zone: 'America/New_York', close: '16:00' },
    },
  })
  const yaml = (modelled: string): string => `name: modelled
data: { store: ${store}, modelled: ${modelled} }
from: 2019-02-01
to: 2019-06-28
account: { currency: USD, cash: 500000 }
strategy: { use: oi-zone-strangle, with: { product: IXM } }
margin: { model: strategy }
`
  const runOf = async (modelled: string) => {
    const { experiment, placeOf } = parseExperiment(yaml(modelled), 'modelled.yaml')
    return runExperiment(experiment, { folder: '.', placeOf, engine: 'test', rerun: 'test' })
  }
  const TERMS = 'product: IXM, underlying: IX, multiplier: 100, volatility: { realised: { factor: 1.1 } }'

  it('says among findings and assumptions that premiums are modelled, and by what', async () => {
    const { report } = await runOf(`{ ${TERMS} }`)
    const sentence =
      'Premiums of IXM are modelled by Black-76 at 1.1 times the volatility realised by IX in its last 20 returns, not observed: profits are what the model says, not what anybody was paid.'
    expect(report.findings).toContainEqual({
      id: 'modelled-premiums',
      severity: 'warn',
      text: sentence,
      value: null,
      unit: '',
      link: 'assumptions',
    })
    expect(report.assumptions).toContain(sentence)
    expect(
      report.assumptions.some(one => one.includes("at what the next session's close is modelled at")),
    ).toBe(true)
    expect(report.provenance).toMatchObject({ kind: 'modelled', store: 'indices' })
    expect(report.provenance.sources).toMatchObject([{ name: 'ix.csv' }])
    expect(reportSchema.parse(report)).toEqual(report)
    const days = SESSIONS.map(({ day }) => formatDay(day))
    expect(report.days.session).toEqual(days.filter(day => day >= '2019-02-01' && day <= '2019-06-28'))
  })

  it('names file, line and key of bad terms', async () => {
    await expect(runOf(`{ ${TERMS.replace('IX,', 'IY,')} }`)).rejects.toThrow(
      /modelled.yaml, line 2, field data.modelled.underlying: "IY": .*did you mean IX\?/,
    )
    await expect(runOf(`{ ${TERMS}, skwe: 1 }`)).rejects.toThrow(/"skwe": .*did you mean skew\?/)
    await expect(runOf(`{ ${TERMS.replace('realised: {', 'realized: {')} }`)).rejects.toThrow(
      /line 2, field data.modelled.volatility: .*write \{ constant: 0.16 \}/,
    )
  })
})
