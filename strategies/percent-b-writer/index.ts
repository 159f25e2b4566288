/** `percent-b-writer`: writes puts and calls when %B turns, with a trailing stop on the underlying. */

import { concatMap, distinctUntilChanged, merge } from 'rxjs'
import { type OptionProduct, type Right, underlyingProductOf } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Intent, LevelStop, OpenIntent } from '../../engine/model/order.ts'
import type { Signal } from '../../engine/model/signal.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import { defineStrategy, type MarketFacts, type Wake } from '../../engine/model/strategy.ts'
import { type PricedExpiry, pricedExpiry } from '../chain/priced-option.ts'
import { minus, plus, returnSd, sd, times } from '../indicators/index.ts'
import { type Chart, chartOf, type Reading, readChart, sideToWrite, signalsOf } from '../percent-b/chart.ts'
import { earlyExit } from '../rules/early-exits.ts'
import { holdsRight, isLeavingNow, nextTag, openGroups, writtenOf } from '../rules/groups.ts'
import { lotsOf } from '../rules/lots.ts'
import { inPrices } from '../rules/risk-params.ts'
import { inExpiryWeek, isWithinDays, lastBeforeExpiryWeek } from '../rules/window.ts'
import { chooseOption, type Writing } from './entry.ts'
import { counterExit } from './exits.ts'
import { type PercentBWriterParams, percentBWriterParams } from './params.ts'

export const percentBWriter = defineStrategy({
  name: 'percent-b-writer',
  about: 'Writes a put or a call when %B crosses its average from an extreme, with a trailing stop.',
  params: percentBWriterParams,
  run: ({ bus, signal, market, params }) => {
    const product = market.option(params.product)
    const underlyings = [...new Set(market.series(product.id).map(series => series.underlying))]
    const pictures = new Map(
      underlyings.map(id => [id, pictureOf(signal.close(id, { every: 'session' }), params)]),
    )
    for (const { chart, levels } of pictures.values()) {
      const { deviation, stop } = levels
      bus.compute(...signalsOf(chart), deviation, ...(stop ? [stop.put, stop.call] : []))
    }
    const desk = deskOf(product, market, pictures, inPrices(params, product.point))
    // A chain that ends a session arrives on both streams, as one wake.
    return merge(bus.chains(params.product), bus.closes).pipe(
      distinctUntilChanged(),
      concatMap(wake => desk.answer(wake)),
    )
  },
})

/** What is watched of one underlying. */
interface Picture {
  readonly chart: Chart
  readonly levels: Levels
}

const pictureOf = (close: Signal, params: PercentBWriterParams): Picture => ({
  chart: chartOf(close, params),
  levels: levelsOf(close, params),
})

interface Desk {
  answer(wake: Wake): Intent[]
}

/** What it remembers is whether the underlying has closed since the last chain. */
function deskOf(
  product: OptionProduct,
  market: MarketFacts,
  pictures: ReadonlyMap<string, Picture>,
  params: PercentBWriterParams,
): Desk {
  const underlying = underlyingProductOf(product)
  const sessions = market.sessions(product.id)
  const listed = new Map(market.series(product.id).map(series => [series.expiry, series]))
  const terms = params.interest ? { product, interest: params.interest } : null
  let unseen = false

  /** B6 in the deck's words and B7 where the underlying has just closed, else R7, R5, R4. */
  const exits = (wake: Wake, closed: boolean): Intent[] =>
    openGroups(wake.snapshot).flatMap((group): Intent[] => {
      const written = writtenOf(group)
      const series = written ? listed.get(written.expiry) : undefined
      const picture = pictures.get(series?.underlying ?? '')
      if (written && picture && closed) {
        const level = picture.levels.stop ? wake.latest(picture.levels.stop[written.right]) : null
        const reading = readChart(picture.chart, one => wake.latest(one))
        const reason = counterExit(written.right, reading, level, params)
        if (reason) return [{ kind: 'close', group: group.id, reason }]
      }
      const fill = wake.fillSession(product.id)
      const eve = series && fill ? lastBeforeExpiryWeek(sessions, fill, series.lastSession.day) : false
      const exit = earlyExit(group, params, eve)
      return exit ? [exit] : []
    })

  const entries = (wake: Wake, chain: ChainView, leaving: ReadonlySet<number>): Intent[] => {
    const fill = wake.fillSession(product.id)
    const rows = chain.expiries.find(one => isWithinDays(one, fill, params))
    const picture = pictures.get(rows?.series.underlying ?? '')
    const expiry = rows ? pricedExpiry(chain, rows, terms) : null
    if (!fill || !picture || !expiry) return []
    const reading = readChart(picture.chart, one => wake.latest(one))
    const right = sideToWrite(reading, params)
    if (!right || (params.sides !== 'both' && params.sides !== right)) return []
    const held = wake.snapshot.groups.some(
      group => holdsRight(group, right) && !leaving.has(group.id) && !isLeavingNow(group, wake.snapshot),
    )
    const tag = nextTag(`${product.id} ${right}`, wake.snapshot)
    if (held || wake.snapshot.working.some(order => order.tag === tag)) return []
    return write(wake, chain, { product, right, expiry, fill, tag, picture, reading }, params)
  }

  return {
    answer(wake) {
      const closed = wake.closes.some(end => end.products.includes(underlying))
      unseen ||= closed
      const chain = wake.chain(product.id)
      const leaving = exits(wake, closed)
      if (!chain || !unseen) return leaving
      unseen = false
      const groups = new Set(leaving.flatMap(intent => (intent.kind === 'close' ? [intent.group] : [])))
      return [...leaving, ...entries(wake, chain, groups)]
    },
  }
}

