/** What options settle into, as the generator sees it: bars, and the price that a series is worth something against. */

import {
  type FutureProduct,
  inForce,
  type OptionProduct,
  type TickBand,
} from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { BarRow } from '../market/builders.ts'
import type { Contract, ListedSeries } from './listing.ts'
import type { PathDay } from './price-path.ts'
import type { Random } from './random.ts'
import { toTick } from './tick-rounding.ts'

export interface Underlying {
  /** The bars of a session, by instrument. */
  bars(session: Session, day: PathDay, chance: Random): [instrument: string, bar: BarRow][]
  /** The forward price of a series at the session's close; in its last session, what it is settled on. */
  priceOf(series: ListedSeries, session: Session, day: PathDay): number
}

/** Indices are published with two decimals. */
const TICKS: readonly TickBand[] = [{ below: null, tick: 0.01 }]
const round = (price: number): number => toTick(TICKS, price)

/** What an index is settled on in its last session: a price of about noon, between the open and the close. */
export const finalSettlement = (day: PathDay): number => round(Math.sqrt(day.open) * Math.sqrt(day.close))

/** Bars of an index have neither a settlement of their own nor a volume. */
export const indexUnderlying = (id: string, carry: number): Underlying => ({
  bars: (session, day) => [
    [
      id,
      {
        time: session.close,
        open: round(day.open),
        high: round(day.high),
        low: round(day.low),
        close: round(day.close),
      },
    ],
  ],
  priceOf: (series, session, day) =>
    series.lastSession.day === session.day
      ? finalSettlement(day)
      : day.close * Math.exp((carry * (series.lastTradingDay - session.day)) / 365),
})

/** Futures are quoted from so many days before their last session on. */
const LISTED_AHEAD_DAYS = 300

/** One contract in one session. */
interface Quoted {
  readonly contract: Contract
  readonly session: Session
  readonly day: PathDay
}

export function futureUnderlying(
  option: OptionProduct,
  future: FutureProduct,
  contracts: readonly Contract[],
  carry: number,
): Underlying {
  const byId = new Map(contracts.map(contract => [contract.id, contract]))

  /** A price of the path as the contract's, in its ticks. */
  const carried = ({ contract, session }: Quoted, price: number): number =>
    toTick(
      inForce(future.ticks, session.day, `tick of ${future.id}`),
      price * Math.exp((carry * (contract.deliveryDay - session.day)) / 365),
    )

  /** Where quarterly options end at the open, so does their future: on the opening quotation. */
  const stopsAtOpen = ({ contract, session }: Quoted): boolean =>
    contract.lastSession.day === session.day &&
    inForce(option.expiry, session.day, `expiry rule of ${option.id}`).deliveryMonthTime !== undefined

  const settlementOf = (quoted: Quoted): number =>
    carried(quoted, stopsAtOpen(quoted) ? quoted.day.open : quoted.day.close)

  const barOf = (quoted: Quoted, volume: number): BarRow => {
    const settlement = settlementOf(quoted)
    const { open, high, low } = quoted.day
    const range = stopsAtOpen(quoted)
      ? { open: settlement, high: settlement, low: settlement }
      : {
          open: carried(quoted, open),
          high: Math.max(carried(quoted, high), settlement),
          low: Math.min(carried(quoted, low), settlement),
        }
    return { time: quoted.session.close, ...range, close: settlement, settlement, volume }
  }

  return {
    bars: (session, day, chance) =>
      contracts
        .filter(({ lastSession }) => lastSession.day >= session.day)
        .filter(({ lastSession }) => lastSession.day <= session.day + LISTED_AHEAD_DAYS)
        .map(contract => [contract.id, barOf({ contract, session, day }, chance.whole(20_000, 180_000))]),
    priceOf(series, session, day) {
      const contract = byId.get(series.underlying)
      return contract ? settlementOf({ contract, session, day }) : Number.NaN
    },
  }
}
