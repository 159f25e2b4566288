/** What a reader has to know about modelled premiums, in plain words. */

import type { Provenance } from '../../engine/model/market.ts'
import type { ModelledTerms } from './modelled-terms.ts'

/** The gravest first; what the market below says of itself comes last. */
export const notesOf = (terms: ModelledTerms, base: Provenance): string[] => [
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
