/** Contract months of a future, carried from the path. */

import { type FutureProduct, inForce, type OptionProduct } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { BarRow } from '../market/builders.ts'
import type { Contract } from './listing.ts'
import type { PathDay } from './price-path.ts'
import { toTick } from './tick-rounding.ts'
import type { Underlying } from './underlying.ts'

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
