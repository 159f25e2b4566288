/** Prices of Treasury futures as they are written: points, an apostrophe, 32nds and their fractions. */

import { DataError } from '../../model/errors.ts'

/** Fractions of a 32nd by their digit: what is left of the decimals when only the first is written. */
const EIGHTHS_BY_DIGIT: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['5', 4],
  ['6', 5],
  ['7', 6],
  ['8', 7],
])
const DIGITS = [...EIGHTHS_BY_DIGIT.keys()]

/** Steps of a tick in eighths of a 32nd: 8 for 1/32, 4 for its half, 2 for its quarter, 1 for its eighth. */
function eighthsOf(tick: number): number {
  const eighths = tick * 256
  if (![1, 2, 4, 8].includes(eighths))
    throw new DataError(
      'a Treasury future moves by 1/32 of a point, or by a half, a quarter or an eighth of it',
      {
        field: 'tick',
        value: tick,
      },
    )
  return eighths
}

/** The third digits that a tick allows: 0; 0 and 5; 0, 2, 5 and 7; or all but 4 and 9. */
const digitsOf = (eighths: number): string[] => DIGITS.filter((_, i) => i % eighths === 0)

/**
 * The price that a text means, in points. `110'195` is 110 + 19.5/32: two digits of 32nds and, unless it is 0, one of
 * their fraction, which the tick of the contract bounds (1/32 for ZB and UB, 1/64 for ZN and TN, 1/128 for ZF, 1/256
 * for ZT and Z3N; spreads between months have their own). Decimals are taken too; a minus goes first. Throws a
 * DataError that says what is allowed.
 *
 * @example parseTreasuryPrice("110'195", 1 / 64) // 110.609375
 */
export function parseTreasuryPrice(text: string, tick: number, field = 'price'): number {
  const eighths = eighthsOf(tick)
  const price = pointsOf(text)
  if (!isOnGrid(price, eighths))
    throw new DataError(`no such price; write it as ${allowed(eighths)}, or as the same in decimals`, {
      field,
      value: text,
    })
  return price
}

/**
 * A price in points as people write it: two digits of 32nds where the tick is a whole one, three where it is finer.
 * Throws a DataError for a price between two ticks.
 *
 * @example printTreasuryPrice(110.609375, 1 / 64) // "110'195"
 */
export function printTreasuryPrice(price: number, tick: number): string {
  const eighths = eighthsOf(tick)
  if (!isOnGrid(price, eighths))
    throw new DataError(`lies between two ticks; prices are written as ${allowed(eighths)}`, {
      field: 'price',
      value: price,
    })
  const points = Math.floor(Math.abs(price))
  const rest = (Math.abs(price) - points) * 256
  const thirtySeconds = String(Math.floor(rest / 8)).padStart(2, '0')
  const fraction = eighths === 8 ? '' : DIGITS[rest % 8]
  return `${price < 0 ? '-' : ''}${points}'${thirtySeconds}${fraction}`
}

/** NaN for a text that is no price by any tick. */
function pointsOf(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text) + 0
  const [, sign, points, thirtySeconds, digit = ''] = /^(-?)(\d+)'([0-2]\d|3[01])(\d?)$/.exec(text) ?? []
  const fraction = EIGHTHS_BY_DIGIT.get(digit === '' ? '0' : digit) ?? Number.NaN
  const size = Number(points) + (8 * Number(thirtySeconds) + fraction) / 256
  return sign === '-' ? 0 - size : size
}

const isOnGrid = (price: number, eighths: number): boolean => Number.isInteger((price * 256) / eighths)

function allowed(eighths: number): string {
  const digits = digitsOf(eighths)
  return eighths === 8
    ? "110'00 to 110'31"
    : `110'00 to 110'31, with ${digits.slice(0, -1).join(', ')} or ${digits.at(-1)} as a third digit`
}
