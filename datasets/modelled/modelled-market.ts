/** A market whose option premiums are modelled over real bars of an index: for series that have no option data. */

import { DataError } from '../../engine/model/errors.ts'
import { type IndexProduct, type OptionProduct, productIdOf } from '../../engine/model/instrument.ts'
import type { Market } from '../../engine/model/market.ts'
import { listingOf } from './listing.ts'
import { modelledProduct } from './modelled-product.ts'
import type { ModelledTerms } from './modelled-terms.ts'
import { notesOf } from './notes.ts'
import { readModelled } from './read-modelled.ts'

/**
 * The market with one option product more: options on an index of it, settled in cash at the index's close,
 * with monthly expiries on the index's own sessions. Everything else is as in `base`; the provenance says that
 * premiums are modelled.
 *
 * Premiums are Black-76 in points, the session's close as the forward, without interest, or American values where the
 * terms state one, at the volatility that the terms name, and exist at the close of a session only: an order of session t fills at what t+1's close is modelled
 * at, also under `fill: nextOpen`. Nothing of a session is used before its close. A session has no chain when the
 * index has no bar in it or the volatility is not known yet. Series state no settlement price,
 * since that would tell the future: the index's close of the last session settles them.
 *
 * Throws a DataError when the underlying is no index of the market or the product's id is taken.
 *
 * @example modelledMarket(await openStore('sp500'), modelledTermsSchema.parse({
 *   product: 'SPM', underlying: 'SPX500', multiplier: 100, volatility: { realised: { length: 20, factor: 1.1 } },
 * }))
 */
export function modelledMarket(base: Market, terms: ModelledTerms): Market {
  const index = indexOf(base, terms)
  const zone = base.zoneOf(index.id)
  refuseTaken(base, terms.product)
  if ('instrument' in terms.volatility) {
    const { instrument } = terms.volatility
    at('volatility.instrument', instrument, () => base.product(productIdOf(instrument)))
  }
  // Names of an underlying mean the options on it, unless the market has options on it of its own.
  const aliases = knows(() => base.option(index.id)) ? [] : [index.id]
  const product: OptionProduct = { ...modelledProduct(terms, index, zone), aliases }
  const names = [product.id, ...aliases].map(plain)
  const listing = listingOf(terms, base.sessions(index.id))
  return {
    provenance: { ...base.provenance, kind: 'modelled', notes: notesOf(terms, base.provenance) },
    product: id => (id === product.id ? product : orModelled(product.id, () => base.product(id))),
    option: name => (names.includes(plain(name)) ? product : orModelled(product.id, () => base.option(name))),
    sessions: id => base.sessions(id === product.id ? index.id : id),
    zoneOf: id => base.zoneOf(id === product.id ? index.id : id),
    series: id => (id === product.id ? listing.series : base.series(id)),
    lastSessionOf: instrument => base.lastSessionOf(instrument),
    read: (needs, after, until) =>
      needs.chains.includes(product.id)
        ? readModelled(base, terms, listing, needs, after, until)
        : base.read(needs, after, until),
  }
}

/** Names are compared as everywhere: without case, spaces and punctuation. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function indexOf(base: Market, { underlying }: ModelledTerms): IndexProduct {
  const product = at('underlying', underlying, () => base.product(underlying))
  if (product.kind !== 'index') {
    throw new DataError(
      `is a product of the kind ${product.kind}; options are modelled on an index: name one whose bars the market has`,
      { field: 'data.modelled.underlying', value: underlying },
    )
  }
  if (base.sessions(underlying).length === 0) {
    throw new DataError('the index has no session in the market; import its bars first', {
      field: 'data.modelled.underlying',
      value: underlying,
    })
  }
  return product
}

function refuseTaken(base: Market, id: string): void {
  if (!knows(() => base.product(id)) && !knows(() => base.option(id))) return
  throw new DataError('the market has a product of that name already; choose another', {
    field: 'data.modelled.product',
    value: id,
  })
}

function knows(find: () => unknown): boolean {
  try {
    find()
    return true
  } catch (error) {
    if (error instanceof DataError) return false
    throw error
  }
}

/** What the market says of a name that it does not know, with the key of the terms that holds the name. */
function at<T>(field: string, value: string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(error.reason, { field: `data.modelled.${field}`, value })
  }
}

/** The market's own answer; an error of it says that there is one product more. */
function orModelled<T>(id: string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(`${error.reason}; ${id} is modelled`, error.place)
  }
}
