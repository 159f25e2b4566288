/** Solved exercises in finance from a file of questions and answers that goes with the deck, by their numbers there. */

import type { RuleInputs } from '../rules/deck-rules.ts'
import type { DeckFact } from './fact.ts'

/** Questions 2 to 4: a stock at 815 that is worth 975 or 740 in three months, money at 6.5 %, a call at 875. */
const QUARTER = { rate: 0.065, years: 0.25 } as const
const STEP = { ...QUARTER, spot: 815, up: 975, down: 740, strike: 875 } as const

/** Question 8: a convertible bond with a coupon of 6.8 %, convertible at 150 while the share costs 35.50. */
const CONVERTIBLE = { sharePrice: 35.5, face: 1000, conversionPrice: 150 } as const
const CALLED = { ...CONVERTIBLE, callPrice: 1250, growth: 0.12 } as const

const step = (
  id: string,
  what: string,
  unit: string | null,
  part: RuleInputs['binomialStep']['part'],
  printed: string,
  recorded: number,
): DeckFact => ({
  id,
  what,
  unit,
  rule: 'binomialStep',
  inputs: { ...STEP, part },
  printed,
  verdict: 'exact_rounded',
  recorded,
})

export const exerciseFacts: readonly DeckFact[] = [
  {
    id: 'q2.rf',
    what: 'riskless rate of three months at 6.5 % a year',
    unit: 'share',
    rule: 'periodRate',
    inputs: QUARTER,
    printed: '1.59 %',
    verdict: 'exact_rounded',
    recorded: 0.0158682847828,
  },
  step(
    'q2.p',
    'riskless probability that the stock goes up',
    null,
    'probabilityUp',
    '0.3742',
    0.374181498289,
  ),
  step('q2.call', 'call by that probability', null, 'price', '36.83', 36.8336627784),
  step('q3.delta', 'shares that hedge one call', 'shares', 'hedgeRatio', '0.43', 0.425531914894),
  step('q3.stock', 'money in those shares', null, 'stock', '346.81', 346.808510638),
  step('q3.debt', 'money borrowed for them', null, 'debt', '309.97', 309.97484786),
  step('q4.cost', 'cost of the call made of shares and debt', null, 'cost', '36.83', 36.8336627784),
  {
    id: 'q8.straight',
    what: 'bond of 25 years with a coupon of 6.8 %, discounted at 9 %',
    unit: null,
    rule: 'bondPrice',
    inputs: { coupon: 68, redemption: 1000, rate: 0.09, years: 25 },
    printed: '783.90',
    verdict: 'exact_rounded',
    recorded: 783.903248691,
  },
  {
    id: 'q8.conv',
    what: 'value of the bond when converted',
    unit: null,
    rule: 'conversionValue',
    inputs: CONVERTIBLE,
    printed: '236.67',
    verdict: 'exact_rounded',
    recorded: 236.666666667,
  },
  {
    id: 'q8.t',
    what: 'years until the bond is called, growing by 12 % a year',
    unit: 'years',
    rule: 'yearsUntilCall',
    inputs: CALLED,
    printed: '14.69',
    verdict: 'exact_rounded',
    recorded: 14.6851271099,
  },
  {
    id: 'q8.value',
    what: 'value of the convertible bond until its call',
    unit: null,
    rule: 'convertiblePrice',
    inputs: { ...CALLED, coupon: 68, rate: 0.09 },
    printed: '895.03',
    verdict: 'exact_rounded',
    recorded: 895.033205711,
  },
  {
    id: 'q29.parity',
    what: 'call at 60 from a put of 4.89 on a stock at 57',
    unit: null,
    rule: 'parityCall',
    inputs: { spot: 57, put: 4.89, strike: 60, rate: 0.036, years: 0.5 },
    printed: '2.96',
    verdict: 'exact_rounded',
    recorded: 2.9603380585,
  },
  {
    id: 'q31.duration',
    what: 'duration of a bond of three years at par with a coupon of 8 %',
    unit: 'years',
    rule: 'duration',
    inputs: { coupon: 80, redemption: 1000, rate: 0.08, years: 3 },
    printed: '2.78327',
    verdict: 'exact_rounded',
    recorded: 2.78326474623,
  },
]
