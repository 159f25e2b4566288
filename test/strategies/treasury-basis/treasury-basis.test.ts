/** The basis trade as a strategy: when it enters, how large, how it ends, and what it does when cash is short. */

import { describe, expect, it } from 'vitest'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import {
  type BondIssue,
  DataError,
  type Dated,
  type FixedRates,
  fixedMargin,
  formatDay,
  minor,
  parseDay,
  type Rules,
  type RunRecord,
} from '../../../engine/index.ts'
import { basisOf } from '../../../engine/pricing/treasury/basis.ts'
import { conversionFactor } from '../../../engine/pricing/treasury/conversion-factor.ts'
import { treasuryBasis } from '../../../strategies/treasury-basis/index.ts'
import { AUGUST_2024, type BasisRow, basisMarket } from '../../fixtures/basis-market.ts'
import { only, runBook } from '../../fixtures/run-book.ts'

const NOVEMBER_2024: BondIssue = {
  ...AUGUST_2024,
  id: 'UST 2.25 2024-11-15 10Y',
  couponPercent: 2.25,
  issued: parseDay('2014-11-17'),
  maturity: parseDay('2024-11-15'),
}

const SIFMA = exchangeOf('SIFMA')
const REPO = 1.2
const DAYS = SIFMA.sessions(parseDay('2017-10-02'), parseDay('2018-01-05')).map(formatDay)

interface Market {
  readonly issues?: readonly BondIssue[]
  /** Clean price of the bonds by session; 100 when absent. */
  readonly clean?: (day: string, at: number) => number
  /** By which the implied repo of each bond is above the repo rate, basis points; 0 = fair. */
  readonly richBp?: number | ((at: number) => number)
  readonly months?: readonly string[]
  /** Percent by which one fixing is higher, and the session on which it is published. */
  readonly spike?: { readonly day: string; readonly percent: number }
}

const LAST_DELIVERY: Record<string, string> = { '2017-12': '2017-12-29', '2018-03': '2018-03-29' }
const LAST_TRADE: Record<string, string> = { '2017-12': '2017-12-19', '2018-03': '2018-03-20' }

/** Futures that make the cheapest bond earn so much over repo, to the last digit. */
function market({
  issues = [AUGUST_2024],
  clean = () => 100,
  richBp = 0,
  months = ['2017-12'],
  spike,
}: Market) {
  const rows = DAYS.map((day, at): BasisRow => {
    const prices: Record<string, number> = {}
    const price = clean(day, at)
    for (const issue of issues) prices[issue.id] = price
    const settle = SIFMA.next(parseDay(day))
    for (const month of months) {
      if (day > (LAST_TRADE[month] ?? '')) continue
      const delivery = parseDay(LAST_DELIVERY[month] ?? '')
      const fair = issues
        .filter(issue => issue.maturity > parseDay(month === '2017-12' ? '2024-06-01' : '2024-09-01'))
        .map(issue => {
          const { factor } = conversionFactor(issue, month, 'long')
          return basisOf(
            issue,
            settle,
            delivery,
            price,
            100,
            factor,
            (REPO + (typeof richBp === 'number' ? richBp : richBp(at)) / 100) / 100,
          ).theoreticalFuture
        })
      prices[`ZN ${month}`] = Math.min(...fair)
    }
    return { day, prices, fixing: REPO + (spike?.day === day ? spike.percent : 0) }
  })
  return basisMarket(rows, issues)
}

const ZN_MARGIN: readonly Dated<FixedRates>[] = [
  { from: null, value: { future: { initial: 1150, maintenance: 1150 } } },
]

const rules = (haircutPercent = 0, margins = ZN_MARGIN): Partial<Rules> => ({
  fill: 'nextClose',
  slippageTicks: 0,
  commissionPerContract: 1,
  margin: fixedMargin({ ZN: margins }, () => null),
  funding: {
    rate: 'SOFR',
    lender: [{ from: null, value: { haircutPercent, spreadPercent: 0, termDays: 1 } }],
    repoLag: 1,
    crossMarginFactor: 1,
    creditLine: null,
  },
})

const CASH = 5_000_000

