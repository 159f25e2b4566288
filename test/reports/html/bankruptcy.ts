/** The state of an account that is lost in the middle of its run. */

import type { Report } from '../../../reports/schema/report.ts'
import { weekdays } from './chance.ts'
import { madeReport } from './made-report.ts'
import { madeTrades } from './made-trades.ts'

/** Half way equity falls below zero and stays there; two calls, the second fatal. */
export function bankruptcy(): Report {
  const sessions = weekdays(250)
  const report = madeReport({
    sessions,
    trades: madeTrades({ product: 'OG', currency: 'USD', rate: 1, count: 7, sessions, seed: 5 }),
    seed: 5,
    zones: true,
  })
  const broke = 125
  const cut = (values: readonly number[], after: number): number[] =>
    values.map((value, i) => (i < broke ? value : after))
  const at = (i: number): string => sessions[i] ?? ''
  const step = (
    i: number,
    step: Report['calls'][number]['steps'][number]['step'],
    equity: number,
    deadline = false,
  ) => ({
    time: `${at(i)}T21:15:00.000Z`,
    session: at(i),
    step,
    equity,
    initial: 40_000,
    maintenance: 32_000,
    amount: 12_000.5,
    deadline: deadline ? `${at(i + 1)}T21:15:00.000Z` : null,
  })
  return {
    ...report,
    sentence:
      '7 trades lost USD 112345.60 and went bankrupt; the account fell by at most 100.0 %, and margin took at most 412.3 % of it.',
    headline: {
      ...report.headline,
      equityEnd: -12_345.6,
      profit: -112_345.6,
      bankrupt: true,
      marginCalls: 2,
      totalReturn: -1,
      peakMarginShare: 4.123,
    },
    findings: [
      {
        id: 'bankrupt',
        severity: 'bad',
        text: 'The account went bankrupt.',
        value: -12_345.6,
        unit: 'USD',
        link: 'margin',
      },
    ],
    days: {
      ...report.days,
      equity: cut(report.days.equity, -12_345.6),
      cash: cut(report.days.cash, -12_345.6),
      initial: cut(report.days.initial, 0).map((value, i) => (i === broke - 1 ? 300_000 : value)),
      maintenance: cut(report.days.maintenance, 0),
      premiumIncluded: cut(report.days.premiumIncluded, 0),
      drawdown: cut(report.days.drawdown, 1),
    },
    calls: [
      {
        id: 1,
        steps: [step(80, 'notice', 30_000, true), step(81, 'deposit', 42_000), step(81, 'cured', 42_000)],
      },
      {
        id: 2,
        steps: [
          step(123, 'notice', 20_000, true),
          step(124, 'unmet', 8_000),
          step(125, 'reduction', -9_000.25),
          step(125, 'bankruptcy', -12_345.6),
        ],
      },
    ],
  }
}
