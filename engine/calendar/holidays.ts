/** Which weekdays are holidays, for each market: rules by year, and closures that no rule foretells as dated exceptions. */

import { civilOf, type Day, dayOf, type IsoDate, parseDay, weekdayOf } from '../model/time.ts'
import { type DayCalendar, ruleCalendar } from './day-calendar.ts'
import { easterSunday } from './easter.ts'
import { nthWeekday, weekdayOnOrBefore } from './nth-weekday.ts'

/**
 * The sets of holidays:
 * - `NYSE`: New York Stock Exchange, full closures (from 1990)
 * - `SIFMA`: US government bonds, full closures as SIFMA recommends them
 * - `FED`: Federal Reserve banks; `FEDERAL`: US federal offices
 * - `TARGET`: the euro's payment system (from 2000)
 * - `EUREX`: days without trading at Eurex
 * - `FRANKFURT`: days without trading at the Frankfurt stock exchange (from 2007), whose prices make the DAX
 * - `CME`: exchange holidays of the CME Group, on which nothing settles
 * - `NYMEX`: days that do not count towards an expiry at NYMEX and COMEX
 * - `CMEGlobex`: days on which the interest-rate futures do not trade on the screen at all
 */
export type HolidaySetId =
  | 'NYSE'
  | 'SIFMA'
  | 'FED'
  | 'FEDERAL'
  | 'TARGET'
  | 'EUREX'
  | 'FRANKFURT'
  | 'CME'
  | 'NYMEX'
  | 'CMEGlobex'

/** The day on which a holiday is kept in a year, or null when it is not. */
type Holiday = (year: number) => Day | null

interface HolidaySet {
  readonly holidays: readonly Holiday[]
  /** Days closed beyond the rules. */
  readonly closed?: readonly IsoDate[]
  /** Days open in spite of the rules. */
  readonly open?: readonly IsoDate[]
}

const MONDAY = 1
const THURSDAY = 4
const SATURDAY = 6
const SUNDAY = 7

/** A holiday that falls on a weekend is lost. */
const kept = (day: Day): Day => day
/** Sunday moves to Monday, Saturday is lost. */
const toMonday = (day: Day): Day => (weekdayOf(day) === SUNDAY ? day + 1 : day)
/** Sunday moves to Monday, Saturday to Friday. */
const toNearest = (day: Day): Day => (weekdayOf(day) === SATURDAY ? day - 1 : toMonday(day))

const fixed =
  (month: number, day: number, shift: (day: Day) => Day): Holiday =>
  year =>
    shift(dayOf(year, month, day))

const nth =
  (n: number, weekday: number, month: number): Holiday =>
  year =>
    nthWeekday(year, month, weekday, n)

const fromEaster =
  (days: number): Holiday =>
  year =>
    easterSunday(year) + days

const years =
  (first: number, last: number, holiday: Holiday): Holiday =>
  year =>
    first <= year && year <= last ? holiday(year) : null

const since = (first: number, holiday: Holiday): Holiday => years(first, Number.POSITIVE_INFINITY, holiday)

const goodFriday = fromEaster(-2)
const easterMonday = fromEaster(1)
const martinLutherKing = nth(3, MONDAY, 1)
const presidents = nth(3, MONDAY, 2)
const memorial: Holiday = year => weekdayOnOrBefore(dayOf(year, 5, 31), MONDAY)
const labor = nth(1, MONDAY, 9)
const columbus = nth(2, MONDAY, 10)
const thanksgiving = nth(4, THURSDAY, 11)
const dayAfterThanksgiving: Holiday = year => nthWeekday(year, 11, THURSDAY, 4) + 1

/** What the American markets have in common: a New Year's Day on a Saturday is lost, other Saturdays move to Friday. */
const american: readonly Holiday[] = [
  fixed(1, 1, toMonday),
  presidents,
  goodFriday,
  memorial,
  since(2022, fixed(6, 19, toNearest)),
  fixed(7, 4, toNearest),
  labor,
  thanksgiving,
  fixed(12, 25, toNearest),
]

const americanExchange: readonly Holiday[] = [...american, since(1998, martinLutherKing)]

/**
 * 24 and 31 December are no exchange days, though some calendars call them early closes (Eurex circular 107/21: 30
 * December was the last exchange day of 2021).
 */
const german: readonly Holiday[] = [
  fixed(1, 1, kept),
  goodFriday,
  easterMonday,
  fixed(5, 1, kept),
  fixed(12, 24, kept),
  fixed(12, 25, kept),
  fixed(12, 26, kept),
  fixed(12, 31, kept),
]

/** The public holidays of US law since 1986; what happens on a weekend differs by institution. */
const federal = (shift: (day: Day) => Day): readonly Holiday[] => [
  fixed(1, 1, shift),
  martinLutherKing,
  presidents,
  memorial,
  since(2021, fixed(6, 19, shift)),
  fixed(7, 4, shift),
  labor,
  columbus,
  fixed(11, 11, shift),
  thanksgiving,
  fixed(12, 25, shift),
]

