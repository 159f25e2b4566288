/** Futures: variation margin pays them day by day, until their last session. */

import type { FutureInstrument } from '../model/instrument.ts'
import type { Kind } from '../model/kind.ts'
import { formatDay } from '../model/time.ts'
import { barPrices } from './bar-prices.ts'

export const future: Kind<FutureInstrument> = {
  ...barPrices,
  hasCommission: true,
  lastSession: (facts, { id }) => facts.lastSessionOf(id),
  whyUntradable(facts, slice, { id }) {
    const last = facts.lastSessionOf(id)
    if (last && last.close <= slice.time) return `${id} stopped trading on ${formatDay(last.day)}`
    return slice.bar(id) ? null : `${id} has no price yet`
  },
  whyUnpayable: () => null,
  payment: () => null,
}
