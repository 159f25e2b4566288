/** A run with everything in it: a part unwound, a coupon, a roll, a hedge anew, a delivery, and a trade that stays open. */

import type { Intent, Rules, RunRecord } from '../../engine/index.ts'
import type { BasisRow } from '../fixtures/basis-market.ts'
import {
  DECEMBER,
  JUNE,
  MARCH,
  madeRows,
  NOTE,
  openBasis,
  reason,
  runBasis,
  type Script,
  sessionsOf,
} from './basis-runs.ts'
import { chance } from './html/chance.ts'

export const LIFE_CASH = 900_000
export const LIFE_DAYS = sessionsOf('2017-10-05', '2018-03-29')

const adjust = (
  group: number | undefined,
  legs: readonly (readonly [typeof NOTE | typeof MARCH, number])[],
): Intent[] =>
  group === undefined
    ? []
    : [
        {
          kind: 'adjust',
          group,
          legs: legs.map(([instrument, quantity]) => ({ instrument, quantity })),
          reason,
        },
      ]

/** Held bond and cheapest drift apart in December's contract, and again in March's. */
const seen = (
  group: number | undefined,
  contract: string,
  heldNetBasis: number,
  cheapestNetBasis: number,
): Intent[] =>
  group === undefined
    ? []
    : [
        {
          kind: 'observe',
          name: 'basis',
          values: {
            group,
            contract,
            futuresPrice: 125,
            cheapest: heldNetBasis === cheapestNetBasis ? NOTE.id : 'UST 2.375 2024-08-15 10Y',
            cheapestNetBasis,
            impliedRepoPercent: 1.62,
            fundingPercent: 1.55,
            held: NOTE.id,
            heldGrossBasis: 0.6,
            heldNetBasis,
          },
        },
      ]

/** Orders are given here and filled at the next close. */
export const LIFE: Script = {
  '2017-10-05': () => [openBasis('first', NOTE, 50_000, DECEMBER, 39)],
  '2017-10-10': ([group]) => seen(group, DECEMBER.id, -0.02, -0.02),
  '2017-10-18': ([group]) => seen(group, DECEMBER.id, 0.03, -0.01),
  '2017-10-25': ([group]) =>
    adjust(group, [
      [NOTE, -10_000],
      [DECEMBER, 8],
    ]),
  '2017-11-03': ([group]) => seen(group, DECEMBER.id, 0.05, 0),
  '2017-11-20': ([group]) =>
    adjust(group, [
      [DECEMBER, 31],
      [MARCH, -31],
    ]),
  '2017-11-28': ([group]) => seen(group, MARCH.id, 0.01, 0.01),
  '2018-01-10': ([group]) => adjust(group, [[MARCH, -2]]),
  '2018-02-01': ([group]) => seen(group, MARCH.id, 0.02, 0),
  '2018-02-05': () => [openBasis('second', NOTE, 20_000, JUNE, 15)],
  '2018-03-19': ([group]) => adjust(group, [[MARCH, -7]]),
  '2018-03-27': ([group]) =>
    group === undefined
      ? []
      : [{ kind: 'deliver', group, future: MARCH.id, bond: NOTE.id, contracts: 40, reason }],
}

export const lifeRows = (seed: number): BasisRow[] => madeRows(LIFE_DAYS, chance(seed))

export const runLife = (rows: readonly BasisRow[], rules: Partial<Rules> = {}): Promise<RunRecord[]> =>
  runBasis({ rows, script: LIFE, cash: LIFE_CASH, rules })
