/** A basis trade: its profit by names, and its bonds at each close. */

import { type Minor, minor, toAmount } from '../../engine/model/money.ts'
import type { BondRecord, ObservationRecord } from '../../engine/model/record.ts'
import type { Day } from '../../engine/model/time.ts'
import type { TradeFacts } from '../../folds/index.ts'
import { attributeBasis } from '../attribution/attribute-basis.ts'
import { lastTradingDay } from '../attribution/last-trading-day.ts'
import { PROFIT_NAMES, type ProfitName, type ProfitNames } from '../attribution/profit-names.ts'
import type { BasisTrade } from '../schema/basis.ts'
import type { ReportInput } from './input.ts'
import { tidy } from './rates.ts'

/** What the strategy told of the basis of a group that it held, by the group. */
export function basisSeen(input: ReportInput): Map<number, ObservationRecord[]> {
  const seen = new Map<number, ObservationRecord[]>()
  for (const record of input.facts.basis) {
    const { group } = record.values
    if (typeof group !== 'number') continue
    const known = seen.get(group)
    if (known) known.push(record)
    else seen.set(group, [record])
  }
  return seen
}

/** Null for a group without bonds, and for one whose options or assigned futures have no place among the names. */
export function basisTradeOf(
  trade: TradeFacts,
  seen: readonly ObservationRecord[],
  input: ReportInput,
): BasisTrade | null {
  const { currency, cash, open, holdsBonds, holdsOptions } = trade
  if (!holdsBonds || holdsOptions) return null
  const { sessionOf, run } = input
  const steps = trade.steps ?? []
  const names = attributeBasis({
    currency,
    steps,
    cash,
    open,
    seen,
    sessionOf,
    slippageTicks: run.slippageTicks,
    deliveryMark: run.funding?.deliveryMark ?? 'invoice',
  })
  return {
    names: amountsOf(names, currency),
    days: steps.flatMap(step => (step.kind === 'bond' ? [dayOf(step, currency, input)] : [])),
  }
}

/** Names of minor units as amounts of the currency. */
const amountsOf = (names: ProfitNames, currency: string): Record<ProfitName, number> => {
  const amounts = { ...names }
  for (const name of PROFIT_NAMES) amounts[name] = toAmount(minor(names[name]), currency)
  return amounts
}

function dayOf(record: BondRecord, currency: string, input: ReportInput): BasisTrade['days'][number] {
  const { bond, units, unsettled, cleanPrice, accrued, repoPercent, hedges } = record
  const amount = (value: Minor): number => toAmount(value, currency)
  return {
    session: input.sessionOf(record.time),
    bond,
    units,
    unsettled,
    cleanPrice,
    accrued: tidy(accrued),
    value: amount(record.value),
    borrowed: amount(record.borrowed),
    repoPercent,
    grossBasis: grossBasisOf(record),
    hedges: hedges.map(({ future, contracts, price, factor }) => ({ future, contracts, price, factor })),
  }
}

/** Against the future of the most contracts that takes the bond, while it trades. */
function grossBasisOf({ cleanPrice, session, hedges }: BondRecord): number | null {
  const [hedge] = hedges
    .filter(({ future, factor, contracts }) => factor !== null && contracts !== 0 && trades(future, session))
    .sort((a, b) => Math.abs(b.contracts) - Math.abs(a.contracts))
  return hedge && hedge.factor !== null ? tidy(cleanPrice - hedge.factor * hedge.price) : null
}

const trades = (future: string, day: Day): boolean => day <= (lastTradingDay(future) ?? day)
