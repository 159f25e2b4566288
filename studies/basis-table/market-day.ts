/** The prices of one session, read from a market outside of any run. */

import {
  DataError,
  type Day,
  type EpochMs,
  formatDay,
  type Market,
  productIdOf,
  type Session,
} from '../../engine/index.ts'

export interface MarketDay {
  readonly session: Session
  /** The session after it: bonds bought now are paid for then. */
  readonly next: Session
  /** Settlement, else close, of the last bar known at the close, by instrument; with the instant it became known. */
  readonly prices: ReadonlyMap<string, { readonly price: number; readonly time: EpochMs }>
}

/** Sessions that are read before the day, so that a fixing published late is found. */
const LOOK_BACK = 5

/** Throws a DataError for a day without a session, which names its neighbours, and beyond the calendar. */
export async function marketDay(
  market: Market,
  calendar: string,
  products: readonly string[],
  day: Day,
): Promise<MarketDay> {
  const sessions = market.sessions(calendar)
  const at = sessions.findIndex(session => session.day >= day)
  const session = sessions[at]
  const next = sessions[at + 1]
  if (!session || !next || at === 0) throw beyond(sessions, day)
  if (session.day !== day) throw holiday(sessions[at - 1], session, day)
  const from = sessions[Math.max(0, at - LOOK_BACK)] ?? session
  const prices = new Map<string, { price: number; time: EpochMs }>()
  const needs = { chains: [], bars: products, chainsAfter: session.close }
  for await (const { bars } of market.read(needs, from.close - 1, session.close)) {
    for (const [instrument, columns] of bars) {
      const row = columns.length - 1
      const settlement = columns.settlement[row] ?? Number.NaN
      const price = Number.isFinite(settlement) ? settlement : (columns.close[row] ?? Number.NaN)
      if (Number.isFinite(price)) prices.set(instrument, { price, time: columns.time[row] ?? 0 })
    }
  }
  return { session, next, prices }
}

/** The instruments of a product that have a price of the session's own close, with it. */
export const pricesNow = ({ prices, session }: MarketDay, product: string): ReadonlyMap<string, number> =>
  new Map(
    [...prices]
      .filter(([instrument, { time }]) => productIdOf(instrument) === product && time === session.close)
      .map(([instrument, { price }]) => [instrument, price]),
  )

const beyond = (sessions: readonly Session[], day: Day): DataError =>
  new DataError(
    `the market has sessions from ${formatDay(sessions[0]?.day ?? 0)} to ${formatDay(sessions.at(-1)?.day ?? 0)}; choose a day between them`,
    { field: '--on', value: formatDay(day) },
  )

const holiday = (before: Session | undefined, after: Session, day: Day): DataError =>
  new DataError(
    `is no business day of US government bonds; take ${before ? `${formatDay(before.day)} or ` : ''}${formatDay(after.day)}`,
    { field: '--on', value: formatDay(day) },
  )
