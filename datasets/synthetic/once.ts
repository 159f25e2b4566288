/** Work that is done at the first question, and never again. */

export const once = <T>(work: () => T): (() => T) => {
  let known: { readonly value: T } | null = null
  return () => {
    known ??= { value: work() }
    return known.value
  }
}
