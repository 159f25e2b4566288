/** What the deck says of no trade in particular: decay at the money, ticks, margins. */

import type { DeckFact } from './fact.ts'

/** The year of the deck: contract facts and series are those of then. */
const AUTUMN = '2009-10-12'

/** One point of the hand-drawn chart of a premium at the money. */
const decay = (
  daysLeft: number,
  printed: string,
  verdict: DeckFact['verdict'],
  recorded: number,
): DeckFact => ({
  id: `decay.atm.${daysLeft}`,
  what: `premium at the money with ${daysLeft} of 60 days left`,
  unit: 'points',
  rule: 'rootDecay',
  inputs: { premium: 30, days: 60, daysLeft },
  printed,
  near: { within: 1.3, because: 'the chart is a square root drawn by hand' },
  verdict,
  recorded,
})

/** A premium of the chart in money, at 50 USD a point: the E-mini S&P 500. */
const money = (days: number, points: number, printed: string): DeckFact => ({
  id: `decay.usd.${days}`,
  what: `money of the ${points} points with ${days} days left`,
  unit: 'USD',
  rule: 'credit',
  inputs: { product: 'ES', on: AUTUMN, premiums: [points] },
  printed,
  verdict: 'exact',
  recorded: Number(printed),
})

const tick = (product: string, name: string, printed: string, unit = 'USD'): DeckFact => ({
  id: `tick.${product}`,
  what: `value of one tick of ${name} options`,
  unit,
  rule: 'tick',
  inputs: { product, on: AUTUMN },
  printed,
  verdict: 'exact',
  recorded: Number(printed),
})

/** Margins are printed with a "ca."; both numbers are inputs of the fixed table. */
const margin = (
  id: string,
  what: string,
  product: string,
  structure: 'nakedCall' | 'strangle',
  [initial, maintenance]: readonly [number, number],
  recorded: number,
): DeckFact => ({
  id: `margin.${id}`,
  what: `initial over maintenance margin of one ${what}`,
  unit: null,
  rule: 'marginRatio',
  inputs: { product, month: '2009-11', on: AUTUMN, structure, initial, maintenance },
  printed: { given: `${initial} / ${maintenance}` },
  verdict: 'given',
  recorded,
})

export const generalFacts: readonly DeckFact[] = [
  decay(60, '30', 'exact_rounded', 30),
  decay(50, '28', 'near', 27.3861278753),
  decay(40, '25', 'near', 24.4948974278),
  decay(30, '21', 'exact_rounded', 21.2132034356),
  decay(20, '17', 'exact_rounded', 17.3205080757),
  decay(10, '11', 'near', 12.2474487139),
  decay(0, '0', 'exact_rounded', 0),
  money(60, 30, '1500'),
  money(10, 11, '550'),
  tick('EURFX', 'Euro FX', '12.50'),
  tick('OZB', 'T-Bond', '15.625'),
  tick('LO', 'crude oil', '10'),
  tick('OG', 'gold', '10'),
  tick('OGBL', 'Bund', '10', 'EUR'),
  margin('gold.call', 'gold call', 'OG', 'nakedCall', [2500, 1800], 1.3888888889),
  margin('gold.strangle', 'gold strangle', 'OG', 'strangle', [3500, 2500], 1.4),
  margin('eur.strangle', 'euro strangle', 'EURFX', 'strangle', [2200, 1800], 1.2222222222),
]
