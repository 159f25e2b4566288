/** The seeded rates with something taken away or added, as tests need them. */

import { barBuilder } from '../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../datasets/market/memory.ts'
import { type SyntheticRatesTerms, syntheticRates } from '../../../datasets/treasury/synthetic-rates.ts'
import { futureProductOf, indexProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import {
  type BarColumns,
  formatDay,
  type Market,
  type Product,
  parseDay,
  type Session,
} from '../../../engine/index.ts'

/** Two years and three months, the first of them without a spike. */
export const SPAN = { seed: 1, from: parseDay('2018-10-01'), to: parseDay('2020-12-31') }

export interface RatesWith extends Partial<SyntheticRatesTerms> {
  /** Rows that stay, by instrument and New York day of the bar; all when absent. */
  readonly keep?: (instrument: string, day: string) => boolean
  /** Settlements of ZN contracts on days of its own exchange. */
  readonly settlements?: readonly (readonly [instrument: string, day: string, price: number])[]
  readonly notes?: readonly string[]
}

export async function ratesWith({
  keep = () => true,
  settlements = [],
  notes,
  ...terms
}: RatesWith): Promise<Market> {
  const rates = syntheticRates({ ...SPAN, ...terms })
  const whole = { bars: ['CMT', 'SOFR'], chains: [], chainsAfter: 0 }
  const bars: BarColumns[] = []
  for await (const block of rates.read(whole, 0, Number.POSITIVE_INFINITY)) {
    for (const columns of block.bars.values()) bars.push(kept(columns, keep))
  }
  const products: Product[] = ['CMT', 'SOFR'].map(id => indexProductOf(id))
  if (settlements.length > 0) products.push(futureProductOf('ZN'))
  const chicago = exchangeOf('CME')
  const own = chicago
    .sessions(SPAN.from - 40, SPAN.to + 400)
    .map((day): Session => ({ day, close: chicago.closeOf(day) }))
  return memoryMarket({
    provenance: { ...rates.provenance, ...(notes ? { notes } : {}) },
    products,
    sessions: new Map([
      ['CMT', rates.sessions('CMT')],
      ['SOFR', rates.sessions('SOFR')],
      ['ZN', own],
    ]),
    series: [],
    zone: rates.zoneOf('CMT'),
    // Not the day of the rule, so that a test sees whose answer it is.
    lastSessions: new Map(settlements.map(([id, day]) => [id, { day: parseDay(day), close: 0 }])),
    bars: [...joined(bars), ...settled(settlements)],
    chains: [],
    ...(terms.cuts ? { cuts: terms.cuts } : {}),
  })
}

const dayOf = (time: number): string => formatDay(Math.floor(time / 86_400_000))

function kept(columns: BarColumns, keep: (instrument: string, day: string) => boolean): BarColumns {
  const builder = barBuilder(columns.instrument)
  for (const [row, time] of columns.time.entries()) {
    if (keep(columns.instrument, dayOf(time))) builder.push({ time, close: columns.close[row] ?? Number.NaN })
  }
  return builder.columns()
}

/** One set of columns an instrument. */
function joined(parts: readonly BarColumns[]): BarColumns[] {
  const builders = new Map<string, ReturnType<typeof barBuilder>>()
  for (const part of parts) {
    const builder = builders.get(part.instrument) ?? barBuilder(part.instrument)
    builders.set(part.instrument, builder)
    for (const [row, time] of part.time.entries())
      builder.push({ time, close: part.close[row] ?? Number.NaN })
  }
  return [...builders.values()].map(builder => builder.columns())
}

function settled(rows: NonNullable<RatesWith['settlements']>): BarColumns[] {
  const builders = new Map<string, ReturnType<typeof barBuilder>>()
  for (const [instrument, day, price] of rows) {
    const builder = builders.get(instrument) ?? barBuilder(instrument)
    builders.set(instrument, builder)
    builder.push({
      time: exchangeOf('CME').closeOf(parseDay(day)),
      settlement: price,
      close: price,
      volume: 7,
    })
  }
  return [...builders.values()].map(builder => builder.columns())
}
