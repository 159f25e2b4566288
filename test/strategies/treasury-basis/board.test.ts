/** The board of a contract: worked out once an instant for every account of a market, and never for another one. */

import { describe, expect, it } from 'vitest'
import { bondProducts } from '../../../engine/calendar/bond-products.ts'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { type BondIssue, type BondProduct, parseDay } from '../../../engine/index.ts'
import { basisOf } from '../../../engine/pricing/treasury/basis.ts'
import { conversionFactor } from '../../../engine/pricing/treasury/conversion-factor.ts'
import { deliverableFuture } from '../../../engine/pricing/treasury/deliverable-future.ts'
import { type BasisBoard, boardsOf } from '../../../strategies/treasury-basis/board.ts'
import { contractsOf } from '../../../strategies/treasury-basis/contracts.ts'
import { AUGUST_2024 } from '../../fixtures/basis-market.ts'

const LATER: BondIssue = {
  ...AUGUST_2024,
  id: 'UST 2.25 2027-08-15 10Y',
  couponPercent: 2.25,
  issued: parseDay('2017-08-15'),
  maturity: parseDay('2027-08-15'),
}
/** Too short for the contract. */
const SHORT: BondIssue = { ...AUGUST_2024, id: 'UST 2.375 2023-08-15 10Y', maturity: parseDay('2023-08-15') }

const product = deliverableFuture(futureProductOf('ZN'), 'product')
const contract = contractsOf(product, 5).of('2017-12')

const bondsOf = (...issues: BondIssue[]): BondProduct => {
  const [bonds] = bondProducts
  if (!bonds) throw new Error('there is a bond product')
  return { ...bonds, issues }
}

const PRICES: Readonly<Record<string, number>> = {
  'ZN 2017-12': 125.5,
  [AUGUST_2024.id]: 101.25,
  [LATER.id]: 99.5,
  [SHORT.id]: 100,
}

/** The prices of an instant, and how often each was looked up. */
function pricesAt(time: number, prices = PRICES) {
  const asked: string[] = []
  return {
    time,
    asked,
    bar(instrument: string) {
      asked.push(instrument)
      const close = prices[instrument] ?? Number.NaN
      const none = Number.NaN
      return { instrument, time, open: none, high: none, low: none, close, settlement: none, volume: none }
    },
  }
}

const terms = (repoPercent: number, day = '2017-10-10', settle = '2017-10-11') => ({
  product,
  contract,
  day: parseDay(day),
  settle: parseDay(settle),
  repoPercent,
})

const idsOf = (board: BasisBoard | null): string[] => board?.rows.map(({ issue }) => issue.id) ?? []

describe('the boards of a market', () => {
  it('hold the basis of each bond of the basket, to the last bit, the cheapest first', () => {
    const board = boardsOf(bondsOf(AUGUST_2024, LATER, SHORT))(pricesAt(1), terms(1.2))
    expect(idsOf(board)).toEqual([AUGUST_2024.id, LATER.id])
    for (const { issue, factor, cleanPrice, basis } of board?.rows ?? []) {
      expect(factor).toBe(conversionFactor(issue, '2017-12', 'long').factor)
      expect(cleanPrice).toBe(PRICES[issue.id])
      const { settle } = terms(1.2)
      expect(basis).toEqual(basisOf(issue, settle, board?.delivery ?? 0, cleanPrice, 125.5, factor, 0.012))
    }
  })

  it('are worked out once for all accounts that borrow at one rate, and looked up by the others', () => {
    const bonds = bondsOf(AUGUST_2024, LATER)
    const [one, other] = [pricesAt(1), pricesAt(1)]
    const board = boardsOf(bonds)(one, terms(1.2))
    expect(boardsOf(bonds)(other, terms(1.2))).toBe(board)
    expect(one.asked).toEqual(['ZN 2017-12', AUGUST_2024.id, LATER.id])
    expect(other.asked).toEqual(['ZN 2017-12'])
    const dearer = boardsOf(bonds)(pricesAt(1), terms(2.2))
    expect(idsOf(dearer)).toEqual(idsOf(board))
    expect(dearer?.rows[0]?.basis.netBasis).toBeGreaterThan(board?.rows[0]?.basis.netBasis ?? 0)
  })

  it('belong to one instant', () => {
    const bonds = bondsOf(AUGUST_2024, LATER)
    const before = boardsOf(bonds)(pricesAt(1), terms(1.2))
    const prices = { ...PRICES, [LATER.id]: 90 }
    const after = boardsOf(bonds)(pricesAt(2, prices), terms(1.2, '2017-10-11', '2017-10-12'))
    expect(idsOf(before)).toEqual([AUGUST_2024.id, LATER.id])
    expect(idsOf(after)).toEqual([LATER.id, AUGUST_2024.id])
    expect(boardsOf(bonds)(pricesAt(1), terms(1.2))).toEqual(before)
  })

  it('leave out what is not issued yet, and show it from its issue on', () => {
    const bonds = bondsOf(AUGUST_2024, { ...LATER, issued: parseDay('2017-10-16') })
    expect(idsOf(boardsOf(bonds)(pricesAt(1), terms(1.2)))).toEqual([AUGUST_2024.id])
    expect(idsOf(boardsOf(bonds)(pricesAt(2), terms(1.2, '2017-10-16', '2017-10-17')))).toContain(LATER.id)
  })

  it('are never those of another market with the same bonds', () => {
    const issues = [AUGUST_2024, LATER]
    const [one, other] = [bondsOf(...issues), bondsOf(...issues)]
    const board = boardsOf(one)(pricesAt(1), terms(1.2))
    const cheaper = boardsOf(other)(pricesAt(1, { ...PRICES, [LATER.id]: 90 }), terms(1.2))
    expect(idsOf(board)[0]).toBe(AUGUST_2024.id)
    expect(idsOf(cheaper)[0]).toBe(LATER.id)
  })

  it('are null without a price of the future, and once a bond would be paid for too late', () => {
    const boardAt = boardsOf(bondsOf(AUGUST_2024))
    expect(boardAt(pricesAt(1, { [AUGUST_2024.id]: 100 }), terms(1.2))).toBeNull()
    expect(boardAt(pricesAt(1), terms(1.2, '2017-12-28', '2017-12-29'))).toBeNull()
  })
})
