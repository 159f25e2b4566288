/** The states of a report that a page must survive, each made from its seed. */

import type { Report } from '../../../reports/schema/report.ts'
import { bankruptcy } from './bankruptcy.ts'
import { BASIS_STATES } from './basis-states.ts'
import { minutes, weekdays } from './chance.ts'
import { madeReport } from './made-report.ts'
import { madeTrades } from './made-trades.ts'

const market = { product: 'OG', currency: 'USD', rate: 1 }

/** The happy one: two years, 23 trades, zones, findings, refusals. */
function ordinary(): Report {
  const sessions = weekdays(503)
  const trades = madeTrades({ ...market, count: 23, sessions, seed: 1 })
  const report = madeReport({ sessions, trades, seed: 1, zones: true })
  return {
    ...report,
    findings: [
      { id: 'a', severity: 'bad', text: 'Margin was called.', value: 2, unit: 'calls', link: 'margin' },
      {
        id: 'b',
        severity: 'warn',
        text: 'One month made this share.',
        value: 61.25,
        unit: '%',
        link: 'distribution',
      },
      { id: 'c', severity: 'note', text: 'Cash earns no interest.', value: null, unit: '', link: 'nowhere' },
    ],
    refusals: [
      {
        tag: 'OG 2009-01-27',
        by: 'strategy',
        rule: 'N2',
        text: 'the deltas sum to more than 0.05',
        count: 3,
        first: '2009-01-05',
        last: '2009-01-07',
        evidence: { call: 1100, netDelta: -0.187, seen: null },
      },
    ],
  }
}

function noSession(): Report {
  return madeReport({ sessions: [], trades: [], seed: 2, zones: false })
}

function noTrades(): Report {
  return madeReport({ sessions: weekdays(60), trades: [], seed: 3, zones: false })
}

/** One trade on one session, still open, never marked. */
function oneTrade(): Report {
  const sessions = weekdays(2)
  const trades = madeTrades({ ...market, count: 1, sessions, seed: 4 }).map(trade => ({
    ...trade,
    closedAt: null,
    status: 'open' as const,
    exit: 'open' as const,
    exitRule: null,
    stopPoints: null,
    worstPoints: null,
    marks: [],
    breakEvens: { lower: null, upper: null },
    legs: trade.legs.map(leg => ({ ...leg, priceExit: null })),
  }))
  return madeReport({ sessions: sessions.slice(0, 1), trades, seed: 4, zones: false })
}

function twoCurrencies(): Report {
  const sessions = weekdays(120)
  const dollars = madeTrades({ ...market, count: 4, sessions, seed: 6 })
  const yen = madeTrades({
    product: 'NK',
    currency: 'JPY',
    rate: 0.0091,
    count: 3,
    sessions,
    seed: 7,
    firstId: 5,
  }).map(trade => ({
    ...trade,
    profit: Math.round(trade.profit),
    credit: Math.round(trade.credit),
    cash: trade.cash.map(flow => ({ ...flow, amount: Math.round(flow.amount) })),
  }))
  return madeReport({ sessions, trades: [...dollars, ...yen], seed: 6, zones: false })
}

/** A year of minutes. */
function manyPoints(): Report {
  const sessions = minutes(100_000)
  return madeReport({
    sessions,
    trades: madeTrades({ ...market, count: 12, sessions, seed: 8 }),
    seed: 8,
    zones: true,
  })
}

function manyTrades(): Report {
  const sessions = weekdays(2600)
  return madeReport({
    sessions,
    trades: madeTrades({ ...market, count: 5000, sessions, seed: 9 }),
    seed: 9,
    zones: true,
  })
}

/** Markup wherever a report can carry a name. */
export const NASTY = '<script>alert(1)</script>'

function nastyNames(): Report {
  const sessions = weekdays(40)
  const trades = madeTrades({ ...market, product: NASTY, count: 40, sessions, seed: 10 })
  const report = madeReport({ sessions, trades, seed: 10, zones: true })
  return {
    ...report,
    name: NASTY,
    sentence: `${NASTY} gained.`,
    strategy: {
      name: NASTY,
      about: NASTY,
      params: { product: NASTY, [NASTY]: NASTY },
      docs: { [NASTY]: NASTY },
    },
    run: { ...report.run, zone: NASTY, currency: NASTY },
    provenance: { ...report.provenance, rerun: NASTY, store: NASTY, experiment: { [NASTY]: NASTY } },
    findings: [
      { id: NASTY, severity: 'bad', text: NASTY, value: 1, unit: NASTY, link: 'javascript:alert(1)' },
    ],
    refusals: [
      {
        tag: NASTY,
        by: 'engine',
        rule: NASTY,
        text: NASTY,
        count: 1,
        first: '2009-01-05',
        last: '2009-01-05',
        evidence: { [NASTY]: NASTY },
      },
    ],
    assumptions: [NASTY],
  }
}

/** All states by their names. */
export const STATES: Readonly<Record<string, () => Report>> = {
  ordinary,
  noSession,
  noTrades,
  oneTrade,
  bankruptcy,
  twoCurrencies,
  manyPoints,
  manyTrades,
  nastyNames,
  ...BASIS_STATES,
}
