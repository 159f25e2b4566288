/** A group trades in one currency: its profit is counted in it. */

import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  defineStrategy,
  type FutureInstrument,
  formatDay,
  futureOf,
  type Intent,
} from '../../engine/index.ts'
import { only, runBook } from '../fixtures/run-book.ts'
import { FIRST, twoCurrencyMarket } from '../fixtures/two-currency-market.ts'

const EURO = futureOf('EF', '2009-12')
const GOLD = futureOf('GC', '2009-12')
const reason = { rule: 'test', text: 'as the test has it' }

const run = (intents: readonly Intent[], positions: readonly FutureInstrument[] = []) => {
  let asked = false
  return runBook({
    market: twoCurrencyMarket(1),
    strategy: defineStrategy({
      name: 'once',
      about: 'Answers once.',
      params: z.strictObject({}),
      run: ({ bus }) => {
        bus.read('EF')
        return bus.chains('OG').pipe(
          concatMap(() => {
            const first = !asked
            asked = true
            return from(first ? intents : [])
          }),
        )
      },
    }),
    from: formatDay(FIRST),
    to: formatDay(FIRST + 1),
    positions: positions.map(instrument => ({ tag: 'a', instrument, quantity: 1, price: 500 })),
    rules: {
      margin: { name: 'none', looksAtVolatility: false, requirement: () => [] },
      fx: { EUR: 'EURUSD' },
    },
  })
}

const refusals = async (...args: Parameters<typeof run>) =>
  only(await run(...args), 'refusal').map(({ reason: { text } }) => text)

describe('legs in two currencies', () => {
  const why = 'trades in USD, its group in EUR; open a group for each currency'

  it('are refused in one opening order', async () => {
    const legs = [EURO, GOLD].map(instrument => ({ instrument, side: 'buy', ratio: 1 }) as const)
    expect(await refusals([{ kind: 'open', tag: 'a', legs, lots: 1, reason }])).toEqual([`${GOLD.id} ${why}`])
  })

  it('are refused to a group that is held', async () => {
    const adjust: Intent = { kind: 'adjust', group: 1, legs: [{ instrument: GOLD, quantity: 1 }], reason }
    const join: Intent = {
      kind: 'open',
      tag: 'b',
      group: 1,
      legs: [{ instrument: GOLD, side: 'buy', ratio: 1 }],
      lots: 1,
      reason,
    }
    expect(await refusals([join, adjust], [EURO])).toEqual([`${GOLD.id} ${why}`, `${GOLD.id} ${why}`])
  })

  it('are bad input where an account starts with them under one tag', async () => {
    await expect(run([], [EURO, GOLD])).rejects.toThrow(
      'it trades in USD, the others of tag a in EUR; give it a tag of its own',
    )
  })

  it('are free to trade in groups of their own', async () => {
    const records = await run([
      { kind: 'open', tag: 'e', legs: [{ instrument: EURO, side: 'buy', ratio: 1 }], lots: 1, reason },
      { kind: 'open', tag: 'g', legs: [{ instrument: GOLD, side: 'buy', ratio: 1 }], lots: 1, reason },
    ])
    expect(
      only(records, 'fill')
        .map(({ fill }) => fill.currency)
        .sort(),
    ).toEqual(['EUR', 'USD'])
  })
})
