/** Generated series of returns for the property tests. */

import fc from 'fast-check'

/** A return between total loss and tripling. */
const singleReturn = fc.double({ min: -1, max: 2, noNaN: true, noDefaultInfinity: true })

/** Any series of at least `minLength` returns, total losses included. */
export function anyReturns(minLength = 0): fc.Arbitrary<number[]> {
  return fc.array(singleReturn, { minLength, maxLength: 60 })
}

/** Returns in hundredths of a percent whose spread is well above rounding noise. */
export function spreadReturns(minLength: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.integer({ min: -3000, max: 3000 }), { minLength, maxLength: 60 })
    .filter(steps => Math.max(...steps) - Math.min(...steps) >= 100)
    .map(steps => steps.map(step => step / 10000))
}
