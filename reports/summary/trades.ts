/** Trades: what happened to each group of legs, from its opening to its end, to the cent. */

import type { OptionInstrument } from '../../engine/model/instrument.ts'
import { add, type Minor, toAmount, ZERO } from '../../engine/model/money.ts'
import { type Order, stopPoints } from '../../engine/model/order.ts'
import type { EntryRecord, FillRecord, ObservationRecord, RunRecord } from '../../engine/model/record.ts'
import { parseDay } from '../../engine/model/time.ts'
import { breakEvens, dailyGain } from '../../engine/pricing/options/credit.ts'
import type { Trade } from '../schema/report.ts'
import { basisSeen, basisTradeOf, holdsBonds } from './basis-trade.ts'
import { eventOf } from './events.ts'
import { exitOf } from './exit.ts'
import type { ReportInput } from './input.ts'
import { legsOf } from './legs.ts'
import { recordsOf } from './select.ts'

/** One trade for each group that was filled, in the order of their opening. `equityOn` is equity by session. */
export function tradesOf(input: ReportInput, equityOn: ReadonlyMap<string, number>): Trade[] {
  const byGroup = groupRecords(input.records)
  const seen = basisSeen(input)
  return [...byGroup.entries()].flatMap(([group, records]) => {
    const opening = recordsOf(records, 'order').find(({ order }) => order.purpose === 'open')
    const filled = recordsOf(records, 'fill').some(record => record.purpose === 'open')
    return opening && filled
      ? [tradeOf(group, opening.order, records, input, equityOn, seen.get(group) ?? [])]
      : []
  })
}

