/** Regimes as data: what an experiment writes under `strategy.when`, and what `study regime` looks into. */

import { z } from 'zod'

const common = { not: z.boolean().default(false).describe('true turns the regime round: in becomes out') }

const of = z
  .string()
  .min(1)
  .describe('index, or one contract of a future such as `GC 2009-12`: its session closes are looked at')

const sessions = (least: number, standard: number, about: string) =>
  z.int().min(least).default(standard).describe(`${about}, sessions`)

const average = { of, length: sessions(2, 200, 'length of the average, the session itself included') }
const range = { of, length: sessions(1, 20, 'how far back the range reaches, before the session') }
const band = {
  of,
  length: sessions(2, 21, 'B1: length of the bands, the session itself included'),
  width: z.number().gt(0).default(2).describe('B1: population standard deviations from the middle'),
}

const belowAverage = z.strictObject({
  kind: z.literal('belowAverage').describe('the close is below its moving average'),
  ...average,
  ...common,
})
const aboveAverage = z.strictObject({
  kind: z.literal('aboveAverage').describe('the close is above its moving average'),
  ...average,
  ...common,
})
const newLow = z.strictObject({
  kind: z.literal('newLow').describe('the close is below each of the closes before it'),
  ...range,
  ...common,
})
const newHigh = z.strictObject({
  kind: z.literal('newHigh').describe('the close is above each of the closes before it'),
  ...range,
  ...common,
})
const belowBand = z.strictObject({
  kind: z.literal('belowBand').describe('the close is below its lower Bollinger band'),
  ...band,
  ...common,
})
const aboveBand = z.strictObject({
  kind: z.literal('aboveBand').describe('the close is above its upper Bollinger band'),
  ...band,
  ...common,
})
const volatilityAbove = z.strictObject({
  kind: z.literal('volatilityAbove').describe('a volatility index closed above a level'),
  of: z.string().min(1).describe('the volatility index, such as VIX'),
  level: z.number().describe('in points of the index'),
  ...common,
})
const ratioTrend = z.strictObject({
  kind: z.literal('ratioTrend').describe('P3: the put/call ratio of an option product rises or falls'),
  product: z.string().min(1).describe('option product, by its id or an alias'),
  counts: z
    .enum(['openInterest', 'volume'])
    .default('openInterest')
    .describe('P1: open interest as it was known; P4: the volume of the session'),
  expiries: z.enum(['all', 'front']).default('all').describe('P1: every expiry, or the nearest alone'),
  ratio: z
    .enum(['putCall', 'callPut'])
    .default('putCall')
    .describe('P1: puts over calls; callPut = the formula of the deck as it is printed'),
  smooth: sessions(1, 10, 'P2: length of the average of the ratio; P4 knows 10 and 20'),
  trend: z.enum(['rising', 'falling']).describe('P3: which way the smoothed ratio has to go'),
  by: z
    .enum(['slope', 'break'])
    .default('slope')
    .describe('P3: sign of the regression slope; or which of its high and low it broke last'),
  length: z
    .int()
    .min(2)
    .nullable()
    .default(null)
    .describe('P3: sessions that the slope or the high and low look at; null = 60 for slope, 20 for break'),
  ...common,
})

const members = [
  belowAverage,
  aboveAverage,
  newLow,
  newHigh,
  belowBand,
  aboveBand,
  volatilityAbove,
  ratioTrend,
] as const

/** Every kind of regime, in the order of the schema. */
export const REGIME_KINDS = members.map(({ shape }) => shape.kind.value)

/** One regime: in it or out of it at the close of each session, not known while it is warming up. */
export const regimeSchema = z.discriminatedUnion('kind', members, {
  error: `no such kind of regime; there are ${REGIME_KINDS.join(', ')}`,
})

export type Regime = z.output<typeof regimeSchema>

export type RatioRegime = Extract<Regime, { kind: 'ratioTrend' }>

/** A regime that is a signal over session closes. */
export type PriceRegime = Exclude<Regime, RatioRegime>

/** The sessions that the trend of a ratio looks at. */
export const trendLength = ({ length, by }: RatioRegime): number => length ?? (by === 'slope' ? 60 : 20)

/** A clause without a full stop, as in `SPX is below its 200-session average`. */
export function regimeText(regime: Regime): string {
  const is = regime.not ? 'is not' : 'is'
  if (regime.kind === 'ratioTrend') return `${ratioText(regime)} ${is} ${trendText(regime)}`
  return `${regime.of} ${is} ${priceText(regime)}`
}

function priceText(regime: Exclude<Regime, RatioRegime>): string {
  switch (regime.kind) {
    case 'belowAverage':
      return `below its ${regime.length}-session average`
    case 'aboveAverage':
      return `above its ${regime.length}-session average`
    case 'newLow':
      return `at a new ${regime.length}-session low`
    case 'newHigh':
      return `at a new ${regime.length}-session high`
    case 'belowBand':
      return `below its lower band of ${regime.length} sessions and ${regime.width} deviations`
    case 'aboveBand':
      return `above its upper band of ${regime.length} sessions and ${regime.width} deviations`
    case 'volatilityAbove':
      return `above ${regime.level}`
  }
}

function ratioText({ ratio, counts, expiries, product, smooth }: RatioRegime): string {
  const name = ratio === 'putCall' ? 'put/call' : 'call/put'
  const what = counts === 'openInterest' ? 'open interest' : 'volume'
  const where = expiries === 'all' ? product : `the front expiry of ${product}`
  return `the ${smooth}-session average of the ${name} ratio of ${what} in ${where}`
}

const trendText = (regime: RatioRegime): string =>
  regime.by === 'slope'
    ? `${regime.trend} by its slope over ${trendLength(regime)} sessions`
    : `${regime.trend} by its last break of a ${trendLength(regime)}-session high or low`
