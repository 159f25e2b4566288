/** Facts of the market by the key the engine asks with, computed once. */

import { DataError, invariant } from '../model/errors.ts'
import type { Instrument, Product } from '../model/instrument.ts'
import { type Contract, type Kind, type KindFacts, type Kinds, kindOfProduct } from '../model/kind.ts'
import {
  beforehand,
  type Market,
  type Series,
  type Session,
  sessionAt,
  sessionIndexAt,
} from '../model/market.ts'
import type { Slice } from '../model/slice.ts'
import { type Day, type EpochMs, formatDay } from '../model/time.ts'
import { frozenFacts } from './frozen-facts.ts'
import { memo } from './memo.ts'

export interface Lookup extends KindFacts {
  /** Its facts are frozen. */
  readonly market: Market
  /** The id of a product by its id, or by an alias of an option. */
  idOf(name: string): string
  readonly kinds: Kinds
  kindOf(instrument: Instrument): Kind
  /** The kind of what a product lists; null for an index, which is never traded. */
  kindOfProduct(id: string): Kind | null
  /** Terms of a series or a contract in a slice; a chain's own multiplier wins over the product's. */
  terms(slice: Slice, instrument: Instrument): Contract
  /** One of them. */
  knownBeforehand(product: string, expiry: Day): Series | undefined
  /** Sessions that ended after `since` up to and including the one of `time`. */
  sessionsSince(product: string, since: EpochMs, time: EpochMs): number
  /** The session of the next slice after `time`: its own while that has not ended, else the next; null beyond the calendar. */
  nextSession(product: string, time: EpochMs): Session | null
  /** The close of the n-th session after the one of `time`. */
  closeAfter(product: string, time: EpochMs, sessions: number): EpochMs
}

/** `kinds` are what its instruments do. */
export function lookup(source: Market, kinds: Kinds): Lookup {
  const market = frozenFacts(source)
  const { product, sessions } = market
  const kindOf = (instrument: Instrument): Kind => {
    const kind = kinds[instrument.kind]
    invariant(kind !== undefined, () => `${instrument.kind} is a kind of instrument`)
    return kind
  }
  const session = latestSessions(sessions)
  const terms = latestTerms(product, kindOf)
  const byExpiry = memo(id => expiriesOf(market.series(id)))
  const seriesBeforehand = memo(id => Object.freeze(market.series(id).map(beforehand)))
  const byExpiryBeforehand = memo(id => expiriesOf(seriesBeforehand(id)))
  const series = (id: string, expiry: Day): Series | undefined => byExpiry(id).get(expiry)
  const findProduct = (id: string): Product | null => (sessions(id).length > 0 ? product(id) : null)

  const sessionAfter = (id: string, time: EpochMs, count: number): Session | null => {
    const list = sessions(id)
    return list[sessionIndexAt(list, time) + count] ?? null
  }

  return {
    market,
    product,
    idOf: memo((name: string) => (sessions(name).length > 0 ? name : market.option(name).id)),
    optionProduct(id) {
      const found = product(id)
      invariant(found.kind === 'option', () => `${id} is an option product`)
      return found
    },
    findProduct,
    terms(slice, instrument) {
      const base = terms(instrument, session(instrument.product, slice.time).day)
      const own = base.kind.row(slice, instrument)?.multiplier ?? Number.NaN
      return Number.isNaN(own) ? base : { ...base, multiplier: own }
    },
    kinds,
    kindOf,
    kindOfProduct: id => kindOfProduct(product(id), kinds),
    lastSessionOf: market.lastSessionOf,
    series,
    seriesBeforehand,
    knownBeforehand: (id, expiry) => byExpiryBeforehand(id).get(expiry),
    listed(id, expiry) {
      const found = series(id, expiry)
      if (!found)
        throw new DataError('the market lists no such expiry', { field: id, value: formatDay(expiry) })
      return found
    },
    session,
    sessionsSince: (id, since, time) =>
      sessionIndexAt(sessions(id), time) - sessionIndexAt(sessions(id), since),
    nextSession(id, time) {
      const list = sessions(id)
      return list[sessionIndexAt(list, time + 1)] ?? null
    },
    sessionAfter,
    closeAfter(id, time, count) {
      const list = sessions(id)
      const last = list[list.length - 1]
      return (list[sessionIndexAt(list, time) + count] ?? last)?.close ?? time
    },
  }
}

const expiriesOf = (series: readonly Series[]): ReadonlyMap<Day, Series> =>
  new Map(series.map(one => [one.expiry, one]))

/** Sessions by product and instant; one that was just asked about is mostly asked about again. */
function latestSessions(sessions: Market['sessions']): Lookup['session'] {
  const latest = new Map<string, { readonly after: EpochMs; readonly session: Session }>()
  return (product, time) => {
    const known = latest.get(product)
    if (known && time > known.after && time <= known.session.close) return known.session
    const list = sessions(product)
    const session = sessionAt(list, time)
    const after = list[sessionIndexAt(list, time) - 1]?.close ?? Number.NEGATIVE_INFINITY
    latest.set(product, { after, session })
    return session
  }
}

/** Terms by product and day, likewise. */
function latestTerms(
  product: Market['product'],
  kindOf: Lookup['kindOf'],
): (instrument: Instrument, day: Day) => Contract {
  const latest = new Map<string, { readonly day: Day; readonly terms: Contract }>()
  return (instrument, day) => {
    const { product: id } = instrument
    const known = latest.get(id)
    if (known?.day === day) return known.terms
    const kind = kindOf(instrument)
    const terms = { ...kind.terms(product(id), day), kind }
    latest.set(id, { day, terms })
    return terms
  }
}
