/** The basis of every bond that a Treasury future takes, on one day. */

import { calendarOf } from '../../engine/calendar/holidays.ts'
import { treasuryContractDates } from '../../engine/calendar/treasury-contract-dates.ts'
import {
  type BondIssue,
  civilOf,
  DataError,
  type Day,
  type FutureProduct,
  formatDay,
  futureOf,
  inForce,
  type Market,
  type Month,
  monthOf,
} from '../../engine/index.ts'
import { tickAt } from '../../engine/model/instrument.ts'
import { requireDeliverable } from '../../engine/pricing/treasury/basket.ts'
import { type BasisRow, basketBasis } from '../../engine/pricing/treasury/basket-basis.ts'
import { contractBasket } from '../../engine/pricing/treasury/contract-basket.ts'
import {
  type DeliverableFuture,
  deliverableFuture,
} from '../../engine/pricing/treasury/deliverable-future.ts'
import { type MarketDay, marketDay, pricesNow } from './market-day.ts'
import { optionWorth } from './option-worth.ts'

export interface BasisTableRequest {
  readonly market: Market
  /** Id of a Treasury future. */
  readonly product: string
  readonly day: Day
  /** Contract month; null = the front contract. */
  readonly month: Month | null
  /** Percent a year; null = the latest SOFR that was known. */
  readonly repoPercent: number | null
  /** Null = the market's own price of the contract. */
  readonly futuresPrice: number | null
  /** Standard deviation of yields until delivery, basis points, for the worth of the right to switch bonds. */
  readonly yieldMoveBp: number
  /** Only this bond, which must be in the basket; null = all of them. */
  readonly bond: string | null
}

export interface BasisTable {
  readonly contract: string
  readonly day: Day
  /** A bond bought on the day is paid for then. */
  readonly settle: Day
  /** The last day on which the contract is delivered. */
  readonly delivery: Day
  readonly futuresPrice: number
  /** Price step of the contract, for printing. */
  readonly tick: number
  readonly repoPercent: number
  /** What the right to deliver another bond is worth, per 100 of face; null for a table of one bond. */
  readonly optionPoints: number | null
  /** From the cheapest to deliver to the dearest. */
  readonly rows: readonly BasisRow[]
}

/** Throws a DataError for a holiday, a future that takes no bonds, a bond outside the basket, and what has no price. */
export async function basisTable(request: BasisTableRequest): Promise<BasisTable> {
  const { market, day } = request
  const product = deliverableFuture(market.product(request.product), 'product')
  const bonds = product.delivery.bonds
  const seen = await marketDay(market, bonds, [product.id, bonds, 'SOFR'], day)
  const month = request.month ?? frontMonth(product, day)
  const delivery = treasuryContractDates(product, month).lastDeliveryDay
  const settle = seen.next.day
  if (settle >= delivery) {
    throw new DataError(
      `${product.id} ${month} is delivered by ${formatDay(delivery)}; take a later contract`,
      {
        field: '--month',
        value: month,
      },
    )
  }
  const contract = futureOf(product.id, month).id
  const futuresPrice = request.futuresPrice ?? priceOf(seen, product.id, contract)
  const repoPercent = request.repoPercent ?? fixingOf(seen)
  const cleanPrices = pricesNow(seen, bonds)
  const rows = basketBasis({
    basket: contractBasket(issuesOf(market, request, product, month), product, month, delivery),
    asOf: day,
    priceOf: id => cleanPrices.get(id) ?? null,
    settle,
    futuresPrice,
    repoFraction: repoPercent / 100,
  })
  if (rows.length === 0) throw noBonds(contract, day)
  return {
    contract,
    day,
    settle,
    delivery,
    futuresPrice,
    tick: tickAt(inForce(product.ticks, day, `tick of ${product.id}`), futuresPrice),
    repoPercent,
    optionPoints: request.bond === null ? optionWorth(rows, delivery, request.yieldMoveBp).value : null,
    rows,
  }
}

/** The nearest quarterly contract that is delivered later than the bond could be paid for. */
function frontMonth(product: FutureProduct, day: Day): Month {
  const { year, month } = civilOf(day)
  const settle = calendarOf('SIFMA').next(day)
  for (let quarter = Math.ceil(month / 3) * 3; ; quarter += 3) {
    const candidate = monthOf(year, quarter)
    if (treasuryContractDates(product, candidate).lastTradingDay > settle) return candidate
  }
}

/** All that the market has, or the one bond that was asked for. */
function issuesOf(
  market: Market,
  { day, bond }: BasisTableRequest,
  product: DeliverableFuture,
  month: Month,
): readonly BondIssue[] {
  const bonds = market.product(product.delivery.bonds)
  const issues = bonds.kind === 'bond' ? bonds.issues : []
  if (bond === null) return issues
  const issue = issues.find(one => one.id === bond || one.id.endsWith(` ${bond}`))
  if (!issue) {
    throw new DataError('the market has no such bond; its ids are those that the table prints', {
      field: '--bond',
      value: bond,
    })
  }
  requireDeliverable(issue, product, month, day)
  return [issue]
}

function priceOf(seen: MarketDay, product: string, contract: string): number {
  const prices = pricesNow(seen, product)
  const price = prices.get(contract)
  if (price !== undefined) return price
  const listed = [...prices.keys()].join(', ')
  throw new DataError(
    listed === ''
      ? `has no price on ${formatDay(seen.session.day)}; state one with --price`
      : `has no price on ${formatDay(seen.session.day)}; the market has ${listed}. Take one of them, or state a price with --price`,
    { field: '--month', value: contract },
  )
}

function fixingOf(seen: MarketDay): number {
  const fixing = seen.prices.get('SOFR')
  if (fixing) return fixing.price
  throw new DataError('the market has no SOFR around that day; state a rate with --repo', {
    field: '--repo',
    value: formatDay(seen.session.day),
  })
}

const noBonds = (contract: string, day: Day): DataError =>
  new DataError(`no bond of the basket of ${contract} has a price on that day`, {
    field: '--on',
    value: formatDay(day),
  })
