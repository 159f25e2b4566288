/** A market whose option premiums are modelled over real bars of an index: for series that have no option data. */

import { DataError } from '../../engine/model/errors.ts'
import {
  type Dated,
  type IndexProduct,
  type OptionProduct,
  productIdOf,
} from '../../engine/model/instrument.ts'
import type { Market, Provenance } from '../../engine/model/market.ts'
import { listingOf } from './listing.ts'
import type { ModelledTerms } from './modelled-terms.ts'
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

const always = <T>(value: T): readonly Dated<T>[] => [{ from: null, value }]

/** Options on the index, European unless the terms say otherwise, settled in cash at its close of the last session, premium paid up front. */
const modelledProduct = (terms: ModelledTerms, index: IndexProduct, zone: string): OptionProduct => ({
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

/** The gravest first; what the market below says of itself comes last. */
const notesOf = (terms: ModelledTerms, base: Provenance): string[] => [
  `Premiums of ${terms.product} are modelled by ${modelOf(terms)} at ${sourceOf(terms)}, not observed: profits are what the model says, not what anybody was paid.`,
  `Modelled quotes exist only at the close of a session, ${spreadOf(terms)} on either side of the model's price: an order for the next open, too, fills at what the next session's close is modelled at, and whatever its size. ${interestOf(terms)}`,
  ...(base.kind === 'synthetic' ? [`${terms.underlying} itself comes from a seeded generator.`] : []),
  ...(base.notes ?? []),
]

const modelOf = ({ american }: ModelledTerms): string =>
  american ? 'the value of American options' : 'Black-76'

const interestOf = ({ american, underlying }: ModelledTerms): string =>
  american
    ? `The spot price is the close of ${underlying}, which yields ${american.yieldPercent} % a year where money earns ${american.ratePercent} %.`
    : `The forward is the close of ${underlying}; interest and dividends are left out.`

function sourceOf({ volatility, underlying, skew }: ModelledTerms): string {
  const tilt = skew === 0 ? '' : `, tilted by ${skew} per 1.00 of ln(strike / price)`
  if ('constant' in volatility)
    return `a constant volatility of ${percent(volatility.constant)} a year${tilt}`
  if ('realised' in volatility) {
    const { length, factor } = volatility.realised
    return `${times(factor)}the volatility realised by ${underlying} in its last ${length} returns${tilt}`
  }
  return `${times(volatility.factor)}the last close of ${volatility.instrument} as volatility${tilt}`
}

const times = (factor: number): string => (factor === 1 ? '' : `${factor} times `)

function spreadOf({ spread: { ticks, share }, tick }: ModelledTerms): string {
  const least = `${ticks} ${ticks === 1 ? 'tick' : 'ticks'} of ${tick}`
  return share === 0 ? least : `${percent(share)} of the premium or ${least}, whichever is more,`
}

/** Without the dust of binary fractions. */
const percent = (share: number): string => `${Number((100 * share).toFixed(6))} %`
