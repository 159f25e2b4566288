/** Futures: variation margin pays them day by day, until their last session. */

import { DataError } from '../../model/errors.ts'
import { type FutureInstrument, futureOf, inForce } from '../../model/instrument.ts'
import type { Kind } from '../../model/kind.ts'
import { faultOf, requireOnly, text } from '../../model/read-fields.ts'
import { formatDay } from '../../model/time.ts'
import { barPrices } from '../bars/bar-prices.ts'
import { deliveryOf } from './delivery.ts'

const FIELDS = new Set(['kind', 'id', 'product', 'month'])
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export const future: Kind<FutureInstrument> = {
  ...barPrices,
  hasCommission: true,
  isFinanced: false,
  mayBeShort: true,
  read(fields) {
    requireOnly(fields, FIELDS, 'an instrument (future)')
    const month = text(fields, 'month')
    if (!MONTH.test(month)) throw faultOf(fields, 'month', 'must be a month, as in 2009-12')
    return futureOf(text(fields, 'product'), month)
  },
  terms(product, day) {
    if (product.kind !== 'future') throw new DataError('is no future', { value: product.id })
    const { id, currency } = product
    return {
      currency,
      ticks: inForce(product.ticks, day, `tick of ${id}`),
      multiplier: inForce(product.multiplier, day, `multiplier of ${id}`),
      paidUpFront: false,
    }
  },
  accrued: () => 0,
  marginTerms: (_, { product }) => ({ option: null, deliverable: product }),
  // Which of its contracts is asked for makes no difference: rates are by product.
  ventures: (_, { id }, { from }) => [{ day: from, instruments: [futureOf(id, '2000-01')] }],
  lastSession: (facts, { id }) => facts.lastSessionOf(id),
  whyUntradable(facts, slice, { id }) {
    const last = facts.lastSessionOf(id)
    if (last && last.close <= slice.time) return `${id} stopped trading on ${formatDay(last.day)}`
    return slice.bar(id) ? null : `${id} has no price yet`
  },
  whyUnpayable: () => null,
  payment: () => null,
  due: () => [],
  exercisedEarly: () => null,
  delivery: deliveryOf,
}
