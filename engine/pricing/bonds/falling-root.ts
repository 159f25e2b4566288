/** Where a falling function is zero: Newton's steps inside a bracket that every step narrows. */

/**
 * The root of a function that falls everywhere and has one, from a first guess. Halves the bracket where a step would
 * leave it; stops after the step that no longer matters.
 */
export function fallingRoot(
  functionAt: (x: number) => { readonly value: number; readonly slope: number },
  guess: number,
): number {
  let low = -Infinity
  let high = Infinity
  let x = guess
  for (let i = 0; i < 200; i++) {
    const { value, slope } = functionAt(x)
    if (value > 0) low = x
    else high = x
    const step = value / slope
    if (Math.abs(step) < 1e-10) return x - step
    x = x - step > low && x - step < high ? x - step : 0.5 * (low + high)
  }
  return x
}