const trade = (
  terms: Market,
  params: Record<string, unknown> = {},
  more: { rules?: Partial<Rules>; to?: string; reserve?: number } = {},
): Promise<RunRecord[]> =>
  runBook({
    market: market(terms),
    strategy: treasuryBasis,
    params: { product: 'ZN', reserveSigmas: 0, ...params },
    from: '2017-10-03',
    to: more.to ?? '2018-01-03',
    cash: CASH,
    reserve: more.reserve ?? 0,
    rules: { ...rules(), ...more.rules },
  })

const fillsOf = (records: readonly RunRecord[], id: string): number[] =>
  only(records, 'fill').flatMap(({ fill }) => (fill.instrument.id === id ? [fill.quantity] : []))

const declined = (records: readonly RunRecord[]) => only(records, 'refusal').map(({ reason }) => reason.rule)

describe('its entry', () => {
  it('is made when implied repo over funding passes the threshold', async () => {
    const records = await trade({ richBp: 30 }, { minSpreadBp: 29 })
    expect(only(records, 'order')[0]?.order.reason.rule).toBe('basis')
    expect(fillsOf(records, AUGUST_2024.id)[0]).toBeGreaterThan(0)
    expect(fillsOf(records, 'ZN 2017-12')[0]).toBeLessThan(0)
  })

  it('is declined below it, with the numbers', async () => {
    const records = await trade({ richBp: 30 }, { minSpreadBp: 31 })
    expect(only(records, 'order')).toEqual([])
    const [first] = only(records, 'refusal')
    expect(first?.reason.rule).toBe('spread')
    expect(first?.reason.evidence?.impliedRepoPercent).toBeCloseTo(1.5, 6)
    expect(first?.reason.evidence?.fundingPercent).toBe(REPO)
  })

  it('can look at the net basis instead', async () => {
    const rich = { entry: 'netBasis', maxNetBasis32nds: -1 }
    expect(only(await trade({ richBp: 30 }, rich), 'order').length).toBeGreaterThan(0)
    expect(declined(await trade({ richBp: 0 }, rich))).toContain('net basis')
  })

  it('takes the bond with the greatest implied repo', async () => {
    const records = await trade({ richBp: 30, issues: [AUGUST_2024, NOVEMBER_2024] })
    const [order] = only(records, 'order')
    const bond = order?.order.legs[0]?.instrument.id
    const cheapest = only(records, 'observation')[0]?.values.cheapest
    expect(bond).toBe(cheapest)
  })
})

describe('its size', () => {
  it('is the leverage times the equity given to the trade, in whole contracts', async () => {
    const records = await trade({ richBp: 30 }, { leverage: 20, fundShare: 0.5 })
    // A unit costs 100 and its accrued interest of a third of a point; 1000 units are a contract.
    expect(fillsOf(records, AUGUST_2024.id)[0]).toBe(Math.floor((20 * 0.5 * CASH) / 100_330) * 1000)
    const lots = (fillsOf(records, AUGUST_2024.id)[0] ?? 0) / 1000
    const { factor } = conversionFactor(AUGUST_2024, '2017-12', 'long')
    expect(fillsOf(records, 'ZN 2017-12')[0]).toBe(-Math.round(lots * factor))
  })

  it('can be what a share of equity carries in haircut and margin', async () => {
    const records = await trade(
      { richBp: 30 },
      { sizing: 'marginBudget', budgetShare: 0.4 },
      { rules: rules(2) },
    )
    const lots = (fillsOf(records, AUGUST_2024.id)[0] ?? 0) / 1000
    const tiedUp = (count: number): number => count * 0.02 * 100_330 + Math.round(count * 0.8072) * 1150
    expect(tiedUp(lots)).toBeLessThanOrEqual(0.4 * CASH * 1.001)
    expect(tiedUp(lots + 2)).toBeGreaterThan(0.4 * CASH * 0.999)
  })

  it('is refused as bad input, with the largest allowed, when haircut and margin forbid the leverage', async () => {
    const asked = trade({ richBp: 30 }, { leverage: 60 }, { rules: rules(2) })
    await expect(asked).rejects.toThrow(DataError)
    // 1 / (0.02 + 0.8072 x 1150 / 100,340) is 34.19, and lots are whole.
    await expect(asked).rejects.toThrow('at most 34.1 times the equity on 2017-10-04; lower the leverage')
  })
})

