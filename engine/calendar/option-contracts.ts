/** The listed option products as dated facts, from the exchanges' contract specifications. */

import type { Dated, ExpiryTerms, OptionProduct, Settlement } from '../model/instrument.ts'

/** A fact that has not changed in the years known. */
const always = <T>(value: T): readonly Dated<T>[] => [{ from: null, value }]

const quarterly = [3, 6, 9, 12]
const evenMonths = [2, 4, 6, 8, 10, 12]
const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

const future = (id: string, cycle: readonly number[]): Settlement => ({ kind: 'future', future: id, cycle })

/** In the money only: a settlement at the strike leaves the option unexercised. */
const inTheMoneyOnly = { call: false, put: false }

/*
 * The dates in `expiry` name contract months: the terms in force on the first of the contract month hold for its
 * series. Dates that are not confirmed are named constants, so that whoever finds the exchange's notice can correct them.
 */

/** Not confirmed: five days is documented for 1994 and 1995, two for about 2008 on. The latest date that agrees with both. */
const TREASURY_TWO_DAYS_FROM = '2005-01-01'

/** Not confirmed: six exchange days is documented for 2008 to 2010, the Friday rule from May 2015 on at the latest. */
const BUND_FRIDAY_FROM = '2011-01-01'

/** Not confirmed: the serial S&P options gave way to third-week options in one of the years 2013 to 2015. */
export const SP_THIRD_WEEK_FROM = '2015-01-01'

const fxExpiry: readonly Dated<ExpiryTerms>[] = [
  { from: null, value: { rule: 'fx', time: '14:00', zone: 'America/Chicago' } },
  { from: '2019-06-10', value: { rule: 'fx', time: '09:00', zone: 'America/Chicago' } },
]

/** European series were listed from August 2016; the last American one expired on 9 June 2017. */
const fxExercise = [
  { from: null, value: 'american' },
  { from: '2017-06-10', value: 'european' },
] as const

const euro: OptionProduct = {
  kind: 'option',
  id: 'EURFX',
  name: 'Euro FX options (CME)',
  aliases: ['6E', 'EC', 'EUU', 'euro', 'Euro FX', 'EUR', 'EURUSD'],
  exchange: 'CME',
  currency: 'USD',
  multiplier: always(125_000),
  point: 0.01,
  ticks: always([
    { below: 0.0005, tick: 0.00005 },
    { below: null, tick: 0.0001 },
  ]),
  exercise: fxExercise,
  settlement: future('6E', quarterly),
  premium: always('upFront'),
  expiry: fxExpiry,
  // Against CME's fixing: a call at the fixing is exercised, a put is not.
  exercisedAtTheMoney: { call: true, put: false },
  sizeFactor: 1,
}

const yen: OptionProduct = {
  kind: 'option',
  id: 'JPYFX',
  name: 'Japanese yen options (CME)',
  aliases: ['6J', 'JY', 'JPU', 'yen', 'Japanese yen', 'JPY', 'JPYUSD'],
  exchange: 'CME',
  currency: 'USD',
  multiplier: always(12_500_000),
  point: 0.0001,
  ticks: always([
    { below: 0.000005, tick: 0.0000005 },
    { below: null, tick: 0.000001 },
  ]),
  exercise: fxExercise,
  settlement: future('6J', quarterly),
  premium: always('upFront'),
  expiry: fxExpiry,
  exercisedAtTheMoney: { call: true, put: false },
  sizeFactor: 1,
}

const treasuryBond: OptionProduct = {
  kind: 'option',
  id: 'OZB',
  name: 'T-Bond options (CBOT)',
  aliases: ['ZB', 'US', 'T-Bond', 'Treasury bond', '30-year bond'],
  // CBOT keeps the holidays of the CME Group.
  exchange: 'CME',
  currency: 'USD',
  multiplier: always(1000),
  point: 1,
  ticks: always([{ below: null, tick: 1 / 64 }]),
  exercise: always('american'),
  settlement: future('ZB', quarterly),
  premium: always('upFront'),
  expiry: [
    // In the 1990s trading in an expiring series stopped at noon.
    { from: null, value: { rule: 'treasuryBondFiveDays', time: '12:00', zone: 'America/Chicago' } },
    { from: TREASURY_TWO_DAYS_FROM, value: { rule: 'treasuryBond', time: '14:00', zone: 'America/Chicago' } },
  ],
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 1,
}

const crudeOil: OptionProduct = {
  kind: 'option',
  id: 'LO',
  name: 'Crude oil options (NYMEX)',
  aliases: ['CL', 'crude', 'crude oil', 'WTI', 'light sweet crude oil'],
  exchange: 'NYMEX',
  currency: 'USD',
  multiplier: always(1000),
  point: 1,
  ticks: always([{ below: null, tick: 0.01 }]),
  exercise: always('american'),
  settlement: future('CL', everyMonth),
  premium: always('upFront'),
  // The rule since the August 1997 contract; what held before is not known here.
  expiry: [{ from: '1997-08-01', value: { rule: 'crude', time: '14:30', zone: 'America/New_York' } }],
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 0.75,
}

