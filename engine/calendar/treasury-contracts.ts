/** The seven Treasury futures of the CBOT as dated facts, with what each of them takes in delivery. */

import type { BasketRule, Dated, FutureProduct } from '../model/instrument.ts'
import type { IsoDate } from '../model/time.ts'

/*
 * Dates of ticks are trade dates. Dates of faces and baskets name contract months: the terms in force on the first of
 * the delivery month hold for the contract. What is not confirmed is a named constant, so that whoever finds the
 * exchange's notice can correct it.
 */

/** Not confirmed: the three-year contract has a face of 200,000 on pages up to October 2021, and a larger one since. */
export const THREE_YEAR_LARGER_FACE_FROM: IsoDate = '2023-01-01'

/**
 * Not confirmed: a later text of the ten-year contract is said to end at eight years. The bound in force here is ten;
 * whoever knows better hands this rule to `deliverableBasket`.
 */
export const tenYearBasketUpToEight: BasketRule = {
  originalMonthsMost: 120,
  remainingMonthsLeast: 78,
  remainingMonthsMost: { months: 96, inclusive: true, from: 'first' },
}

const always = <T>(value: T): readonly Dated<T>[] => [{ from: null, value }]

type TickFact = readonly [from: IsoDate | null, partsOf32nd: 1 | 2 | 4 | 8]

interface TreasuryTerms {
  readonly id: string
  readonly name: string
  readonly rule: 'long' | 'short'
  /** Currency. */
  readonly face: readonly Dated<number>[]
  readonly ticks: readonly TickFact[]
  readonly basket: readonly Dated<BasketRule>[]
}

/** A point is 1 % of the face. */
const treasuryFuture = ({ id, name, rule, face, ticks, basket }: TreasuryTerms): FutureProduct => ({
  kind: 'future',
  id,
  name,
  // CBOT keeps the holidays of the CME Group.
  exchange: 'CME',
  currency: 'USD',
  multiplier: face.map(({ from, value }) => ({ from, value: value / 100 })),
  ticks: ticks.map(([from, parts]) => ({ from, value: [{ below: null, tick: 1 / (32 * parts) }] })),
  delivery: { bonds: 'UST', face, rule, basket },
})

/** Notes that were issued for at most so many months, with a remaining term between two bounds, the upper one counted from the month's end. */
const shortNotes = (original: number, least: number, most: number): BasketRule => ({
  originalMonthsMost: original,
  remainingMonthsLeast: least,
  remainingMonthsMost: { months: most, inclusive: true, from: 'last' },
})

/** The law calls a security of ten years or less a note; the long contracts on notes take nothing else. */
const tenYearNotes = (least: number): BasketRule => ({
  originalMonthsMost: 120,
  remainingMonthsLeast: least,
  remainingMonthsMost: { months: 120, inclusive: true, from: 'first' },
})

const bonds = (least: number, below: number | null): BasketRule => ({
  originalMonthsMost: null,
  remainingMonthsLeast: least,
  remainingMonthsMost: below === null ? null : { months: below, inclusive: false, from: 'first' },
})

/**
 * ZT, Z3N, ZF, ZN, TN, ZB and UB, by the CBOT's contract specifications (rulebook chapters 18 to 21, 26, 39, 40). Ticks
 * are those of outright trades; the spread between two months may move by less.
 */
export const treasuryFutures: readonly FutureProduct[] = [
  treasuryFuture({
    id: 'ZT',
    name: 'Two-year Treasury note future (CBOT)',
    rule: 'short',
    face: always(200_000),
    // Halved by the CME Globex notice of 7 January 2019.
    ticks: [
      [null, 4],
      ['2019-01-14', 8],
    ],
    basket: always(shortNotes(63, 21, 24)),
  }),
  treasuryFuture({
    id: 'Z3N',
    name: 'Three-year Treasury note future (CBOT)',
    rule: 'short',
    face: [
      { from: null, value: 200_000 },
      { from: THREE_YEAR_LARGER_FACE_FROM, value: 300_000 },
    ],
    // The contract was relaunched on that day, with a smaller tick and with old seven-year notes in its basket.
    ticks: [
      [null, 4],
      ['2020-07-13', 8],
    ],
    basket: [
      { from: null, value: shortNotes(63, 33, 36) },
      { from: '2020-09-01', value: shortNotes(84, 33, 36) },
    ],
  }),
  treasuryFuture({
    id: 'ZF',
    name: 'Five-year Treasury note future (CBOT)',
    rule: 'short',
    face: always(100_000),
    // Halved by CME market data notice Q2008-035.
    ticks: [
      [null, 2],
      ['2008-03-03', 4],
    ],
    basket: always({ originalMonthsMost: 63, remainingMonthsLeast: 50, remainingMonthsMost: null }),
  }),
  treasuryFuture({
    id: 'ZN',
    name: 'Ten-year Treasury note future (CBOT)',
    rule: 'long',
    face: always(100_000),
    ticks: [[null, 2]],
    // The upper bound in years to come is not confirmed: see `tenYearBasketUpToEight`.
    basket: always(tenYearNotes(78)),
  }),
  treasuryFuture({
    id: 'TN',
    name: 'Ultra ten-year Treasury note future (CBOT)',
    rule: 'long',
    face: always(100_000),
    ticks: [[null, 2]],
    basket: always(tenYearNotes(113)),
  }),
  treasuryFuture({
    id: 'ZB',
    name: 'T-Bond future (CBOT)',
    rule: 'long',
    face: always(100_000),
    // Halved and restored by CME market data notices Q2008-035 and Q2009-188; its options kept their tick.
    ticks: [
      [null, 1],
      ['2008-03-03', 2],
      ['2009-08-31', 1],
    ],
    // Bonds of 25 years and more left the basket with the March 2011 contract, for the sake of UB (CME contract page).
    basket: [
      { from: null, value: bonds(180, null) },
      { from: '2011-03-01', value: bonds(180, 300) },
    ],
  }),
  treasuryFuture({
    id: 'UB',
    name: 'Ultra T-Bond future (CBOT)',
    rule: 'long',
    face: always(100_000),
    ticks: [[null, 1]],
    basket: always(bonds(300, null)),
  }),
]
