/** Trades as the report tells them: sessions, amounts, and shares of equity. */

import { toAmount } from '../../engine/model/money.ts'
import { type Order, stopPoints } from '../../engine/model/order.ts'
import type { ObservationRecord } from '../../engine/model/record.ts'
import { type EpochMs, formatDay, MS_PER_DAY, parseDay } from '../../engine/model/time.ts'
import { breakEvens, dailyGain } from '../../engine/pricing/options/credit.ts'
import type { TradeFacts, TradeLeg } from '../../folds/index.ts'
import type { Trade, Trades } from '../schema/report.ts'
import { basisSeen, basisTradeOf } from './basis-trade.ts'
import type { ReportInput } from './input.ts'
import { converted, type RateOn, rateOn, tidy } from './rates.ts'

/** How a report tells a trade. `equityOn` is equity by session. */
export function tellerOf(
  input: ReportInput,
  equityOn: ReadonlyMap<string, number>,
): (facts: TradeFacts) => Trade {
  const rate = rateOn(input)
  const seen = basisSeen(input)
  return facts => tradeOf(facts, seen.get(facts.group) ?? [], input, rate, equityOn)
}

/** Each is told anew whenever its turn comes. */
export const tradesOf = ({ facts }: ReportInput, tell: (facts: TradeFacts) => Trade): Trades => ({
  length: facts.trades.length,
  *[Symbol.iterator]() {
    for (const trade of facts.trades) yield tell(trade)
  },
})

/** The commission of a trade in account currency, each fill's at the rate of its day. */
export function commissionOf({ currency, cash, life }: TradeFacts, input: ReportInput, rate: RateOn): number {
  if (currency === input.run.currency) return tidy(-toAmount(cash.commission, currency))
  const paid = life.cash.filter(({ kind }) => kind === 'commission')
  return -converted(paid, currency, rate)
}

/** Its keys are in order, those of its many parts too: JSON then takes them as they are. */
function tradeOf(
  trade: TradeFacts,
  seen: readonly ObservationRecord[],
  input: ReportInput,
  rate: RateOn,
  equityOn: ReadonlyMap<string, number>,
): Trade {
  const { order, currency, open, written, cash, life, worstValuePoints: worst } = trade
  const { sessionOf } = input
  const creditPoints = tidy(written.creditPoints)
  const credit = tidy(written.credit)
  const pointValue = creditPoints === 0 ? 0 : credit / creditPoints
  const stop = order.stop && 'loss' in order.stop ? tidy(stopPoints(order.stop, creditPoints)) : null
  const openValue = open ? toAmount(open.value, currency) : 0
  const profit = tidy(toAmount(cash.total, currency) + openValue)
  const openedAt = sessionOf(trade.openedAt)
  const closedAt = open ? null : sessionOf(trade.changedAt)
  const { lower, upper } = breakEvens(written.callStrike, written.putStrike, creditPoints)
  const basis = basisTradeOf(trade, seen, input)
  const share = (money: number): number | null =>
    shareOf(money * rate(currency, trade.openedAt), equityOn.get(openedAt) ?? 0)
  return {
    ...(basis ? { basis } : {}),
    beyondStopPoints: trade.stopFired && stop !== null ? tidy(trade.paidPoints - creditPoints - stop) : null,
    breakEvens: { lower, upper },
    cash: life.cash.map(({ time, kind, instrument, amount, memo }) => ({
      amount: toAmount(amount, currency),
      instrument,
      kind,
      memo,
      session: sessionOf(time),
    })),
    closedAt,
    commission: tidy(-toAmount(cash.commission, currency)),
    credit,
    creditPoints,
    creditShare: share(credit),
    currency,
    dailyGain: gainADay(credit, written.expiry, openedAt),
    events: life.events.map(({ time, kind, text, instrument, quantity, price, rule, origin }) => ({
      instrument,
      kind,
      origin,
      price,
      quantity,
      rule,
      session: sessionOf(time),
      text,
      time: instantOf(time),
    })),
    exit: trade.exit,
    exitRule: trade.closingRule,
    holdingDays: parseDay(closedAt ?? sessionOf(open?.time ?? trade.changedAt)) - parseDay(openedAt),
    id: trade.group,
    legs: trade.legs.map(legOf),
    lots: order.lots,
    marks: trade.holdsBonds
      ? []
      : life.marks.map(({ time, valuePoints, staleSessions }) => ({
          session: sessionOf(time),
          staleSessions,
          valuePoints: tidy(valuePoints),
        })),
    openedAt,
    profit,
    profitAccount:
      currency === input.run.currency
        ? profit
        : tidy(converted(life.cash, currency, rate) + openValue * input.rateAtEnd(currency)),
    reason: { evidence: order.reason.evidence ?? {}, rule: order.reason.rule, text: order.reason.text },
    riskShare: stop === null ? null : share(stop * pointValue),
    status: open ? 'open' : 'closed',
    stopLevel: stopLevelOf(order),
    stopPoints: stop,
    tag: order.tag,
    // Marks tell what closing options costs.
    worstPoints: trade.holdsBonds || worst === null ? null : tidy(worst - creditPoints),
  }
}

function legOf({ instrument, opened, openedPoints, closed, closedPoints }: TradeLeg): Trade['legs'][number] {
  // Only an option has a side, a strike and an expiry to show.
  const option = instrument.kind === 'option' ? instrument : null
  return {
    expiry: option ? formatDay(option.expiry) : null,
    instrument: instrument.id,
    kind: instrument.kind,
    priceEntry: tidy(openedPoints / opened),
    priceExit: closed === 0 ? null : tidy(closedPoints / closed),
    quantity: opened,
    right: option?.right ?? null,
    strike: option?.strike ?? null,
  }
}

/** Where a stop on a price stood when the order was given. */
const stopLevelOf = ({ stop }: Order): Trade['stopLevel'] =>
  stop === null || 'loss' in stop
    ? null
    : {
        fires: stop.fires,
        follows: stop.follows?.key ?? null,
        level: stop.level,
        trailing: stop.trailing,
        watch: stop.watch.key,
      }

const clocks = new Map<number, string>()

/** As ISO writes it. Most instants are whole minutes, which a day has few of, so those are remembered. */
function instantOf(time: EpochMs): string {
  const day = Math.floor(time / MS_PER_DAY)
  const ofDay = time - day * MS_PER_DAY
  if (ofDay % MS_PER_MINUTE !== 0) return new Date(time).toISOString()
  const clock = clocks.get(ofDay) ?? new Date(ofDay).toISOString().slice('1970-01-01'.length)
  clocks.set(ofDay, clock)
  return formatDay(day) + clock
}

const MS_PER_MINUTE = 60_000

/** Credit over the calendar days from the opening to the nearest expiry. */
function gainADay(credit: number, expiry: number | null, openedAt: string): number | null {
  const gain = expiry === null ? null : dailyGain(credit, expiry - parseDay(openedAt))
  return gain === null ? null : tidy(gain)
}

/** Money as a share of the account's equity, both in its currency; null without any equity. */
const shareOf = (money: number, equity: number): number | null => (equity > 0 ? tidy(money / equity) : null)
