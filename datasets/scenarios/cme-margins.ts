/** Maintenance margins of the Treasury futures in the spring of 2020, and the last that are known. */

import type { Day, IsoDate } from '../../engine/model/time.ts'
import { MARGIN_ADVISORIES } from './fact.ts'
import { type KnownMargin, type MarginTable, marginIn } from './margin-table.ts'

/** February to May 2020 in full. Between that and the last known value there were changes, which are left out. */
const SPRING_END = '2020-05-31'
const SOURCE_END = '2022-02-11'

type Changes = Readonly<Record<IsoDate, number>>

const table = (product: string, spring: Changes, last: Changes): MarginTable => ({
  ...MARGIN_ADVISORIES,
  product,
  spans: [
    { changes: changesOf(spring), to: SPRING_END },
    { changes: changesOf(last), to: SOURCE_END },
  ],
})

const changesOf = (changes: Changes) =>
  Object.entries(changes).map(([from, maintenance]) => ({ from, maintenance }))

/** USD a contract. */
export const cmeMargins: readonly MarginTable[] = [
  table(
    'ZT',
    {
      '2020-01-02': 570,
      '2020-02-13': 510,
      '2020-03-02': 580,
      '2020-03-04': 640,
      '2020-03-10': 700,
      '2020-03-12': 755,
      '2020-03-31': 725,
      '2020-04-01': 755,
      '2020-04-28': 650,
      '2020-05-13': 575,
      '2020-05-26': 550,
    },
    { '2022-02-11': 790 },
  ),
  table(
    'ZF',
    { '2019-11-15': 700, '2020-03-03': 770, '2020-03-10': 850, '2020-03-12': 925, '2020-04-28': 850 },
    { '2021-11-30': 925 },
  ),
  table(
    'ZN',
    {
      '2019-11-15': 1150,
      '2020-03-03': 1275,
      '2020-03-09': 1375,
      '2020-03-11': 1600,
      '2020-03-13': 1700,
      '2020-03-19': 1850,
      '2020-04-14': 2000,
      '2020-05-26': 1800,
    },
    { '2021-11-12': 1500 },
  ),
  table(
    'TN',
    {
      '2020-01-09': 1800,
      '2020-03-03': 1950,
      '2020-03-09': 2350,
      '2020-03-11': 2700,
      '2020-03-13': 3100,
      '2020-03-19': 3550,
      '2020-05-26': 3200,
    },
    { '2021-11-30': 2450 },
  ),
  table(
    'ZB',
    {
      '2020-01-09': 2800,
      '2020-03-03': 2950,
      '2020-03-09': 3650,
      '2020-03-11': 4800,
      '2020-03-13': 5700,
      '2020-03-19': 6500,
      '2020-04-28': 6000,
      '2020-05-26': 5500,
    },
    { '2021-05-27': 3500 },
  ),
  table(
    'UB',
    {
      '2020-01-09': 4500,
      '2020-03-03': 4800,
      '2020-03-09': 6000,
      '2020-03-11': 8100,
      '2020-03-13': 10_200,
      '2020-03-18': 12_200,
      '2020-03-24': 14_000,
      '2020-04-28': 12_500,
      '2020-05-26': 11_500,
    },
    { '2021-05-27': 6500 },
  ),
]

/**
 * The maintenance margin of a Treasury future on a day. `carried` is true between June 2020 and the last known value,
 * and after February 2022: April 2025 among them. Throws as `marginIn` does.
 *
 * @example marginOn('UB', parseDay('2020-03-24')) // { maintenance: 14000, from: '2020-03-24', carried: false }
 */
export const marginOn = (product: string, day: Day): KnownMargin => marginIn(cmeMargins, product, day)
