/** How printed figures are read and judged. */

import { describe, expect, it } from 'vitest'
import { readPrinted } from '../../../studies/verify/reading.ts'
import { type Comparison, verdictOf } from '../../../studies/verify/verdict.ts'

describe('a printed figure', () => {
  it.each([
    ['600', 600, 0],
    ['31.50', 31.5, 2],
    ['-0.02', -0.02, 2],
    ['1.54 %', 0.0154, 4],
    ['2 %', 0.02, 2],
  ])('%s is a number with its digits', (printed, value, digits) => {
    const reading = readPrinted(printed)
    expect(reading).toMatchObject({ kind: 'number', digits })
    expect(reading.kind === 'number' && reading.value).toBeCloseTo(value, 14)
  })

  it.each(['Friday', '2009-10-27', '2500 / 1800', '1,54'])('%s is a word', word => {
    expect(readPrinted(word)).toEqual({ kind: 'word', word })
  })
})

const judged = (
  printed: Comparison['printed'],
  computed: Comparison['computed'],
  more: Partial<Comparison> = {},
) => verdictOf({ printed, computed, fromRoundedParts: null, kind: 'arithmetic', near: 0, ...more })

describe('the verdict on arithmetic', () => {
  it.each([
    ['0.81', 0.1 + 0.71, 'exact'],
    ['77.33', 77.3333, 'exact_rounded'],
    ['-0.21', -0.2069, 'exact_rounded'],
    ['1.55 %', 0.0154666, 'exact_rounded'],
    ['1.54 %', 0.0154666, 'exact_truncated'],
    ['-0.20', -0.2069, 'exact_truncated'],
    ['31.50', 31.5789, 'inconsistent'],
    ['0.5', -0.5, 'inconsistent'],
    ['2.68', 2.675, 'exact_rounded'],
    ['3', 2.5, 'exact_rounded'],
    ['-3', -2.5, 'exact_rounded'],
    ['Friday', 'Friday', 'exact'],
    ['Friday', 'Thursday', 'inconsistent'],
    ['2', [2, 3], 'inconsistent'],
    ['2', '2', 'inconsistent'],
  ] as const)('printed %s, computed %s: %s', (printed, computed, verdict) => {
    expect(judged(printed, computed)).toBe(verdict)
  })

  it('has no near: a source that contradicts itself does so by little too', () => {
    expect(judged('31.50', 31.5789, { near: 1 })).toBe('inconsistent')
  })

  it('looks at parts rounded as the source rounded them', () => {
    expect(judged('2.78327', 2.7832647)).toBe('inconsistent')
    expect(judged('2.78327', 2.7832647, { fromRoundedParts: 2.78327 })).toBe('exact_rounded')
  })
})

describe('the verdict on a model', () => {
  it.each([
    ['30', 30, 0, 'exact_rounded'],
    ['0.17', 0.1682, 0, 'exact_rounded'],
    ['-0.20', -0.2069, 0, 'not_reproducible'],
    ['-0.20', -0.2069, 0.01, 'near'],
    ['1.16', 1.2649, 0.01, 'not_reproducible'],
    ['1.16', null, 10, 'not_reproducible'],
  ] as const)('printed %s, computed %s, near within %f: %s', (printed, computed, near, verdict) => {
    expect(judged(printed, computed, { kind: 'model', near })).toBe(verdict)
  })
})

describe('the verdict on what is not printed', () => {
  it('is derived for a number of our own, given for an input', () => {
    expect(judged(null, 0.2455)).toBe('derived')
    expect(judged({ given: '2500 / 1800' }, 1.3889)).toBe('given')
  })
})
