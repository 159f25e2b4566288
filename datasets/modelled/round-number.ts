/** Round numbers: the steps between strikes, and prices without the dust of binary fractions. */

/** The largest of 1, 2 and 5 times a power of ten that is not above `value`, which must be above zero. */
export function roundDown(value: number): number {
  let power = 1
  while (power > value) power /= 10
  while (power * 10 <= value) power *= 10
  const digit = value / power
  return tidy((digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power)
}

/** The nearest multiple of a step. */
export const toStep = (value: number, step: number): number => tidy(Math.round(value / step) * step)

/** Nine decimals are more than any exchange quotes. */
export const tidy = (value: number): number => Math.round(value * 1e9) / 1e9
