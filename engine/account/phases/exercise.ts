/** Phase 3, after the marks: short American options that their holders exercise before expiry. */

import { exerciseStyleOf } from '../../calendar/exercise-style.ts'
import { type OptionInstrument, optionOf } from '../../model/instrument.ts'
import type { Series } from '../../model/market.ts'
import { endOf, latestPrice, type Slice } from '../../model/slice.ts'
import { impliedVol } from '../../pricing/options/implied-vol.ts'
import type { Account } from '../account.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { intrinsicOf } from '../ledger/legs.ts'
import { hasEnded } from './end-futures.ts'
import { withdrawEmptied } from './withdraw.ts'

/** Asks the assignment model at the end of each session about every short option that has not ended with it. */
export function assignEarly(account: Account, slice: Slice): void {
  if (slice.closes.length === 0 || !account.rules.assignment) return
  for (const group of [...account.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      const { instrument } = leg
      if (instrument.kind === 'option' && leg.quantity < 0 && endOf(slice, instrument.product))
        askHolders(account, slice, group, leg, instrument)
    }
  }
}

function askHolders(
  account: Account,
  slice: Slice,
  group: Group,
  leg: HeldLeg,
  option: OptionInstrument,
): void {
  const product = account.facts.optionProduct(option.product)
  const series = account.facts.listed(option.product, option.expiry)
  const { day } = account.facts.session(option.product, slice.time)
  const bar = slice.bar(series.underlying)
  const current = bar !== null && account.facts.session(option.product, bar.time).day === day
  const price = current ? latestPrice(slice, series.underlying) : null
  const style = exerciseStyleOf(product, series.lastSession.day)
  if (style !== 'american' || price === null || series.lastSession.close <= slice.time) return
  const years = (series.lastSession.day - day) / 365
  const asked =
    account.rules.assignment?.assigned({
      instrument: option,
      quantity: -leg.quantity,
      day,
      yearsToExpiry: years,
      underlyingPrice: price,
      optionPrice: leg.markedAt === slice.time ? leg.mark : null,
      settlement: product.settlement.kind,
      sigma: volatilityOf(account, slice, option, price, years),
    }) ?? 0
  const contracts = Math.min(asked, -leg.quantity)
  if (contracts > 0) exercise(account, slice, group, leg, option, series, contracts, price)
}

/** The option of the other side at the same strike tells it: the one in the money hides it in its intrinsic value. */
function volatilityOf(
  account: Account,
  slice: Slice,
  option: OptionInstrument,
  forward: number,
  years: number,
): number | null {
  const right = option.right === 'call' ? 'put' : 'call'
  const { strike } = option
  const other = optionOf(option.product, option.expiry, right, strike)
  const price = account.facts.kindOf(other).mark(slice, other)?.price ?? null
  if (price === null || years <= 0 || forward <= 0 || strike <= 0) return null
  return impliedVol({ model: 'black76', right, forward, strike, years, price }).sigma
}

function exercise(
  account: Account,
  slice: Slice,
  group: Group,
  leg: HeldLeg,
  option: OptionInstrument,
  series: Series,
  contracts: number,
  price: number,
): void {
  const { time } = slice
  const future =
    account.facts.optionProduct(option.product).settlement.kind === 'future' &&
    !hasEnded(account, slice, series.underlying)
  const delivery = future
    ? account.portfolio.assign(group, leg, series.underlying, price, time, contracts)
    : null
  if (!future) account.portfolio.expire(group, leg, intrinsicOf(option, price), time, contracts)
  account.record({
    kind: 'expiry',
    time,
    group: group.id,
    instrument: option.id,
    quantity: -contracts,
    outcome: future ? 'assigned' : 'cash',
    settlement: price,
    source: 'underlying',
    early: false,
    beforeExpiry: true,
    delivers: delivery?.instrument.id ?? null,
  })
  withdrawEmptied(account, time, group, `${option.id} was exercised`)
}
