/**
 * Numbers, instants, sentences and values as the page prints them: true minus, thin thousands, fixed decimals, no locale.
 */

import { minorDigits } from '../../../engine/model/money.ts'

/** U+2212, as wide as a plus. */
const MINUS = '\u2212'
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

/** Null stays null. */
export const in32nds = (points: number | null): number | null =>
  points === null ? null : Number((points * 32).toPrecision(8))

const DAY_ONLY = 10

/** Epoch milliseconds of a session (`2009-01-02`) or of an instant (`2009-01-02T14:31Z`, zone optional); NaN for others. */
export function sessionTime(session: string): number {
  if (session.length <= DAY_ONLY) return Date.parse(`${session}T00:00:00Z`)
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(session) ? session : `${session}Z`)
}

/** `2009-01-02 14:31 UTC` of a UTC instant. */
export const instantText = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`

/** `2009-01-02`, with the time of day where it is not midnight. */
export function timeText(time: number): string {
  const iso = new Date(time).toISOString()
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** True minus signs, thin thousands from five digits on, thin blanks before per cent. Names and dates stay as they are. */
export const typeset = (text: string): string =>
  text
    .replace(/(^|[\s(=])-(?=\d)/g, `$1${MINUS}`)
    .replace(/(?<![\w.:-])\d{5,}(?![\w:-])/g, digits => digits.replace(/\B(?=(\d{3})+$)/g, THIN))
    .replace(/(\d) %/g, `$1${THIN}%`)
    .replace(/\b([A-Z]{3}) (?=[\d\u2212])/g, '$1\u00a0')

/** A camel-cased key as words: `callDelta` gives `call delta`. */
export const words = (key: string): string =>
  key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)

/** One noun or many: `1 trade`, `2 trades`. */
export const counted = (count: string, noun: string): string =>
  `${count} ${count === '1' ? noun : `${noun}s`}`

/** Objects as `key value` pairs, lists by commas, nothing as a dash. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'number') return plain(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return typeset(value)
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.map(valueText).join(', ')
  const pairs = Object.entries(value)
  return pairs.length === 0 ? NONE : pairs.map(([key, part]) => `${key} ${valueText(part)}`).join(', ')
}
