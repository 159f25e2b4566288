/** Basis trades by script, run through the engine, as reports take them. */

import { concatMap, from } from 'rxjs'
import { z } from 'zod'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import {
  type BondIssue,
  bondOf,
  defineStrategy,
  type FutureInstrument,
  fixedMargin,
  formatDay,
  futureOf,
  type Intent,
  parseDay,
  type Rules,
  type RunRecord,
} from '../../engine/index.ts'
import { foldOver, reportFold } from '../../folds/index.ts'
import type { ReportInput } from '../../reports/summary/input.ts'
import { AUGUST_2024, type BasisRow, basisMarket } from '../fixtures/basis-market.ts'
import { runBook } from '../fixtures/run-book.ts'

/** A note that is in the baskets of December 2017 to June 2018; its coupons fall on 15 May and 15 November. */
export const NOVEMBER_2025: BondIssue = {
  id: 'UST 2.25 2025-11-15 10Y',
  couponPercent: 2.25,
  issued: parseDay('2015-11-16'),
  maturity: parseDay('2025-11-15'),
  firstCoupon: null,
  originalMonths: 120,
}

export const NOTE = bondOf(NOVEMBER_2025)
export const AUGUST = bondOf(AUGUST_2024)
export const DECEMBER = futureOf('ZN', '2017-12')
export const MARCH = futureOf('ZN', '2018-03')
export const JUNE = futureOf('ZN', '2018-06')

const SIFMA = exchangeOf('SIFMA')

/** Sessions of the bond market. */
export const sessionsOf = (first: string, last: string): string[] =>
  SIFMA.sessions(parseDay(first), parseDay(last)).map(formatDay)

const sessionOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

export const reason = { rule: 'test', text: 'as the test has it' }

/** What is answered at the close of a day, given the groups that are open, the oldest first. */
export type Script = Readonly<Record<string, (groups: readonly number[]) => Intent[]>>

export interface BasisRun {
  readonly rows: readonly BasisRow[]
  readonly script: Script
  readonly cash: number
  readonly to?: string
  readonly issues?: readonly BondIssue[]
  readonly rules?: Partial<Rules>
  /** Nothing is lent against bonds. */
  readonly paidInFull?: boolean
}

export const FUNDING: NonNullable<Rules['funding']> = {
  rate: 1.5,
  lender: [{ from: null, value: { haircutPercent: 2, spreadPercent: 0.05, termDays: 1 } }],
  repoLag: 1,
  crossMarginFactor: 1,
  creditLine: null,
}

const BASIS_RULES: Partial<Rules> = {
  fill: 'nextClose',
  slippageTicks: 1,
  commissionPerContract: 1.2,
  margin: fixedMargin(
    { ZN: [{ from: null, value: { future: { initial: 1150, maintenance: 1150 } } }] },
    () => null,
  ),
  funding: FUNDING,
}

export const runBasis = ({
  rows,
  script,
  cash,
  to,
  issues,
  rules = {},
  paidInFull,
}: BasisRun): Promise<RunRecord[]> => {
  const { funding, ...unfunded } = { ...BASIS_RULES, ...rules }
  return runBook({
    market: basisMarket(rows, issues ?? [AUGUST_2024, NOVEMBER_2025]),
    strategy: defineStrategy({
      name: 'scripted',
      about: 'Trades a basis by script.',
      params: z.strictObject({}),
      run: ({ bus }) => {
        bus.read('ZN', 'UST')
        return bus.closes.pipe(
          concatMap(wake =>
            from(script[sessionOf(wake.time)]?.(wake.snapshot.groups.map(({ id }) => id)) ?? []),
          ),
        )
      },
    }),
    from: rows[0]?.day ?? '',
    to: to ?? rows.at(-1)?.day ?? '',
    cash,
    rules: { ...unfunded, ...(funding && !paidInFull ? { funding } : {}) },
  })
}

/** Opens bonds against contracts; `units` of 100 face. */
export const openBasis = (
  tag: string,
  bond: typeof NOTE,
  units: number,
  future: FutureInstrument,
  contracts: number,
): Intent => ({
  kind: 'open',
  tag,
  legs: [
    { instrument: bond, side: 'buy', ratio: units },
    { instrument: future, side: 'sell', ratio: contracts },
  ],
  lots: 1,
  reason,
})

/** The input of a report on a run by these rules. */
export function basisInput(
  records: readonly RunRecord[],
  cash: number,
  rules: Partial<Rules> = {},
): ReportInput {
  const { slippageTicks = 1, commissionPerContract = 1.2, funding = FUNDING } = { ...BASIS_RULES, ...rules }
  const days = records.flatMap(record => (record.kind === 'day' ? [sessionOf(record.time)] : []))
  const [first = '', last = ''] = [days[0], days.at(-1)]
  return {
    name: 'basis',
    strategy: { name: 'scripted', about: 'Trades a basis by script.', params: { product: 'ZN' }, docs: {} },
    run: {
      from: first,
      to: last,
      currency: 'USD',
      zone: 'America/New_York',
      cash,
      equityStart: cash,
      reserve: 0,
      fill: 'nextClose',
      slippageTicks,
      commissionPerContract,
      cashRatePercent: 0,
      marginModel: 'fixed',
      callPolicy: 'fcm',
      callDays: 1,
      oiLagSessions: 1,
      warmup: 500,
      missingSettlement: 'error',
      assignment: 'never',
      funding: {
        rate: funding.rate,
        lender: funding.lender.map(({ from: start, value }) => ({
          from: start,
          haircutPercent: value.haircutPercent ?? 0,
          spreadBp: value.spreadPercent * 100,
          termDays: value.termDays,
        })),
        missingFixing: 'error',
        repoLag: funding.repoLag,
        deliveryMark: funding.deliveryMark ?? 'invoice',
        crossMarginFactor: funding.crossMarginFactor,
        creditLine:
          funding.creditLine === null
            ? null
            : { limit: funding.creditLine.limit / 100, spreadBp: funding.creditLine.spreadPercent * 100 },
      },
      seed: 1,
    },
    provenance: {
      store: 'test',
      kind: 'memory',
      sources: [],
      engine: 'stillhalter test',
      specHash: 'ab'.repeat(32),
      strategyHash: null,
      rerun: 'stillhalter run basis.yaml',
      experiment: {},
    },
    facts: foldOver(reportFold, records),
    sessionOf,
    dataUntil: last,
    rateAtEnd: () => 1,
  }
}

/** Whole prices of 64ths that wander by seed; the bond keeps near its factor times the future. */
export function madeRows(days: readonly string[], random: () => number): BasisRow[] {
  let december = 125.265625
  let spread = 0
  let rich = 0
  return days.map(day => {
    december += Math.round((random() - 0.5) * 48) / 64
    spread += Math.round((random() - 0.5) * 4) / 64
    rich += Math.round((random() - 0.5) * 8) / 64
    const march = december - 0.75 + spread
    const note = 0.776 * december + 0.5 + rich / 4
    const prices: Record<string, number> = {
      [NOTE.id]: Math.round(note * 1e6) / 1e6,
      [AUGUST.id]: Math.round((0.8072 * december + rich / 3) * 1e6) / 1e6,
      ...(day <= '2017-12-19' ? { [DECEMBER.id]: december } : {}),
      ...(day <= '2018-03-20' ? { [MARCH.id]: march } : {}),
      [JUNE.id]: march - 0.5,
    }
    return { day, prices }
  })
}
