/** A regime in words, for reports and tables. */

import { type RatioRegime, type Regime, trendLength } from './regime-schema.ts'

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
