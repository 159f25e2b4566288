import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTreasuryPrice, printTreasuryPrice } from '../../../../engine/pricing/treasury/price-grammar.ts'
import { holds } from '../arbitrary.ts'

const WHOLE = 1 / 32
const HALF = 1 / 64
const QUARTER = 1 / 128
const EIGHTH = 1 / 256

describe('the price of a Treasury future', () => {
  it.each([
    ["110'195", HALF, 110 + 19.5 / 32],
    ["124'085", HALF, 124 + 8.5 / 32],
    ["110'190", HALF, 110 + 19 / 32],
    ["118'00", WHOLE, 118],
    ["118'31", WHOLE, 118 + 31 / 32],
    ["107'162", QUARTER, 107 + 16.25 / 32],
    ["107'165", QUARTER, 107 + 16.5 / 32],
    ["107'167", QUARTER, 107 + 16.75 / 32],
    ["103'041", EIGHTH, 103 + 4.125 / 32],
    ["103'042", EIGHTH, 103 + 4.25 / 32],
    ["103'043", EIGHTH, 103 + 4.375 / 32],
    ["103'045", EIGHTH, 103 + 4.5 / 32],
    ["103'046", EIGHTH, 103 + 4.625 / 32],
    ["103'047", EIGHTH, 103 + 4.75 / 32],
    ["103'048", EIGHTH, 103 + 4.875 / 32],
    ["-0'005", HALF, -0.5 / 32],
  ])('%s at a tick of %d is %d, and is written so', (text, tick, price) => {
    expect(parseTreasuryPrice(text, tick)).toBe(price)
    expect(printTreasuryPrice(price, tick)).toBe(text)
  })

  it('may leave out a third digit of 0, or come in decimals', () => {
    expect(parseTreasuryPrice("110'19", HALF)).toBe(110 + 19 / 32)
    expect(parseTreasuryPrice("110'190", WHOLE)).toBe(110 + 19 / 32)
    expect(parseTreasuryPrice('110.609375', HALF)).toBe(110 + 19.5 / 32)
    expect(parseTreasuryPrice('-0.015625', HALF)).toBe(-0.5 / 32)
    expect(parseTreasuryPrice('110', WHOLE)).toBe(110)
    for (const zero of ["-0'000", '-0', "0'00"]) expect(parseTreasuryPrice(zero, HALF)).toBe(0)
  })

  it.each([
    ["110'192", HALF, "110'00 to 110'31, with 0 or 5 as a third digit"],
    ["110'191", QUARTER, "110'00 to 110'31, with 0, 2, 5 or 7 as a third digit"],
    ["110'194", EIGHTH, "110'00 to 110'31, with 0, 1, 2, 3, 5, 6, 7 or 8 as a third digit"],
    ["110'199", EIGHTH, "110'00 to 110'31, with 0, 1, 2, 3, 5, 6, 7 or 8 as a third digit"],
    ["110'195", WHOLE, "110'00 to 110'31, or as the same in decimals"],
    ["110'32", HALF, "110'00 to 110'31"],
    ["110'1", HALF, "110'00 to 110'31"],
    ["110'1955", HALF, "110'00 to 110'31"],
    ['110.6', HALF, "110'00 to 110'31"],
    ['110,19', HALF, "110'00 to 110'31"],
    ["--110'19", HALF, "110'00 to 110'31"],
    ['', HALF, "110'00 to 110'31"],
    ['1e2', HALF, "110'00 to 110'31"],
  ])('is not %s at a tick of %d: write it as %s', (text, tick, allowed) => {
    expect(() => parseTreasuryPrice(text, tick)).toThrow(
      `field price: "${text}": no such price; write it as ${allowed}`,
    )
  })

  it('names the field it stands in', () => {
    expect(() => parseTreasuryPrice('x', HALF, 'stop')).toThrow('field stop: "x"')
  })

  it('is not written between two ticks', () => {
    expect(() => printTreasuryPrice(110 + 19.25 / 32, HALF)).toThrow(
      'field price: "110.6015625": lies between two ticks; prices are written as 110\'00',
    )
    expect(() => printTreasuryPrice(Number.NaN, HALF)).toThrow('lies between two ticks')
    expect(() => printTreasuryPrice(110, 0.01)).toThrow('field tick: "0.01"')
  })

  it('is read as it was written', () => {
    holds(
      fc.property(
        fc.constantFrom(WHOLE, HALF, QUARTER, EIGHTH),
        fc.integer({ min: -300 * 256, max: 300 * 256 }),
        (tick, ticks) => {
          const price = ticks * tick
          expect(parseTreasuryPrice(printTreasuryPrice(price, tick), tick)).toBe(price + 0)
          expect(parseTreasuryPrice(String(price), tick)).toBe(price + 0)
        },
      ),
    )
  })
})
