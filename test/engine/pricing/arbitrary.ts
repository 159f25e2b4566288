/** Random but repeatable market inputs for the property tests of this room. */

import fc from 'fast-check'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true })

export const right = fc.constantFrom('call' as const, 'put' as const)

/** A price from 0.01 to 10000, evenly by order of magnitude. */
export const underlying = between(Math.log(0.01), Math.log(10_000)).map(Math.exp)

/** Strike over underlying. */
export const moneyness = between(-1, 1).map(Math.exp)

export const years = between(0.002, 3)
export const sigma = between(0.01, 2)
export const rate = between(-0.05, 0.15)

/** Checks a property on 500 inputs that are the same on every run. */
export function holds<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>, numRuns = 500): void {
  fc.assert(property, { seed: 20091012, numRuns })
}
