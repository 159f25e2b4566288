/** The three kinds of failure: bad input, a strategy at fault, and a broken invariant. */

/** Where bad input stands: whatever of file, line and field is known, and the offending value. */
export interface Place {
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly field?: string | undefined
  readonly value?: unknown
}

/** Bad input. The message says what is wrong and what to do; `place` says where. Exit code 2. */
export class DataError extends Error {
  override readonly name = 'DataError'
  readonly reason: string
  readonly place: Place

  constructor(reason: string, place: Place = {}, options?: ErrorOptions) {
    super(describe(reason, place), options)
    this.reason = reason
    this.place = place
  }

  /** The same error with what the caller knows of the place added; what is already known stays. */
  at(place: Place): DataError {
    const known = Object.entries(this.place).filter(([, part]) => part !== undefined)
    return new DataError(this.reason, { ...place, ...Object.fromEntries(known) }, { cause: this })
  }
}

function describe(reason: string, place: Place): string {
  const where = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.field === undefined ? undefined : `field ${place.field}`,
  ].filter(part => part !== undefined)
  const value = place.value === undefined ? '' : `"${shortened(String(place.value))}": `
  return oneLine(`${where.length > 0 ? `${where.join(', ')}: ` : ''}${value}${reason}`)
}

/** A value of megabytes would bury the reason. */
const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}...` : text)

/** What comes from outside may hold line feeds, or what a terminal takes for commands. */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, character =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A strategy threw, or answered after its slice; names the strategy and the slice's time. Exit code 1. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError'
}

/** Throws when an invariant of the engine itself is broken: never the user's fault. A text that takes work is a function. */
export function invariant(holds: boolean, what: string | (() => string)): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${typeof what === 'string' ? what : what()}`)
}