/** Records by the group they are of, each in order. */
function groupRecords(records: readonly RunRecord[]): Map<number, RunRecord[]> {
  const groups = new Map<number, RunRecord[]>()
  for (const record of records) {
    const group = groupOf(record)
    if (group === null) continue
    const list = groups.get(group) ?? []
    list.push(record)
    groups.set(group, list)
  }
  return groups
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

function groupOf(record: RunRecord): number | null {
  switch (record.kind) {
    case 'order':
      return record.order.group
    case 'fill':
      return record.fill.group
    case 'entry':
      return record.entry.group
    case 'cancel':
    case 'stop':
    case 'expiry':
    case 'assignment':
    case 'ended':
    case 'mark':
    case 'open':
    case 'bond':
    case 'delivery':
      return record.group
    default:
      return null
  }
}

function tradeOf(
  id: number,
  order: Order,
  records: readonly RunRecord[],
  input: ReportInput,
  equityOn: ReadonlyMap<string, number>,
  seen: readonly ObservationRecord[],
): Trade {
  const fills = recordsOf(records, 'fill')
  const opened = fills.filter(record => record.purpose === 'open')
  const entries = recordsOf(records, 'entry')
  const currency = opened[0]?.fill.currency ?? input.run.currency
  const open = recordsOf(records, 'open')[0]
  const written = opened.filter(({ fill }) => fill.instrument.kind === 'option')
  const creditPoints = tidy(
    written.reduce((sum, { fill }) => sum - (fill.quantity * fill.price) / order.lots, 0),
  )
  const credit = tidy(
    written.reduce((sum, { fill }) => sum - fill.quantity * fill.price * fill.multiplier, 0),
  )
  const pointValue = creditPoints === 0 ? 0 : credit / creditPoints
  const stop = order.stop && 'loss' in order.stop ? tidy(stopPoints(order.stop, creditPoints)) : null
  const cash = toAmount(sumCash(entries), currency)
  const profit = tidy(cash + (open ? toAmount(open.value, currency) : 0))
  const openedAt = input.sessionOf(opened[0]?.time ?? 0)
  const last = endOf(records)
  const closedAt = open ? null : input.sessionOf(last)
  const bonds = holdsBonds(records)
  const basis = basisTradeOf(records, seen, currency, input)
  const stopFired = recordsOf(records, 'stop').length > 0
  return {
    id,
    tag: order.tag,
    currency,
    openedAt,
    closedAt,
    status: open ? 'open' : 'closed',
    ...exitOf(records, open !== undefined),
    lots: order.lots,
    legs: legsOf(records),
    creditPoints,
    credit,
    dailyGain: gainADay(credit, written, openedAt),
    creditShare: shareOf(credit, currency, openedAt, input, equityOn),
    riskShare: stop === null ? null : shareOf(stop * pointValue, currency, openedAt, input, equityOn),
    stopPoints: stop,
    stopLevel: stopLevelOf(order),
    breakEvens: breakEvensOf(written, creditPoints),
    // Marks tell what closing options costs.
    worstPoints: bonds ? null : worstPoints(records, creditPoints),
    beyondStopPoints:
      stopFired && stop !== null ? tidy(paidPoints(fills, order.lots) - creditPoints - stop) : null,
    profit,
    commission: tidy(
      -toAmount(sumCash(entries.filter(({ entry }) => entry.kind === 'commission')), currency),
    ),
    profitAccount: tidy(profit * input.rateAtEnd(currency)),
    holdingDays:
      (closedAt ? parseDay(closedAt) : parseDay(input.sessionOf(open?.time ?? last))) - parseDay(openedAt),
    reason: { rule: order.reason.rule, text: order.reason.text, evidence: order.reason.evidence ?? {} },
    events: records.flatMap(record => eventOf(record, input, currency)),
    cash: entries.map(({ entry }) => ({
      session: input.sessionOf(entry.time),
      kind: entry.kind,
      instrument: entry.instrument,
      amount: toAmount(
        entry.postings.find(posting => posting.account === 'cash')?.amount ?? ZERO,
        entry.currency,
      ),
      memo: entry.memo,
    })),
    marks: bonds
      ? []
      : recordsOf(records, 'mark').map(mark => ({
          session: input.sessionOf(mark.time),
          valuePoints: tidy(mark.valuePoints),
          staleSessions: mark.staleSessions,
        })),
    ...(basis ? { basis } : {}),
  }
}

/** Twelve significant digits: sums of decimals without their float dust. */
const tidy = (value: number): number => Number(value.toPrecision(12))

/** What the entries moved in cash. */
const sumCash = (entries: readonly EntryRecord[]): Minor =>
  entries
    .flatMap(({ entry }) => entry.postings)
    .reduce((sum, { account, amount }) => (account === 'cash' ? add(sum, amount) : sum), ZERO)

/** The last instant at which the group changed. */
const endOf = (records: readonly RunRecord[]): number =>
  records.findLast(({ kind }) => ENDING.has(kind))?.time ?? 0

const ENDING: ReadonlySet<RunRecord['kind']> = new Set(['fill', 'expiry', 'assignment', 'ended', 'delivery'])

function worstPoints(records: readonly RunRecord[], creditPoints: number): number | null {
  const losses = recordsOf(records, 'mark').map(mark => mark.valuePoints - creditPoints)
  return losses.length === 0 ? null : tidy(losses.reduce((worst, loss) => Math.max(worst, loss)))
}

/** What closing cost in all, in points of one lot. */
const paidPoints = (fills: readonly FillRecord[], lots: number): number =>
  fills
    .filter(({ purpose, fill }) => purpose === 'close' && fill.instrument.kind === 'option')
    .reduce((sum, { fill }) => sum + (fill.quantity * fill.price) / lots, 0)

function breakEvensOf(written: readonly FillRecord[], credit: number): Trade['breakEvens'] {
  const strikes = (right: OptionInstrument['right']): number[] =>
    written.flatMap(({ fill }) =>
      fill.quantity < 0 && fill.instrument.kind === 'option' && fill.instrument.right === right
        ? [fill.instrument.strike]
        : [],
    )
  const [call = null] = strikes('call').sort((a, b) => a - b)
  const [put = null] = strikes('put').sort((a, b) => b - a)
  return breakEvens(call, put, credit)
}

/** Credit over the calendar days from the opening to the nearest expiry. */
function gainADay(credit: number, written: readonly FillRecord[], openedAt: string): number | null {
  const expiries = written.flatMap(({ fill }) =>
    fill.instrument.kind === 'option' ? [fill.instrument.expiry] : [],
  )
  const gain = expiries.length === 0 ? null : dailyGain(credit, Math.min(...expiries) - parseDay(openedAt))
  return gain === null ? null : tidy(gain)
}

/** Money of the trade as a share of the account's equity at the close of a session; null without any. */
function shareOf(
  money: number,
  currency: string,
  session: string,
  input: ReportInput,
  equityOn: ReadonlyMap<string, number>,
): number | null {
  const equity = equityOn.get(session) ?? 0
  return equity > 0 ? tidy((money * input.rateAtEnd(currency)) / equity) : null
}
