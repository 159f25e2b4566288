/** Runs a recorder over a market: each session's close, and whether a regime holds at it. */

import {
  type Day,
  type MarginModel,
  type Market,
  minor,
  productIdOf,
  requireEnd,
  run,
} from '../../../engine/index.ts'
import type { Regime } from '../../../strategies/index.ts'
import { SESSION, sessionRecorder } from './session-recorder.ts'

export interface SessionsRequest {
  readonly market: Market
  /** Index, or one contract of a future, whose closes are recorded. */
  readonly of: string
  readonly regime: Regime
  /** First and last session, both inclusive; null = all that the market has. */
  readonly from: Day | null
  readonly to: Day | null
}

/** One session as it was seen at its close. */
export interface SessionSeen {
  readonly time: number
  readonly close: number
  /** Null = not known. */
  readonly inside: number | null
}

/** Every session of the instrument that has a close, ascending. Throws what `run` throws. */
export async function recordSessions({
  market,
  of,
  regime,
  from,
  to,
}: SessionsRequest): Promise<SessionSeen[]> {
  const product = market.product(productIdOf(of))
  const calendar = market.sessions(product.id)
  const seen: SessionSeen[] = []
  const { accounts } = await run({
    market,
    accounts: [
      {
        strategy: sessionRecorder(of, regime),
        params: {},
        from: from ?? calendar[0]?.day ?? 0,
        to: to ?? calendar[calendar.length - 1]?.day ?? 0,
        warmup: 'length' in regime ? (regime.length ?? 0) + 1 : 1,
        oiLagSessions: 1,
        terms: { currency: product.currency, cash: minor(1), cashRatePercent: 0 },
        reserve: minor(0),
        rules: {
          fill: 'nextOpen',
          slippageTicks: 0,
          commissionPerContract: 0,
          margin: NO_MARGIN,
          callPolicy: 'fcm',
          callDays: 1,
          missingSettlement: 'error',
          fx: { [currencyOf(regime, market)]: 1 },
        },
        record(record) {
          if (record.kind !== 'observation' || record.name !== SESSION) return
          const { close, inside } = record.values
          seen.push({ time: record.time, close: Number(close), inside: numberOf(inside) })
        },
      },
    ],
  })
  requireEnd(accounts[0])
  return seen
}

/** Of what the regime looks at. A run asks for a rate of it, though nothing is traded. */
const currencyOf = (regime: Regime, market: Market): string =>
  regime.kind === 'ratioTrend'
    ? market.option(regime.product).currency
    : market.product(productIdOf(regime.of)).currency

/** Nothing is ever held. */
const NO_MARGIN: MarginModel = { name: 'none', looksAtVolatility: false, requirement: () => [] }

const numberOf = (value: number | string | null | undefined): number | null =>
  typeof value === 'number' ? value : null
