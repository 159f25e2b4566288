/** A kind that the engine does not know is traded, margined and paid like its own, once it stands in the table of kinds. */

import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { barBuilder } from '../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../datasets/market/memory.ts'
import {
  defineStrategy,
  type Intent,
  type MarginModel,
  parseDay,
  type RunRecord,
} from '../../../engine/index.ts'
import { KINDS } from '../../../engine/kinds/index.ts'
import { runOn } from '../../../engine/run.ts'
import { requireEnd } from '../../../engine/running.ts'
import { accountOf, cashByKind, equityEnd, only } from '../../fixtures/run-book.ts'
import { closeOf } from '../../fixtures/tiny-market.ts'
import { type TicketProduct, ticket, ticketOf } from './ticket.ts'

const TK: TicketProduct = {
  kind: 'ticket',
  id: 'TK',
  name: 'Tickets on an index',
  exchange: 'NYSE',
  currency: 'USD',
  index: 'IX',
  pays: 100,
}
const HIGH = ticketOf('TK', 5000, parseDay('2009-03-12'))
const LOW = ticketOf('TK', 4000, parseDay('2009-03-12'))
const reason = { rule: 'test', text: 'as the test has it' }

const DAYS = ['2009-03-09', '2009-03-10', '2009-03-11', '2009-03-12', '2009-03-13']
const PRICES: Readonly<Record<string, readonly number[]>> = {
  IX: [4400, 4500, 4600, 4700, 4800],
  [HIGH.id]: [20, 22, 24, 26],
  [LOW.id]: [70, 72, 74, 76],
}

function barsOf(id: string) {
  const bars = barBuilder(id)
  for (const [i, price] of (PRICES[id] ?? []).entries())
    bars.push({ time: closeOf(DAYS[i] ?? ''), open: price, close: price, settlement: price, volume: 10 })
  return bars.columns()
}

const sessions = DAYS.map(day => ({ day: parseDay(day), close: closeOf(day) }))

const market = memoryMarket({
  provenance: { store: 'tickets', kind: 'memory', sources: [] },
  products: [TK, { kind: 'index', id: 'IX', name: 'An index', exchange: 'NYSE', currency: 'USD' }],
  sessions: new Map([
    ['TK', sessions],
    ['IX', sessions],
  ]),
  series: [],
  lastSessions: new Map(),
  bars: Object.keys(PRICES).map(barsOf),
  chains: [],
})

/** Asks 5 a ticket, and says what it was asked about. */
const margin: MarginModel = {
  name: 'tickets',
  looksAtVolatility: false,
  requirement: positions =>
    positions.map(({ product, quantity, deliverable, option }) => {
      expect([deliverable, option]).toEqual([null, null])
      const initial = Math.abs(quantity) * 500
      return {
        product: product.id,
        currency: product.currency,
        initial,
        maintenance: initial,
        premiumIncluded: 0,
        structures: [],
        scenario: null,
      } as never
    }),
}

/** What is answered at the close of each day. */
async function run(script: Readonly<Record<string, readonly Intent[]>>, kinds = { ...KINDS, ticket }) {
  const records: RunRecord[] = []
  const strategy = defineStrategy({
    name: 'tickets',
    about: 'Does what the test says.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('TK')
      bus.read('IX')
      return bus.closes.pipe(
        concatMap(wake => from(script[new Date(wake.time).toISOString().slice(0, 10)] ?? [])),
      )
    },
  })
  const spec = accountOf(
    { strategy, from: '2009-03-09', to: '2009-03-13', rules: { margin } },
    record => void records.push(record),
  )
  const { accounts } = await runOn(kinds, { market, accounts: [spec] })
  requireEnd(accounts[0])
  return records
}

const buy = (lots: number): Intent => ({
  kind: 'open',
  tag: 'pair',
  legs: [
    { instrument: HIGH, side: 'buy', ratio: 1 },
    { instrument: LOW, side: 'buy', ratio: 1 },
  ],
  lots,
  reason,
})

describe('a kind of the tests', () => {
  it('fills, is marked, needs margin and pays at its end, to the cent', async () => {
    const records = await run({ '2009-03-09': [buy(3)] })
    // A tick of 0.5 on 22 and on 72, 2.50 a ticket and fill.
    expect(cashByKind(records)).toEqual({
      deposit: 150_000,
      premium: -3 * (22.5 + 72.5),
      commission: -15,
      settlement: 3 * 100,
    })
    expect(only(records, 'day').map(({ equity }) => equity)).toEqual(
      [150_000, 149_982, 149_994, 150_000, 150_000].map(units => units * 100),
    )
    expect(only(records, 'day').map(({ initial }) => initial)).toEqual([0, 3000, 3000, 0, 0])
    expect(only(records, 'expiry')).toMatchObject([
      { instrument: HIGH.id, quantity: 3, outcome: 'worthless', settlement: 4700, source: 'underlying' },
      { instrument: LOW.id, quantity: 3, outcome: 'cash', settlement: 4700, source: 'underlying' },
    ])
    expect(equityEnd(records)).toBe(150_000)
  })

  it('is refused short, and after its end, in its own words', async () => {
    const short: Intent = {
      kind: 'open',
      tag: 'short',
      legs: [{ instrument: HIGH, side: 'sell', ratio: 1 }],
      lots: 1,
      reason,
    }
    const records = await run({ '2009-03-09': [short], '2009-03-12': [buy(1)] })
    expect(only(records, 'refusal').map(({ reason: why }) => why.text)).toEqual([
      'TK 5000 2009-03-12 is sold only by a group that holds as many',
      'TK 5000 2009-03-12 is over',
    ])
  })

  it('is no instrument where the table of kinds lacks it', async () => {
    const { ticket: _, ...known } = { ...KINDS, ticket }
    await expect(run({ '2009-03-09': [buy(1)] }, known as never)).rejects.toThrow(
      'must be option or future or bond',
    )
  })
})
