/** Numbers as the page prints them: true minus, thin thousands, fixed decimals, no locale. */

import { minorDigits } from '../../../engine/model/money.ts'

/** U+2212, as wide as a plus. */
export const MINUS = '\u2212'
/** U+202F: thin and not broken at the end of a line. */
export const THIN = '\u202f'
/** What stands for a number that does not exist. */
export const NONE = '\u2013'

/** A number with so many decimals: `−1 234.50`. A rounded zero has no sign; null and what is not finite give the dash. */
export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  const text = Math.abs(value).toFixed(decimals)
  const whole = decimals === 0 ? text.length : text.length - decimals - 1
  const digits = whole < 4 ? text : group(text.slice(0, whole)) + text.slice(whole)
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits
}

/** The same with a plus where it is above zero. */
export function signed(value: number | null | undefined, decimals: number): string {
  const text = fixed(value, decimals)
  return typeof value === 'number' && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** An amount of a currency to its minor unit, without the currency's name. */
export const money = (value: number | null | undefined, currency: string): string =>
  fixed(value, minorDigits(currency))

/** The same with a plus where it is above zero. */
export const moneySigned = (value: number | null | undefined, currency: string): string =>
  signed(value, minorDigits(currency))

/** A fraction as per cent: 0.4537 gives `45.4 %`. */
export function percent(share: number | null | undefined, decimals = 1): string {
  return share === null || share === undefined || !Number.isFinite(share)
    ? NONE
    : `${fixed(share * 100, decimals)}${THIN}%`
}

/** Points as quoted: as many decimals as they need, six at most, no float dust. */
export function points(value: number | null | undefined): string {
  return typeof value === 'number' ? fixed(value, decimalsOf(value, 6)) : NONE
}

/** Any number of unknown meaning: whole as it is, others with four significant digits after the point at most. */
export function plain(value: number): string {
  return fixed(value, Math.abs(value) >= 1000 ? decimalsOf(value, 2) : decimalsOf(value, 4))
}

/** The fewest decimals, up to `most`, that say a number as exactly as `most` would. */
function decimalsOf(value: number, most: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value)) return 0
  return (Math.abs(value).toFixed(most).split('.')[1] ?? '').replace(/0+$/, '').length
}

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, THIN)