describe('its end', () => {
  it('sells the tail on the last trading day and delivers on the last delivery day', async () => {
    const records = await trade({ richBp: 30 })
    const lots = (fillsOf(records, AUGUST_2024.id)[0] ?? 0) / 1000
    const contracts = fillsOf(records, 'ZN 2017-12')
    expect(contracts.reduce((sum, one) => sum + one, 0)).toBe(-lots)
    const deliveries = only(records, 'delivery')
    expect(deliveries.map(one => [one.step, one.contracts])).toEqual([
      ['tender', lots],
      ['delivered', lots],
    ])
    expect(deliveries.map(one => formatDay(Math.floor(one.time / 86_400_000)))).toEqual([
      '2017-12-27',
      '2017-12-29',
    ])
    expect(only(records, 'liquidity').at(-1)).toMatchObject({ marginPosted: 0, borrowed: 0, bondValue: 0 })
  })

  it('earns the spread that it entered at on what it carried, less what curve and costs took', async () => {
    const records = await trade({ richBp: 30 }, { leverage: 20, reentry: false })
    const lots = (fillsOf(records, AUGUST_2024.id)[0] ?? 0) / 1000
    const days = only(records, 'day')
    const profit = ((days.at(-1)?.equity ?? 0) - CASH * 100) / 100
    // Paid for on 5 October, delivered 85 days later.
    const spread = (lots * 100_340 * 0.003 * 85) / 360
    expect(profit / spread).toBeGreaterThan(0.9)
    expect(profit / spread).toBeLessThan(1.1)
  })

  it('moves to the next contract where its bond is in that basket too', async () => {
    const terms: Market = { richBp: 30, issues: [NOVEMBER_2024], months: ['2017-12', '2018-03'] }
    const records = await trade(terms, { exit: 'roll' })
    const roll = only(records, 'order').find(({ order }) => order.reason.rule === 'roll')
    expect(roll).toBeDefined()
    expect(fillsOf(records, 'ZN 2017-12').reduce((sum, one) => sum + one, 0)).toBe(0)
    expect(fillsOf(records, 'ZN 2018-03')[0]).toBeLessThan(0)
    expect(fillsOf(records, NOVEMBER_2024.id)).toHaveLength(1)
  })

  it('closes instead where the next contract does not take the bond', async () => {
    const terms: Market = { richBp: 30, months: ['2017-12', '2018-03'], issues: [AUGUST_2024, NOVEMBER_2024] }
    const records = await trade(terms, { exit: 'roll', reentry: false })
    const held = only(records, 'order')[0]?.order.legs[0]?.instrument.id
    const rules = only(records, 'order').map(({ order }) => order.reason.rule)
    expect(rules.slice(0, 2)).toEqual(held === AUGUST_2024.id ? ['basis', 'no roll'] : ['basis', 'roll'])
  })

  it('closes before the delivery month when it is told to', async () => {
    const records = await trade({ richBp: 30 }, { exit: 'close', reentry: false })
    const closes = only(records, 'order').filter(({ order }) => order.purpose === 'close')
    expect(closes.map(({ order }) => order.reason.rule)).toEqual(['end of the contract'])
    expect(only(records, 'liquidity').at(-1)).toMatchObject({ marginPosted: 0, borrowed: 0 })
    expect(only(records, 'delivery')).toEqual([])
  })

  it('takes its profit when the net basis has come back', async () => {
    const records = await trade({ richBp: 30 }, { takeProfit32nds: -2, reentry: false })
    expect(only(records, 'order').map(({ order }) => order.reason.rule)).toEqual(['basis', 'take profit'])
  })
})

