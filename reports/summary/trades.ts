/** Trades as the report tells them: sessions, amounts, and shares of equity. */

import { toAmount } from '../../engine/model/money.ts'
import { type Order, stopPoints } from '../../engine/model/order.ts'
import { formatDay, parseDay } from '../../engine/model/time.ts'
import { breakEvens, dailyGain } from '../../engine/pricing/options/credit.ts'
import type { Life, TradeFacts, TradeLeg } from '../../folds/index.ts'
import type { Trade } from '../schema/report.ts'
import { basisSeen, basisTradeOf } from './basis-trade.ts'
import type { ReportInput } from './input.ts'
import { converted, type RateOn, rateOn, tidy } from './rates.ts'

/** In the order of their opening. `equityOn` is equity by session. */
export function tradesOf(input: ReportInput, equityOn: ReadonlyMap<string, number>): Trade[] {
  const rate = rateOn(input)
  const seen = basisSeen(input)
  const { trades, lives } = input.facts
  return trades.map(trade => {
    const basis = basisTradeOf(trade, seen.get(trade.group) ?? [], input)
    const told = tradeOf(trade, lives.get(trade.group) ?? NO_LIFE, input, rate, equityOn)
    return basis ? { ...told, basis } : told
  })
}

const NO_LIFE: Life = { events: [], cash: [], marks: [] }

function tradeOf(
  trade: TradeFacts,
  life: Life,
  input: ReportInput,
  rate: RateOn,
  equityOn: ReadonlyMap<string, number>,
): Trade {
  const { order, currency, open, written, cash, worstValuePoints: worst } = trade
  const { sessionOf } = input
  const creditPoints = tidy(written.creditPoints)
  const credit = tidy(written.credit)
  const pointValue = creditPoints === 0 ? 0 : credit / creditPoints
  const stop = order.stop && 'loss' in order.stop ? tidy(stopPoints(order.stop, creditPoints)) : null
  const openValue = open ? toAmount(open.value, currency) : 0
  const profit = tidy(toAmount(cash.total, currency) + openValue)
  const openedAt = sessionOf(trade.openedAt)
  const closedAt = open ? null : sessionOf(trade.changedAt)
  const share = (money: number): number | null =>
    shareOf(money * rate(currency, trade.openedAt), equityOn.get(openedAt) ?? 0)
  return {
    id: trade.group,
    tag: order.tag,
    currency,
    openedAt,
    closedAt,
    status: open ? 'open' : 'closed',
    exit: trade.exit,
    exitRule: trade.closingRule,
    lots: order.lots,
    legs: trade.legs.map(legOf),
    creditPoints,
    credit,
    dailyGain: gainADay(credit, written.expiry, openedAt),
    creditShare: share(credit),
    riskShare: stop === null ? null : share(stop * pointValue),
    stopPoints: stop,
    stopLevel: stopLevelOf(order),
    breakEvens: breakEvens(written.callStrike, written.putStrike, creditPoints),
    // Marks tell what closing options costs.
    worstPoints: trade.holdsBonds || worst === null ? null : tidy(worst - creditPoints),
    beyondStopPoints: trade.stopFired && stop !== null ? tidy(trade.paidPoints - creditPoints - stop) : null,
    profit,
    commission: tidy(-toAmount(cash.commission, currency)),
    profitAccount:
      currency === input.run.currency
        ? profit
        : tidy(converted(life.cash, currency, rate) + openValue * input.rateAtEnd(currency)),
    holdingDays: parseDay(closedAt ?? sessionOf(open?.time ?? trade.changedAt)) - parseDay(openedAt),
    reason: { rule: order.reason.rule, text: order.reason.text, evidence: order.reason.evidence ?? {} },
    events: life.events.map(({ time, kind, text, instrument, quantity, price, rule, origin }) => ({
      time: new Date(time).toISOString(),
      session: sessionOf(time),
      kind,
      text,
      instrument,
      quantity,
      price,
      rule,
      origin,
    })),
    cash: life.cash.map(({ time, kind, instrument, amount, memo }) => ({
      session: sessionOf(time),
      kind,
      instrument,
      amount: toAmount(amount, currency),
      memo,
    })),
    marks: trade.holdsBonds
      ? []
      : life.marks.map(({ time, valuePoints, staleSessions }) => ({
          session: sessionOf(time),
          valuePoints: tidy(valuePoints),
          staleSessions,
        })),
  }
}

function legOf({ instrument, opened, openedPoints, closed, closedPoints }: TradeLeg): Trade['legs'][number] {
  const option = instrument.kind === 'option' ? instrument : null
  return {
    instrument: instrument.id,
    kind: instrument.kind,
    right: option?.right ?? null,
    strike: option?.strike ?? null,
    expiry: option ? formatDay(option.expiry) : null,
    quantity: opened,
    priceEntry: tidy(openedPoints / opened),
    priceExit: closed === 0 ? null : tidy(closedPoints / closed),
  }
}

/** Where a stop on a price stood when the order was given. */
const stopLevelOf = ({ stop }: Order): Trade['stopLevel'] =>
  stop === null || 'loss' in stop
    ? null
    : {
        watch: stop.watch.key,
        fires: stop.fires,
        level: stop.level,
        follows: stop.follows?.key ?? null,
        trailing: stop.trailing,
      }

/** Credit over the calendar days from the opening to the nearest expiry. */
function gainADay(credit: number, expiry: number | null, openedAt: string): number | null {
  const gain = expiry === null ? null : dailyGain(credit, expiry - parseDay(openedAt))
  return gain === null ? null : tidy(gain)
}

/** Money as a share of the account's equity, both in its currency; null without any equity. */
const shareOf = (money: number, equity: number): number | null => (equity > 0 ? tidy(money / equity) : null)
