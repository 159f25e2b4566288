/** The facts of a modelled option product. */

import type { Dated, IndexProduct, OptionProduct } from '../../engine/model/instrument.ts'
import type { ModelledTerms } from './modelled-terms.ts'

const always = <T>(value: T): readonly Dated<T>[] => [{ from: null, value }]

/** Options on the index, European unless the terms say otherwise, settled in cash at its close of the last session, premium paid up front. */
export const modelledProduct = (terms: ModelledTerms, index: IndexProduct, zone: string): OptionProduct => ({
  kind: 'option',
  id: terms.product,
  name: terms.name ?? `Modelled options on ${index.name}`,
  aliases: [],
  exchange: index.exchange,
  currency: index.currency,
  multiplier: always(terms.multiplier),
  point: terms.point,
  ticks: always([{ below: null, tick: terms.tick }]),
  exercise: always(terms.american ? 'american' : 'european'),
  settlement: { kind: 'cash', index: index.id, final: 'close' },
  premium: always('upFront'),
  // The market lists the series itself; the time of day is not asked for, since a session ends as its index's does.
  expiry: always({ rule: 'listed', time: '16:00', zone }),
  exercisedAtTheMoney: { call: false, put: false },
  sizeFactor: 1,
})