const gold: OptionProduct = {
  kind: 'option',
  id: 'OG',
  name: 'Gold options (COMEX)',
  aliases: ['GC', 'gold'],
  exchange: 'NYMEX',
  currency: 'USD',
  multiplier: always(100),
  point: 1,
  ticks: always([{ below: null, tick: 0.1 }]),
  exercise: always('american'),
  settlement: future('GC', evenMonths),
  premium: always('upFront'),
  // The rule since the December 2002 contract; before that it was the second Friday of the month before.
  expiry: [{ from: '2002-12-01', value: { rule: 'gold', time: '13:30', zone: 'America/New_York' } }],
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 1,
}

const sp500: OptionProduct = {
  kind: 'option',
  id: 'ES',
  name: 'E-mini S&P 500 options (CME)',
  aliases: ['S&P', 'S&P 500', 'E-mini', 'E-mini S&P 500'],
  exchange: 'CME',
  currency: 'USD',
  multiplier: always(50),
  point: 1,
  // Premiums up to and including 5.00 move by 0.05; 5.05 is not a price.
  ticks: always([
    { below: 5.01, tick: 0.05 },
    { below: null, tick: 0.25 },
  ]),
  // Quarterly series are American throughout; the third-week series, which took over the serial months, are European.
  exercise: always('american'),
  settlement: future('ES-F', quarterly),
  premium: always('upFront'),
  expiry: [
    {
      from: null,
      value: { rule: 'thirdFriday', time: '15:15', deliveryMonthTime: '08:30', zone: 'America/Chicago' },
    },
    {
      from: SP_THIRD_WEEK_FROM,
      value: { rule: 'thirdFriday', time: '15:00', deliveryMonthTime: '08:30', zone: 'America/Chicago' },
    },
  ],
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 1,
}

const dax: OptionProduct = {
  kind: 'option',
  id: 'ODAX',
  name: 'DAX options (Eurex)',
  aliases: ['DAX', 'FDAX'],
  exchange: 'EUREX',
  currency: 'EUR',
  multiplier: always(5),
  point: 1,
  ticks: [
    { from: null, value: [{ below: null, tick: 0.1 }] },
    // Eurex circular of 26 April 2019.
    {
      from: '2019-07-22',
      value: [
        { below: 25, tick: 0.1 },
        { below: 250, tick: 0.5 },
        { below: null, tick: 1 },
      ],
    },
  ],
  exercise: always('european'),
  settlement: { kind: 'cash', index: 'DAX' },
  premium: always('upFront'),
  // Settles on the intraday auction that starts at this time.
  expiry: always({ rule: 'thirdFriday', time: '13:00', zone: 'Europe/Berlin' }),
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 0.5,
}

const euroStoxx: OptionProduct = {
  kind: 'option',
  id: 'OESX',
  name: 'Euro Stoxx 50 options (Eurex)',
  aliases: ['SX5E', 'FESX', 'Euro Stoxx', 'Euro Stoxx 50'],
  exchange: 'EUREX',
  currency: 'EUR',
  multiplier: always(10),
  point: 1,
  ticks: always([{ below: null, tick: 0.1 }]),
  exercise: always('european'),
  settlement: { kind: 'cash', index: 'SX5E' },
  premium: always('upFront'),
  // Settles on the average of the index in the ten minutes before this time.
  expiry: always({ rule: 'thirdFriday', time: '12:00', zone: 'Europe/Berlin' }),
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 0.5,
}

const bund: OptionProduct = {
  kind: 'option',
  id: 'OGBL',
  name: 'Bund options (Eurex)',
  aliases: ['FGBL', 'Bund', 'Euro-Bund'],
  exchange: 'EUREX',
  currency: 'EUR',
  multiplier: always(1000),
  point: 1,
  ticks: always([{ below: null, tick: 0.01 }]),
  exercise: always('american'),
  settlement: future('FGBL', quarterly),
  // No premium changes hands at the trade: the option is settled daily, like a future.
  premium: always('futuresStyle'),
  expiry: [
    // Trading hours of 2009; an earlier end on the last trading day is not documented.
    { from: null, value: { rule: 'bundSixDays', time: '19:00', zone: 'Europe/Berlin' } },
    { from: BUND_FRIDAY_FROM, value: { rule: 'bundFriday', time: '17:15', zone: 'Europe/Berlin' } },
  ],
  exercisedAtTheMoney: inTheMoneyOnly,
  sizeFactor: 1,
}

/** Every option product whose terms are known. */
export const optionProducts: readonly OptionProduct[] = [
  euro,
  yen,
  treasuryBond,
  crudeOil,
  gold,
  sp500,
  dax,
  euroStoxx,
  bund,
]
