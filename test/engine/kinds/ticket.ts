/** A kind that only the tests know: a ticket pays a stated sum if an index ends its last session above a level. */

import { barPrices } from '../../../engine/kinds/bars/bar-prices.ts'
import { DataError, invariant } from '../../../engine/model/errors.ts'
import type { ExchangeId } from '../../../engine/model/instrument.ts'
import type { Due, Kind, KindFacts } from '../../../engine/model/kind.ts'
import type { Session } from '../../../engine/model/market.ts'
import { finite, requireOnly, text, whole } from '../../../engine/model/read-fields.ts'
import { latestPrice } from '../../../engine/model/slice.ts'
import { type Day, formatDay, MS_PER_DAY } from '../../../engine/model/time.ts'

export interface TicketProduct {
  readonly kind: 'ticket'
  readonly id: string
  readonly name: string
  readonly exchange: ExchangeId
  readonly currency: string
  readonly index: string
  readonly pays: number
}

export interface TicketInstrument {
  readonly kind: 'ticket'
  readonly id: string
  readonly product: string
  readonly level: number
  readonly ends: Day
}

declare module '../../../engine/model/instrument.ts' {
  interface Products {
    readonly ticket: TicketProduct
  }
  interface Instruments {
    readonly ticket: TicketInstrument
  }
}

export const ticketOf = (product: string, level: number, ends: Day): TicketInstrument =>
  Object.freeze({ kind: 'ticket', id: `${product} ${level} ${formatDay(ends)}`, product, level, ends })

const FIELDS = new Set(['kind', 'id', 'product', 'level', 'ends'])

export const ticket: Kind<TicketInstrument> = {
  ...barPrices,
  priceLeast: 0,
  hasCommission: true,
  isFinanced: false,
  mayBeShort: false,
  read(fields) {
    requireOnly(fields, FIELDS, 'an instrument (ticket)')
    return ticketOf(text(fields, 'product'), finite(fields, 'level'), whole(fields, 'ends'))
  },
  terms: ({ currency }) => ({
    currency,
    multiplier: 1,
    ticks: [{ below: null, tick: 0.5 }],
    paidUpFront: true,
  }),
  accrued: () => 0,
  marginTerms: () => ({ option: null, deliverable: null }),
  ventures: () => [],
  lastSession,
  whyUntradable(facts, slice, instrument) {
    const over = (lastSession(facts, instrument)?.close ?? 0) <= slice.time
    return over ? `${instrument.id} is over` : null
  },
  whyUnpayable: () => null,
  payment: () => null,
  due(facts, slice, instrument): readonly Due[] {
    const product = facts.product(instrument.product)
    invariant(product.kind === 'ticket', `${product.id} is a ticket`)
    if (lastSession(facts, instrument)?.close !== slice.time) return []
    const settlement = latestPrice(slice, product.index)
    if (settlement === null)
      throw new DataError('the index has no price', { field: 'settlement', value: product.index })
    const wins = settlement > instrument.level
    const ending = { settlement, source: 'underlying', delivers: null, early: false } as const
    return [
      {
        kind: 'expiry',
        ending: { ...ending, outcome: wins ? 'cash' : 'worthless', worth: wins ? product.pays : 0 },
      },
    ]
  },
  exercisedEarly: () => null,
  delivery: () => null,
}

function lastSession(facts: KindFacts, { product, ends }: TicketInstrument): Session {
  return facts.session(product, ends * MS_PER_DAY)
}
