/** Which signals the library makes itself: what it promises of them is not asked of a user's own. */

const MADE = new WeakSet<object>()

/**
 * Marks a signal that the library made. Of such a signal the key names all that its values depend on besides its inputs,
 * and its kernel writes every row of its output and no input. No public door leads here, so that nobody else can say so.
 */
export function ofLibrary<Made extends object>(signal: Made): Made {
  MADE.add(signal)
  return signal
}

export const isOfLibrary = (signal: object): boolean => MADE.has(signal)