/** A side that has signalled, and where its option would be written. */
interface Signalled {
  readonly product: OptionProduct
  readonly right: Right
  readonly expiry: PricedExpiry
  readonly fill: Session
  readonly tag: string
  readonly picture: Picture
  readonly reading: Reading
}

/** R6 and B5, then the size; what is refused says by which rule. */
function write(wake: Wake, chain: ChainView, at: Signalled, params: PercentBWriterParams): Intent[] {
  const { tag, right, expiry, picture } = at
  if (params.skipExpiryWeek && inExpiryWeek(at.fill.day, expiry.rows.series.lastSession.day)) {
    const reason = { rule: 'R6', text: 'no entry in the week of the last trading day' }
    return [{ kind: 'decline', tag, reason }]
  }
  const deviation = wake.latest(picture.levels.deviation)
  const choice = chooseOption(right, chain, expiry, at.reading, deviation, params)
  if (choice.kind === 'declined') return [{ kind: 'decline', tag, reason: choice.reason }]
  const riskPoints = params.riskPoints ?? params.riskMult * choice.leg.price
  const writing = { product: at.product, session: chain.session, legs: [choice.leg], riskPoints }
  const lots = lotsOf(wake, writing, params)
  if (lots === 0) {
    const text = 'the size comes to no lot within the risk and margin limits'
    return [{ kind: 'decline', tag, reason: { ...choice.reason, rule: 'R2', text } }]
  }
  return [openIntent(tag, choice, lots, stopOf(right, picture, params))]
}

const openIntent = (tag: string, choice: Writing, lots: number, stop: LevelStop | null): OpenIntent => ({
  kind: 'open',
  tag,
  legs: [{ instrument: choice.leg.option, side: 'sell', ratio: 1 }],
  lots,
  ...(stop ? { stop } : {}),
  reason: choice.reason,
})

/** B6: the broker trails it. */
function stopOf(right: Right, { chart, levels }: Picture, params: PercentBWriterParams): LevelStop | null {
  if (!levels.stop || params.stopSide === 'literal') return null
  return {
    watch: chart.close,
    fires: right === 'put' ? 'below' : 'above',
    level: levels.stop[right],
    trailing: true,
  }
}

interface Levels {
  /** Deviation that the distance of the strike is counted in: of closes in price, or of daily log returns. */
  readonly deviation: Signal
  /** Level of the stop; null without one. */
  readonly stop: Readonly<Record<Right, Signal>> | null
}

function levelsOf(close: Signal, params: PercentBWriterParams): Levels {
  const deviation = sd(close, params.sdLength, params.ddof)
  return {
    deviation: params.distance === 'prices' ? deviation : returnSd(close, params.sdLength, params.ddof),
    stop: params.stopK === null ? null : stopLevels(close, times(deviation, params.stopK)),
  }
}

const stopLevels = (close: Signal, distance: Signal): Record<Right, Signal> => ({
  put: minus(close, distance),
  call: plus(close, distance),
})