it('a basis that runs away ends in default, and nothing is traded after it', async () => {
  const records = await trade({ richBp: at => (at < 15 ? 30 : 2000) }, { leverage: 50 })
  expect(only(records, 'call').map(({ step }) => step)).toContain('bankruptcy')
  const bankrupt = only(records, 'call').find(({ step }) => step === 'bankruptcy')?.time ?? 0
  const later = only(records, 'fill').filter(({ time }) => time > bankrupt)
  expect(new Set(later.map(({ origin }) => origin))).toEqual(new Set(['liquidation']))
  expect(only(records, 'liquidity').at(-1)).toMatchObject({ borrowed: 0, bondValue: 0, marginPosted: 0 })
})

/** A rally of a quarter point a session from the tenth on. */
const rally = (_: string, at: number): number => 100 + Math.max(0, at - 10) * 0.25

describe('when cash is short', () => {
  it('the soft rule closes both legs in proportion', async () => {
    const records = await trade(
      { richBp: 30, clean: (_, at) => 100 + (at % 2 === 0 ? 0.6 : 0) },
      { leverage: 50, reserveSigmas: 3 },
    )
    const soft = only(records, 'order').filter(({ order }) => order.reason.rule === 'reserve')
    expect(soft.length).toBeGreaterThan(2)
    for (const { order } of soft) {
      const [bond, future] = order.legs
      expect(Math.abs(bond?.quantity ?? 1) % 1000).toBe(0)
      expect(bond?.quantity).toBeLessThan(0)
      expect(future?.quantity).toBeGreaterThan(0)
      expect((future?.quantity ?? 0) / ((bond?.quantity ?? 1) / -1000)).toBeCloseTo(0.8072, 0)
    }
  })

  it('a rise of margin calls it, and what is not paid is unwound in both legs', async () => {
    const margins: readonly Dated<FixedRates>[] = [
      ...ZN_MARGIN,
      { from: '2017-11-01', value: { future: { initial: 6000, maintenance: 6000 } } },
    ]
    const records = await trade({ richBp: 30 }, { leverage: 40 }, { rules: rules(0, margins) })
    const steps = only(records, 'call').map(({ step, time }) => [
      step,
      formatDay(Math.floor(time / 86_400_000)),
    ])
    expect(steps.slice(0, 2)).toEqual([
      ['notice', '2017-11-01'],
      ['unmet', '2017-11-02'],
    ])
    const forced = only(records, 'fill').filter(({ origin }) => origin === 'liquidation')
    expect(new Set(forced.map(({ fill }) => fill.instrument.kind))).toEqual(new Set(['bond', 'future']))
    const sold = forced.reduce(
      (sum, { fill }) => sum + (fill.instrument.kind === 'bond' ? fill.quantity : 0),
      0,
    )
    const bought = forced.reduce(
      (sum, { fill }) => sum + (fill.instrument.kind === 'future' ? fill.quantity : 0),
      0,
    )
    expect(bought / (-sold / 1000)).toBeCloseTo(0.8072, 2)
    expect(only(records, 'call').at(-1)?.step).toBe('cured')
  })

  it('a rally costs cash today and brings it back tomorrow: the lag of the lender is a call that cures itself', async () => {
    const at = (repoLag: 0 | 1) =>
      trade(
        { richBp: 30, clean: (_, day) => (day > 20 ? 106 : 100) },
        { leverage: 50 },
        { rules: { ...rules(), funding: { ...funding(), repoLag } } },
      )
    const late = only(await at(1), 'call').map(({ step }) => step)
    expect(late.slice(0, 2)).toEqual(['notice', 'cured'])
    expect(only(await at(0), 'call')).toEqual([])
  })

  it('the credit line lends what is missing, at its rate, before anybody is called', async () => {
    const creditLine = { limit: minor(2_000_000_000), spreadPercent: 1 }
    const records = await trade(
      { richBp: 30, clean: (_, day) => (day > 20 ? 106 : 100) },
      { leverage: 50 },
      { rules: { ...rules(), funding: { ...funding(), creditLine } } },
    )
    const drawn = only(records, 'liquidity').filter(line => line.creditDrawn > 0)
    expect(drawn).toHaveLength(1)
    expect(drawn[0]?.cashFree).toBe(0)
    expect(only(records, 'call')).toEqual([])
    const interest = only(records, 'entry').filter(
      ({ entry }) => entry.memo === 'interest on the credit line',
    )
    const [owed] = drawn
    expect(interest.map(({ entry }) => entry.postings[0]?.amount)).toEqual([
      -Math.round(((owed?.creditDrawn ?? 0) * (REPO + 1)) / 36_000),
    ])
  })

  it('a fixing that the market does not have is told of before the run', async () => {
    const asked = trade({}, {}, { rules: { ...rules(), funding: { ...funding(), rate: 'LIBOR' } } })
    await expect(asked).rejects.toThrow('funding.rate: "LIBOR": the market has no such fixing')
  })

  it('a missing fixing stops the run and says which day', async () => {
    const base = market({ richBp: 30 })
    const gap = SIFMA.sessions(parseDay('2017-11-06'), parseDay('2017-11-06'))[0] ?? 0
    const records = runBook({
      market: {
        ...base,
        async *read(needs, after, until) {
          for await (const block of base.read(needs, after, until)) {
            const sofr = block.bars.get('SOFR')
            if (sofr)
              for (let i = 0; i < sofr.length; i++)
                if (Math.floor((sofr.time[i] ?? 0) / 86_400_000) === gap) sofr.close.copyWithin(i, i - 1, i)
            const kept = sofr ? without(sofr, gap) : undefined
            yield { ...block, bars: new Map([...block.bars, ...(kept ? [['SOFR', kept] as const] : [])]) }
          }
        },
      },
      strategy: treasuryBasis,
      params: { product: 'ZN' },
      from: '2017-10-03',
      to: '2018-01-03',
      cash: CASH,
      rules: rules(),
    })
    await expect(records).rejects.toThrow('there is no fixing of SOFR for 2017-11-03')
  })
})

