/** Cash as whole minor units (cents) in a double, checked to be a safe integer. */

import { invariant } from './errors.ts'

declare const minorBrand: unique symbol

/** An amount of money in whole minor units of its currency. */
export type Minor = number & { readonly [minorBrand]: true }

const DIGITS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, KWD: 3 }

/** Decimal digits of a currency's minor unit: 2 unless the currency is known to differ (ISO 4217). */
export const minorDigits = (currency: string): number => DIGITS[currency] ?? 2

/** Minor units in one unit of the currency: 100 for USD, 1 for JPY. */
export const minorPerUnit = (currency: string): number => SCALES[minorDigits(currency)] ?? 100

const SCALES = [1, 10, 100, 1000]

/** A count of minor units, checked to be a safe integer. */
export function minor(units: number): Minor {
  invariant(Number.isSafeInteger(units), () => `${units} is a whole number of minor units`)
  return (units === 0 ? 0 : units) as Minor
}

export const ZERO = 0 as Minor

/**
 * Rounds an amount in currency units to minor units, half away from zero.
 * Products of decimals miss an exact half by a few ulps, so a half counts from 1e-7 of a unit below it.
 */
export function toMinor(amount: number, currency: string): Minor {
  const units = amount * minorPerUnit(currency)
  return minor(Math.sign(units) * Math.floor(Math.abs(units) + 0.5 + 1e-7))
}

/** The amount in currency units. */
export const toAmount = (value: Minor, currency: string): number => value / minorPerUnit(currency)

export const add = (a: Minor, b: Minor): Minor => minor(a + b)
export const subtract = (a: Minor, b: Minor): Minor => minor(a - b)
export const negate = (a: Minor): Minor => minor(0 - a)
