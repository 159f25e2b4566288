/** What a check of a store finds. */

export type FindingKind =
  | 'missingPart'
  | 'changedPart'
  | 'changedSource'
  | 'unreadablePart'
  | 'rowCount'
  | 'sortOrder'
  | 'negativeValue'
  | 'hugeValue'
  | 'crossedQuote'
  | 'oddDate'
  | 'controlCharacter'
  | 'formulaText'
  | 'sessionWithoutRows'
  | 'expiryWithoutSettlement'
  | 'underlyingWithoutBars'

/** Something odd in a store. */
export interface StoreFinding {
  /** `bad`: the store cannot be trusted; `warn`: the data has a gap or an oddity. */
  readonly severity: 'bad' | 'warn'
  readonly kind: FindingKind
  /** The part, product, series or name; control characters are escaped. */
  readonly what: string
  /** How many rows, sessions, series or names. */
  readonly count: number
  readonly text: string
}
