/** Nothing is lost in the books: every entry sums to zero, and the account is the sum of its entries. */

import { describe, expect, it } from 'vitest'
import type { Market, MarketBlock } from '../../engine/index.ts'
import { demoMarket, runBold } from '../fixtures/demo.ts'
import { only } from '../fixtures/run-book.ts'
import { extent, PATIENCE_MS } from './extent.ts'

/** Runs on one market, each with other cash. */
const ROUNDS = 20

/** The same market, whose rows are made once. */
function readOnce(market: Market): Market {
  const blocks: MarketBlock[] = []
  return {
    ...market,
    async *read(...asked) {
      if (blocks.length === 0) for await (const block of market.read(...asked)) blocks.push(block)
      yield* blocks
    },
  }
}

describe('the ledger', () => {
  const events = extent(5000, 1_000_000)

  it(
    `loses no cent in ${events} events on random markets`,
    async () => {
      let seen = 0
      let market = readOnce(demoMarket(100))
      for (let round = 0; seen < events; round++) {
        if (round % ROUNDS === 0) market = readOnce(demoMarket(100 + round))
        const records = await runBold(market, { cash: 60_000 + 3000 * (round % ROUNDS), reserve: 5000 })
        seen += records.length
        let cash = 0
        for (const { entry } of only(records, 'entry')) {
          if (!entry.postings.every(({ amount }) => Number.isSafeInteger(amount))) expect(entry).toBeNull()
          expect(entry.postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
          for (const { account, amount } of entry.postings) if (account === 'cash') cash += amount
        }
        const open = only(records, 'open').reduce((sum, { value }) => sum + value, 0)
        const last = only(records, 'day').at(-1)
        expect([last?.cash, last?.equity]).toEqual([cash, cash + open])
      }
    },
    PATIENCE_MS,
  )
})
