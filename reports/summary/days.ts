/** The account session by session: equity, requirement, drawdown, and the returns that metrics are made of. */

import { type Minor, toAmount } from '../../engine/model/money.ts'
import type { DayRecord } from '../../engine/model/record.ts'
import { formatDay } from '../../engine/model/time.ts'
import { totalReturn, underwater } from '../metrics/index.ts'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

export interface Days {
  readonly columns: Report['days']
  /** Simple return of each session, deposits taken out; one a session. */
  readonly returns: readonly number[]
  /** Open groups at the close, by session. */
  readonly groups: readonly number[]
}

export function daysOf(input: ReportInput): Days {
  const { currency, equityStart } = input.run
  const records = lastOfSession(input)
  const amount = (value: Minor): number => toAmount(value, currency)
  const deposits = depositsBySession(input)
  const session = records.map(record => formatDay(record.session))
  const equity = records.map(record => amount(record.equity))
  const deposit = session.map(day => deposits.get(day) ?? 0)
  const returns = equity.map((value, i) => {
    const before = i === 0 ? equityStart : (equity[i - 1] as number)
    return before <= 0 ? 0 : (value - (deposit[i] as number)) / before - 1
  })
  return {
    columns: {
      session,
      equity,
      cash: records.map(record => amount(record.cash)),
      initial: records.map(record => amount(record.initial)),
      maintenance: records.map(record => amount(record.maintenance)),
      premiumIncluded: records.map(record => amount(record.premiumIncluded)),
      scenario: records.some(record => Object.keys(record.scenarios).length > 0)
        ? records.map(record => scenarioText(record.scenarios))
        : null,
      ...carvingsOf(records),
      drawdown: [...underwater(returns)],
      deposit,
    },
    returns,
    groups: records.map(record => record.groups),
  }
}

/** The structures by session, product by product; nothing where no model tells of any. */
function carvingsOf(records: readonly DayRecord[]): Pick<Report['days'], 'carving'> {
  if (records.every(({ carvings }) => carvings === undefined)) return {}
  return {
    carving: records.map(({ carvings = {} }) => {
      const texts = Object.entries(carvings).map(([product, text]) => `${product} ${text}`)
      return texts.length === 0 ? null : texts.join(' | ')
    }),
  }
}

/** `16`, or `OG 16, OGBL 13` where several products have one; null where none has. */
function scenarioText(scenarios: Readonly<Record<string, number>>): string | null {
  const [first, ...others] = Object.entries(scenarios)
  if (!first) return null
  if (others.length === 0) return String(first[1])
  return [first, ...others].map(([product, scenario]) => `${product} ${scenario}`).join(', ')
}

/** Exchanges that close at different hours give several lines a session: the last counts. */
function lastOfSession(input: ReportInput) {
  const bySession = new Map(input.facts.days.map(record => [input.sessionOf(record.time), record]))
  return [...bySession.values()]
}

/** Cash paid in after the opening, by session, in account currency. */
function depositsBySession(input: ReportInput): Map<string, number> {
  const deposits = new Map<string, number>()
  for (const record of input.facts.calls) {
    if (record.step !== 'deposit') continue
    const session = input.sessionOf(record.time)
    deposits.set(session, (deposits.get(session) ?? 0) + toAmount(record.amount, input.run.currency))
  }
  return deposits
}

/** Profit and compounded return of each month, ascending. */
export function monthsOf(days: Days, openingCash: number): Report['months'] {
  const { session, equity, deposit } = days.columns
  const months = new Map<string, { profit: number; readonly returns: number[] }>()
  for (const [i, value] of equity.entries()) {
    const name = session[i]?.slice(0, 7) ?? ''
    const month = months.get(name) ?? { profit: 0, returns: [] }
    months.set(name, month)
    month.profit += value - (deposit[i] ?? 0) - (i === 0 ? openingCash : (equity[i - 1] ?? 0))
    month.returns.push(days.returns[i] ?? 0)
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { profit, returns }]) => ({
      month,
      profit: Number(profit.toFixed(2)),
      return: totalReturn(returns),
    }))
}
