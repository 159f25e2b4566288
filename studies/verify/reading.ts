/** A printed figure as a number with its digits, or as a word. */

/** `value` counts per 1.00, percents turned into shares; `digits` are those after the decimal point of `value`. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number; readonly digits: number }
  | { readonly kind: 'word'; readonly word: string }

/** Numbers are written with a decimal point, percents as in `1.54 %`; anything else, dates too, is a word. */
export function readPrinted(printed: string): Reading {
  const [, number, fraction = '', percent] = /^(-?\d+(?:\.(\d+))?)( %)?$/.exec(printed) ?? []
  if (number === undefined) return { kind: 'word', word: printed }
  const value = Number(number)
  return percent === undefined
    ? { kind: 'number', value, digits: fraction.length }
    : { kind: 'number', value: value / 100, digits: fraction.length + 2 }
}
