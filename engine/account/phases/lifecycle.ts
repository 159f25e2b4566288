/** Phase 2: what is due, unconditionally: deliveries of assigned futures, then expiries. */

import { DataError } from '../../model/errors.ts'
import type { OptionInstrument } from '../../model/instrument.ts'
import type { Series } from '../../model/market.ts'
import type { ExpiryRecord } from '../../model/record.ts'
import { endOf, priceOf, type Slice } from '../../model/slice.ts'
import { formatDay } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { outcomeOf } from '../execution/settle.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { intrinsicOf } from '../ledger/legs.ts'
import { settleBonds } from './bonds.ts'
import { hasEnded } from './end-futures.ts'
import { withdrawEmptied } from './withdraw.ts'

export function settleDue(account: Account, slice: Slice): void {
  deliverAssigned(account, slice)
  settleBonds(account, slice)
  for (const series of slice.expiring) {
    for (const group of [...account.portfolio.groups()]) {
      for (const leg of [...group.legs.values()]) {
        const { instrument } = leg
        if (instrument.kind !== 'option' || instrument.product !== series.product) continue
        if (instrument.expiry === series.expiry) expire(account, slice, series, group, leg, instrument)
      }
    }
  }
}

/** A future appears on the first session after its option was assigned. */
function deliverAssigned(account: Account, slice: Slice): void {
  for (const delivery of [...account.portfolio.deliveries()]) {
    if (!endOf(slice, delivery.instrument.product) || slice.time <= delivery.expiredAt) continue
    account.portfolio.deliver(delivery, slice.time)
    account.record({
      kind: 'assignment',
      time: slice.time,
      group: delivery.group,
      instrument: delivery.instrument.id,
      quantity: delivery.quantity,
      price: delivery.strike,
    })
  }
}

function expire(
  account: Account,
  slice: Slice,
  series: Series,
  group: Group,
  leg: HeldLeg,
  option: OptionInstrument,
): void {
  const product = account.facts.optionProduct(series.product)
  const { price, source } = settlementOf(account, slice, series, option)
  const exercised = outcomeOf(option, product, price)
  // A future that stops trading with its option, as quarterly index options have it, is worth the difference in cash.
  const outcome = exercised === 'assigned' && hasEnded(account, slice, series.underlying) ? 'cash' : exercised
  const { quantity } = leg
  const delivery =
    outcome === 'assigned' ? account.portfolio.assign(group, leg, series.underlying, price, slice.time) : null
  if (!delivery) {
    account.portfolio.expire(group, leg, outcome === 'worthless' ? 0 : intrinsicOf(option, price), slice.time)
  }
  account.record({
    kind: 'expiry',
    time: slice.time,
    group: group.id,
    instrument: option.id,
    quantity,
    outcome,
    settlement: price,
    source,
    early: series.lastSession.day < series.expiry,
    beforeExpiry: false,
    delivers: delivery?.instrument.id ?? null,
  })
  withdrawEmptied(account, slice.time, group, `${option.id} expired`)
}

/** The exchange's final price; else the underlying's own session, which is the rule for a delivered future, and for cash on an index's close. */
function settlementOf(
  account: Account,
  slice: Slice,
  series: Series,
  option: OptionInstrument,
): { price: number; source: ExpiryRecord['source'] } {
  const { settlement: stated } = account.facts.listed(series.product, series.expiry)
  if (stated !== null) return { price: stated, source: 'final' }
  const bar = slice.bar(series.underlying)
  const today = bar !== null && bar.time === slice.time
  const { settlement } = account.facts.optionProduct(series.product)
  const byRule = settlement.kind === 'future' || settlement.final === 'close'
  if (bar && today && (byRule || account.rules.missingSettlement === 'underlying')) {
    return { price: priceOf(bar), source: byRule ? 'underlying' : 'underlyingInstead' }
  }
  if (bar && account.rules.missingSettlement === 'underlying')
    return { price: priceOf(bar), source: 'underlyingEarlier' }
  throw new DataError(
    `there is no settlement for ${option.id} on ${formatDay(series.lastSession.day)}; import the missing session, or set missingSettlement: underlying to take the price of ${series.underlying}`,
    { field: 'settlement', value: option.id },
  )
}
