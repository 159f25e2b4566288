/** A made-up report around days and trades; every part of it can be replaced. */

import { REPORT_SCHEMA, type Report, type Trade } from '../../../reports/schema/report.ts'
import { cents, chance } from './chance.ts'

/** What a report is made of. */
export interface Wish {
  readonly sessions: readonly string[]
  readonly trades: readonly Trade[]
  readonly seed: number
  readonly zones: boolean
}

export function madeReport({ sessions, trades, seed, zones }: Wish): Report {
  const days = madeDays(sessions, chance(seed), trades.length > 0)
  const equityEnd = days.equity.at(-1) ?? 100_000
  return {
    schema: REPORT_SCHEMA,
    name: `made-${seed}`,
    strategy: {
      name: 'oi-zone-strangle',
      about: 'Writes a call and a put at the edges of zones.',
      params: {
        product: 'OG',
        stopMult: 2,
        stopPoints: null,
        callRule: { anchor: 'near', steps: 0 },
        reentry: false,
      },
      docs: {
        product: 'option product',
        stopMult: 'stop as a multiple of the credit',
        stopPoints: 'stop in points',
      },
    },
    run: {
      from: sessions[0]?.slice(0, 10) ?? '2009-01-02',
      to: sessions.at(-1)?.slice(0, 10) ?? '2009-01-02',
      firstSession: sessions[0] ?? null,
      lastSession: sessions.at(-1) ?? null,
      sessions: sessions.length,
      currency: 'USD',
      zone: 'America/New_York',
      cash: 100_000,
      equityStart: 100_000,
      reserve: 5_000,
      fill: 'nextOpen',
      slippageTicks: 1,
      commissionPerContract: 2.5,
      cashRatePercent: 0,
      marginModel: 'fixed',
      callPolicy: 'fcm',
      callDays: 1,
      oiLagSessions: 1,
      warmup: 500,
      missingSettlement: 'error',
      assignment: 'never',
      seed,
    },
    provenance: {
      store: 'made',
      kind: 'synthetic',
      sources: [{ name: 'generator', sha256: '', licence: 'MIT' }],
      engine: 'stillhalter 0.1.0',
      specHash: 'ab'.repeat(32),
      strategyHash: null,
      rerun: 'stillhalter run made.yaml',
      experiment: { name: 'made', fill: 'nextOpen' },
    },
    sentence:
      trades.length === 0
        ? 'No trade was made.'
        : `${trades.length} trades gained USD 12345.60; the account fell by at most 12.3 %, and margin took at most 45.6 % of it.`,
    headline: headlineOf(equityEnd, trades),
    findings: [],
    days,
    zones: zones ? madeZones(sessions, chance(seed + 1)) : null,
    months: monthsOf(days),
    trades: [...trades],
    calls: [],
    marginModels: [],
    refusals: [],
    assumptions: ['Orders fill in the session after the decision.'],
  }
}

function madeDays(sessions: readonly string[], random: () => number, active: boolean): Report['days'] {
  let equity = 100_000
  let peak = equity
  const rows = sessions.map(() => {
    if (active)
      equity = cents(
        Math.max(20_000, equity * (1 + (random() - 0.495) * (sessions.length > 5000 ? 0.001 : 0.02))),
      )
    peak = Math.max(peak, equity)
    const initial = active ? cents(equity * (0.2 + random() * 0.3)) : 0
    return { equity, initial, drawdown: 1 - equity / peak }
  })
  return {
    session: [...sessions],
    equity: rows.map(row => row.equity),
    cash: rows.map(row => row.equity),
    initial: rows.map(row => row.initial),
    maintenance: rows.map(row => cents(row.initial * 0.8)),
    premiumIncluded: rows.map(() => 0),
    scenario: null,
    drawdown: rows.map(row => row.drawdown),
    deposit: rows.map(() => 0),
  }
}

function headlineOf(equityEnd: number, trades: readonly Trade[]): Report['headline'] {
  const some = trades.length > 0
  const number = (value: number): number | null => (some ? value : null)
  return {
    equityEnd,
    profit: cents(equityEnd - 100_000),
    totalReturn: equityEnd / 100_000 - 1,
    cagr: 0.1234,
    annualVol: 0.2346,
    sharpeAnnual: number(1.234),
    sortinoAnnual: number(2.345),
    maxDrawdown: 0.3456,
    maxDrawdownFrom: some ? '2009-02-03' : null,
    maxDrawdownTo: some ? '2009-03-04' : null,
    longestUnderwaterSessions: number(77),
    calmar: number(-0.567),
    esHistorical95: number(0.0321),
    probSharpeVs0: number(0.876),
    trades: trades.length,
    winShare: number(0.789),
    profitFactor: number(1.91),
    averageHoldingDays: number(26.68),
    commission: 6012.5,
    interest: -12.34,
    peakMarginShare: number(0.577),
    peakMarginSession: some ? '2009-04-05' : null,
    averageMarginShare: number(0.331),
    openingMarginShare: number(0.505),
    marginCalls: 0,
    stops: 4,
    assignments: 3,
    expiredWorthless: 41,
    refusals: 1510,
    bankrupt: false,
  }
}

function madeZones(sessions: readonly string[], random: () => number): NonNullable<Report['zones']> {
  let price = 1000
  const rows = sessions.map((_, i) => {
    price = Number((price * (1 + (random() - 0.5) * 0.01)).toFixed(1))
    const base = Math.round(price / 50) * 50 + (i % 40 < 20 ? 0 : 25)
    return { price: i % 97 === 96 ? null : price, call: i % 61 === 60 ? null : base + 75, put: base - 100 }
  })
  const up = (by: number) => rows.map(row => (row.call === null ? null : row.call + by))
  return {
    session: [...sessions],
    expiry: sessions.map(session => `${session.slice(0, 7)}-25`),
    underlying: rows.map(row => row.price),
    callLower: up(0),
    callUpper: up(50),
    callPeak: up(25),
    putLower: rows.map(row => row.put),
    putUpper: rows.map(row => row.put + 25),
    putPeak: rows.map(row => row.put),
  }
}

function monthsOf({ session, equity }: Report['days']): Report['months'] {
  const last = new Map(session.map((day, i) => [day.slice(0, 7), equity[i] ?? 0]))
  let before = 100_000
  return [...last].map(([month, value]) => {
    const row = { month, profit: cents(value - before), return: value / before - 1 }
    before = value
    return row
  })
}
