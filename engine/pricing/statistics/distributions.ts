/** Tails of the laws that tests of significance use: chi-squared, F, Student's t, and the logarithm of gamma. */

import betainc from '@stdlib/math-base-special-betainc'
import gammainc from '@stdlib/math-base-special-gammainc'
import gammaln from '@stdlib/math-base-special-gammaln'

/** Natural logarithm of gamma(x), for x above 0. */
export const logGamma = (x: number): number => gammaln(x)

/** Probability that a chi-squared variable with `degrees` of freedom exceeds x. */
export const chiSquaredTail = (x: number, degrees: number): number =>
  x <= 0 ? 1 : gammainc(x / 2, degrees / 2, true, true)

/** Probability that an F variable with these degrees of freedom exceeds x. */
export const fTail = (x: number, numerator: number, denominator: number): number =>
  x <= 0 ? 1 : betaTail(numerator * x, denominator, numerator / 2, denominator / 2)

/** Probability that Student's t (not of unit variance) with `degrees` of freedom, whole or not, is at most x. */
export function studentCdf(x: number, degrees: number): number {
  const outside = betaTail(x * x, degrees, 0.5, degrees / 2)
  return x < 0 ? outside / 2 : 1 - outside / 2
}

/** Student's t quantile of a probability. The library behind it loads slowly, so it is loaded when first asked for. */
export async function studentQuantile(): Promise<(probability: number, degrees: number) => number> {
  const { default: quantile } = await import('@stdlib/stats-base-dists-t-quantile')
  return (probability, degrees) => quantile(probability, degrees)
}

/** Probability that a beta(a, b) variable exceeds part / (part + rest); from the side on which no digits are lost. */
function betaTail(part: number, rest: number, a: number, b: number): number {
  const whole = part + rest
  return part > rest ? betainc(rest / whole, b, a, true, false) : betainc(part / whole, a, b, true, true)
}
