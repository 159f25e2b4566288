/** Nothing is lost in the books: every entry sums to zero, and the account is the sum of its entries. */

import { describe, expect, it } from 'vitest'
import { demoMarket, runBold } from '../fixtures/demo.ts'
import { only } from '../fixtures/run-book.ts'
import { extent, PATIENCE_MS } from './extent.ts'

describe('the ledger', () => {
  const events = extent(5000, 1_000_000)

  it(
    `loses no cent in ${events} events on random markets`,
    async () => {
      let seen = 0
      for (let seed = 100; seen < events; seed++) {
        const records = await runBold(demoMarket(seed), { cash: 60_000 + 1000 * (seed % 50), reserve: 5000 })
        seen += records.length
        let cash = 0
        for (const { entry } of only(records, 'entry')) {
          let sum = 0
          for (const { account, amount } of entry.postings) {
            expect(Number.isSafeInteger(amount)).toBe(true)
            sum += amount
            if (account === 'cash') cash += amount
          }
          expect(sum).toBe(0)
        }
        const open = only(records, 'open').reduce((sum, { value }) => sum + value, 0)
        const last = only(records, 'day').at(-1)
        expect([last?.cash, last?.equity]).toEqual([cash, cash + open])
      }
    },
    PATIENCE_MS,
  )
})
