/** All figures that `stillhalter verify` recomputes. */

import { euroFacts } from './euro.ts'
import { exerciseFacts } from './exercises.ts'
import type { DeckFact } from './fact.ts'
import { generalFacts } from './general.ts'
import { goldFacts } from './gold.ts'

const DECK = 'a German deck on writing options, autumn 2009'
const EXERCISES = 'a file of questions and answers that goes with the deck'

export interface SourcedFacts {
  readonly source: string
  readonly facts: readonly DeckFact[]
}

/** By source, in the order in which they are shown. */
export const deckFacts: readonly SourcedFacts[] = [
  { source: DECK, facts: [...goldFacts, ...euroFacts, ...generalFacts] },
  { source: EXERCISES, facts: exerciseFacts },
]