const funding = () => {
  const { funding: terms } = rules()
  if (!terms) throw new Error('the rules have funding')
  return terms
}

/** Bars without those of a day. */
function without(bars: NonNullable<ReturnType<Awaited<ReturnType<typeof firstBars>>['get']>>, day: number) {
  const rows = Array.from({ length: bars.length }, (_, row) => row).filter(
    row => Math.floor((bars.time[row] ?? 0) / 86_400_000) !== day,
  )
  const pick = (column: Float64Array) => Float64Array.from(rows, row => column[row] ?? Number.NaN)
  return {
    ...bars,
    length: rows.length,
    time: pick(bars.time),
    open: pick(bars.open),
    high: pick(bars.high),
    low: pick(bars.low),
    close: pick(bars.close),
    settlement: pick(bars.settlement),
    volume: pick(bars.volume),
  }
}

async function firstBars() {
  for await (const block of market({}).read({ chains: [], bars: ['SOFR'], chainsAfter: 0 }, 0, 4e12))
    return block.bars
  throw new Error('the market has a block')
}

it('a rally does not wipe out what is hedged', async () => {
  const records = await trade({ richBp: 30, clean: rally }, { leverage: 30 })
  const worst = Math.min(...only(records, 'day').map(day => day.equity)) / (CASH * 100)
  expect(worst).toBeGreaterThan(0.99)
})

it('a repo rate that is 2.82 % higher for a night costs leverage x 2.82 % / 360 of equity, and calls nobody', async () => {
  const params = { leverage: 20, reentry: false }
  const calm = await trade({ richBp: 30 }, params)
  const spiked = await trade({ richBp: 30, spike: { day: '2017-11-15', percent: 2.82 } }, params)
  const endOf = (records: readonly RunRecord[]): number => only(records, 'day').at(-1)?.equity ?? 0
  const loan = only(calm, 'bond').find(
    ({ time }) => formatDay(Math.floor(time / 86_400_000)) === '2017-11-14',
  )?.borrowed
  // The loan itself, to the cent but for the rounding of two payments.
  expect(endOf(calm) - endOf(spiked)).toBeGreaterThan(0)
  expect(Math.abs(endOf(calm) - endOf(spiked) - ((loan ?? 0) * 2.82) / 36_000)).toBeLessThanOrEqual(1)
  expect((endOf(calm) - endOf(spiked)) / (CASH * 100)).toBeCloseTo((20 * 0.0282) / 360, 5)
  expect(only(spiked, 'call')).toEqual([])
})