const sets: Readonly<Record<HolidaySetId, HolidaySet>> = {
  NYSE: {
    holidays: americanExchange,
    closed: [
      '1994-04-27', // mourning for Nixon
      '2001-09-11',
      '2001-09-12',
      '2001-09-13',
      '2001-09-14',
      '2004-06-11', // mourning for Reagan
      '2007-01-02', // mourning for Ford
      '2012-10-29', // hurricane
      '2012-10-30',
      '2018-12-05', // mourning for Bush
      '2025-01-09', // mourning for Carter
    ],
  },
  SIFMA: {
    holidays: [...american, martinLutherKing, columbus, fixed(11, 11, toMonday)],
    // No Treasury yield was published on these days.
    closed: ['1994-04-27', '2001-09-11', '2001-09-12', '2004-06-11', '2012-10-30', '2018-12-05'],
    // Good Fridays with a payroll report, early closes. In 2007, 2010 and 2012 yields were published as well, yet
    // the calendars in use call those three holidays, and so does this one.
    open: ['1996-04-05', '1999-04-02', '2015-04-03', '2021-04-02', '2023-04-07', '2026-04-03'],
  },
  FED: { holidays: federal(toMonday) },
  // Days off by executive order are not holidays of the rule and are left out.
  FEDERAL: { holidays: federal(toNearest) },
  TARGET: {
    holidays: [
      fixed(1, 1, kept),
      goodFriday,
      easterMonday,
      fixed(5, 1, kept),
      fixed(12, 25, kept),
      fixed(12, 26, kept),
    ],
    closed: ['2001-12-31'],
  },
  EUREX: { holidays: german },
  FRANKFURT: {
    holidays: [...german, years(2015, 2021, fromEaster(50)), years(2014, 2021, fixed(10, 3, kept))],
    closed: [
      '2007-05-28', // Whit Monday, once
      '2017-10-31', // five hundred years of the Reformation
    ],
  },
  // Columbus and Veterans Day are trading days. Good Friday is a holiday even with a payroll report.
  CME: { holidays: americanExchange },
  // The Friday after Thanksgiving stopped to be skipped between 2010 and 2013; no date of those years depends on it.
  NYMEX: { holidays: [...americanExchange, years(1990, 2009, dayAfterThanksgiving)] },
  // Sources disagree about Good Fridays with a payroll report, when the screen was open for some hours.
  CMEGlobex: { holidays: [fixed(1, 1, toMonday), goodFriday, fixed(12, 25, toNearest)] },
}

function closuresOf({ holidays, closed = [], open = [] }: HolidaySet, year: number): ReadonlySet<Day> {
  const opened = new Set(open.map(date => parseDay(date)))
  // New Year's Day on a Saturday may be kept on the last day of the year before.
  const ruled = [year, year + 1].flatMap(each => holidays.map(holiday => holiday(each)))
  const dated = closed.map(date => parseDay(date))
  return new Set(
    [...ruled, ...dated]
      .filter(day => day !== null)
      .filter(day => civilOf(day).year === year && !opened.has(day)),
  )
}

function calendarFrom(set: HolidaySet): DayCalendar {
  const byYear = new Map<number, ReadonlySet<Day>>()
  const closures = (year: number): ReadonlySet<Day> => {
    const known = byYear.get(year)
    if (known) return known
    const computed = closuresOf(set, year)
    byYear.set(year, computed)
    return computed
  }
  return ruleCalendar(day => weekdayOf(day) < SATURDAY && !closures(civilOf(day).year).has(day))
}

const calendars: Readonly<Record<HolidaySetId, DayCalendar>> = {
  NYSE: calendarFrom(sets.NYSE),
  SIFMA: calendarFrom(sets.SIFMA),
  FED: calendarFrom(sets.FED),
  FEDERAL: calendarFrom(sets.FEDERAL),
  TARGET: calendarFrom(sets.TARGET),
  EUREX: calendarFrom(sets.EUREX),
  FRANKFURT: calendarFrom(sets.FRANKFURT),
  CME: calendarFrom(sets.CME),
  NYMEX: calendarFrom(sets.NYMEX),
  CMEGlobex: calendarFrom(sets.CMEGlobex),
}

/**
 * The business days of a market: weekdays that are no holidays. Early closes are business days.
 * Closures that nobody could foresee are known up to 2025.
 */
export const calendarOf = (id: HolidaySetId): DayCalendar => calendars[id]

/** The weekdays of a year on which a market is closed, ascending. */
export function holidaysOf(id: HolidaySetId, year: number): Day[] {
  const closed: Day[] = []
  for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++) {
    if (weekdayOf(day) < SATURDAY && !calendars[id].isSession(day)) closed.push(day)
  }
  return closed
}
