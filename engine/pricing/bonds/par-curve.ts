/** Discount factors from the par yields that the US Treasury publishes each day. */

import { DataError } from '../../model/errors.ts'
import { monotoneCubic } from './monotone-cubic.ts'

/** A tenor and the yield in percent at which a new bond of that tenor costs its face, compounded twice a year. */
export interface ParPoint {
  readonly years: number
  readonly parPercent: number
}

/** Time in years, as half of the half-years counted by a bond's own schedule; a DataError for negative ones. */
export interface ParCurve {
  /** Present value of 1. */
  discount(years: number): number
  /** Present values of 1 at `count` times or more, half a year apart, the first after so many half-years. */
  discounts(halfYears: number, count: number): readonly number[]
  /** Coupon a year of a bond that costs 100, its first coupon in proportion where the term is not whole half-years. */
  parPercent(years: number): number
  /** Yield of a single payment, compounded twice a year. */
  zeroPercent(years: number): number
}

/** Times in rising order from 0, the logarithm of the discount factor at each, and its slope up to the next. */
interface Nodes {
  readonly years: readonly number[]
  readonly logs: readonly number[]
  readonly slopes: readonly number[]
  /** How many nodes lie between 0 and half a year. */
  readonly short: number
}

/**
 * The curve at which a par bond of every given tenor costs 100, from one point or more in rising order of tenor; up to
 * half a year at simple interest, as bills are quoted, above it tenors of whole half-years.
 *
 * Between tenors the par yields follow a monotone cubic: it stays between two neighbours, as a straight line does, but
 * has no kink at the tenors, at which forward rates would jump. They are read off on a grid of half-years; between
 * those, and beyond both ends, forward rates are level.
 *
 * Throws a DataError for points that are missing, unordered, doubled or no numbers, for other tenors, and for yields so
 * far apart that no positive discount factor gives them.
 *
 * @example parCurve([{ years: 2, parPercent: 3.68 }, { years: 10, parPercent: 4.01 }]).discount(5)
 */
export function parCurve(points: readonly ParPoint[]): ParCurve {
  checkPoints(points)
  const nodes = bootstrap(points)
  const logDiscount = (years: number): number => {
    const i = nodeBefore(nodes, requireTime(years))
    return (nodes.logs[i] as number) + (years - (nodes.years[i] as number)) * (nodes.slopes[i] as number)
  }
  const discount = (years: number): number => Math.exp(logDiscount(years))
  return {
    discount,
    discounts: (halfYears, count) => discountsOn(nodes, halfYears, count),
    parPercent: years => (200 * (1 - discount(requireTerm(years)))) / annuity(discount, years),
    zeroPercent: years => 200 * (Math.exp(-logDiscount(requireTerm(years)) / (2 * years)) - 1),
  }
}

/** Discount factors at the tenors below half a year, and at every half-year up to the last tenor. */
function bootstrap(points: readonly ParPoint[]): Nodes {
  const last = points.at(-1)?.years ?? 0
  const parOf = monotoneCubic(
    points.map(point => point.years),
    points.map(point => point.parPercent / 100),
  )
  const years = [0, ...points.map(point => point.years).filter(tenor => tenor < 0.5)]
  const discounts = years.map(tenor => 1 / (1 + parOf(tenor) * tenor))
  const short = years.length - 1
  let coupons = 0
  for (let halfYears = 1; halfYears <= 2 * last; halfYears++) {
    const coupon = parOf(halfYears / 2) / 2
    const discount = (1 - coupon * coupons) / (1 + coupon)
    coupons += discount
    years.push(halfYears / 2)
    discounts.push(discount)
  }
  const bad = discounts.findIndex(discount => !(discount > 0 && discount < Infinity))
  if (bad !== -1)
    throw new DataError(
      `no positive discount factor at ${years[bad]} years gives these par yields; check them for a slip`,
      { field: 'parPercent', value: 100 * parOf(years[bad] as number) },
    )
  return withSlopes(years, discounts, short)
}

function withSlopes(years: readonly number[], discounts: readonly number[], short: number): Nodes {
  const logs: number[] = []
  const slopes: number[] = []
  for (let i = 0; i < years.length; i++) {
    logs.push(Math.log(discounts[i] as number))
    if (i === 0) continue
    const rise = (logs[i] as number) - (logs[i - 1] as number)
    slopes.push(rise / ((years[i] as number) - (years[i - 1] as number)))
  }
  slopes.push(slopes.at(-1) ?? 0)
  return { years, logs, short, slopes }
}

/** As `discount` has them, in one pass over the nodes. */
function discountsOn(nodes: Nodes, halfYears: number, count: number): number[] {
  const { years, logs, slopes } = nodes
  const discounts: number[] = []
  let node = nodeBefore(nodes, requireTime(halfYears / 2))
  for (let i = 0; i < count; i++) {
    const time = (halfYears + i) / 2
    while (node + 1 < years.length && (years[node + 1] as number) <= time) node++
    const log = (logs[node] as number) + (time - (years[node] as number)) * (slopes[node] as number)
    discounts.push(Math.exp(log))
  }
  return discounts
}

/** The last node that is not after a time: half-years are found by counting, the few below half a year by looking. */
function nodeBefore({ years: nodes, short }: Nodes, years: number): number {
  let i = years < 0.5 ? 0 : Math.min(short + Math.floor(2 * years), nodes.length - 1)
  while (i + 1 < nodes.length && (nodes[i + 1] as number) <= years) i++
  return i
}

/** Present value of 1 a half-year up to a term, the first in proportion, times 1 / 1 a year. */
function annuity(discount: (years: number) => number, years: number): number {
  const count = Math.ceil(2 * years)
  const stub = 2 * years - (count - 1)
  let sum = stub * discount(stub / 2)
  for (let i = 1; i < count; i++) sum += discount((stub + i) / 2)
  return sum
}

function requireTime(years: number): number {
  if (!(years >= 0 && years < Infinity))
    throw new DataError('a term is 0 or more years', { field: 'years', value: years })
  return years
}

function requireTerm(years: number): number {
  if (!(years > 0))
    throw new DataError('a yield needs a term above 0 years', { field: 'years', value: years })
  return years
}

function checkPoints(points: readonly ParPoint[]): void {
  if (points.length === 0) throw new DataError('a curve needs a par yield of one tenor at least')
  points.forEach(({ years, parPercent }, i) => {
    if (!((years > 0 && years <= 0.5) || (Number.isInteger(2 * years) && years > 0)))
      throw new DataError('a tenor is at most half a year, or whole half-years', {
        field: 'years',
        value: years,
      })
    if (years <= (points[i - 1]?.years ?? 0))
      throw new DataError('tenors come once each, in rising order; sort them', {
        field: 'years',
        value: years,
      })
    if (!Number.isFinite(parPercent))
      throw new DataError(
        'a par yield is a finite number of percent; leave the tenor out where there is none',
        {
          field: 'parPercent',
          value: parPercent,
        },
      )
  })
}
