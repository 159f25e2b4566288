/** Regimes as people write them. */

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  REGIME_KINDS,
  type Regime,
  regimeSchema,
  regimeText,
} from '../../../strategies/regimes/regime-schema.ts'

/** The least that each kind needs. */
const LEAST: Readonly<Record<Regime['kind'], object>> = {
  belowAverage: { of: 'SPX' },
  aboveAverage: { of: 'SPX' },
  newLow: { of: 'SPX' },
  newHigh: { of: 'SPX' },
  belowBand: { of: 'SPX' },
  aboveBand: { of: 'SPX' },
  volatilityAbove: { of: 'VIX', level: 30 },
  ratioTrend: { product: 'OG', trend: 'rising' },
}

const parse = (kind: Regime['kind'], more: object = {}): Regime =>
  regimeSchema.parse({ kind, ...LEAST[kind], ...more })

describe.each(REGIME_KINDS.map(kind => [kind]))('the regime %s', kind => {
  it('needs only what has no sensible default', () => {
    expect(parse(kind)).toMatchObject({ kind, not: false, ...LEAST[kind] })
    for (const key of Object.keys(LEAST[kind])) {
      expect(regimeSchema.safeParse({ kind, ...LEAST[kind], [key]: undefined }).success, key).toBe(false)
    }
  })

  it('describes every parameter', () => {
    const [member] = regimeSchema.options.filter(({ shape }) => shape.kind.value === kind)
    const schema = z.toJSONSchema(member ?? z.never(), { io: 'input' })
    for (const [name, part] of Object.entries(schema.properties ?? {})) {
      expect(part, name).toHaveProperty('description')
    }
  })

  it('reads as a clause, and as another one when it is turned round', () => {
    expect(regimeText(parse(kind))).toMatch(/ is (below|above|at|rising)/)
    expect(regimeText(parse(kind, { not: true }))).toBe(regimeText(parse(kind)).replace(' is ', ' is not '))
  })

  it('refuses a key that it does not have', () => {
    expect(regimeSchema.safeParse({ kind, ...LEAST[kind], nonsense: 1 }).success).toBe(false)
  })
})

describe('regimes', () => {
  it('are told apart by their texts', () => {
    expect(new Set(REGIME_KINDS.map(kind => regimeText(parse(kind)))).size).toBe(REGIME_KINDS.length)
  })

  it('have the lengths of the rules', () => {
    expect(parse('belowAverage')).toMatchObject({ length: 200 })
    expect(parse('belowBand')).toMatchObject({ length: 21, width: 2 })
    expect(parse('ratioTrend')).toMatchObject({ ratio: 'putCall', expiries: 'all', smooth: 10, by: 'slope' })
    expect(regimeText(parse('ratioTrend'))).toContain('slope over 60 sessions')
    expect(regimeText(parse('ratioTrend', { by: 'break' }))).toContain('20-session high or low')
  })

  it('of no known kind are answered with those that there are', () => {
    const { error } = regimeSchema.safeParse({ kind: 'belowMean', of: 'SPX' })
    expect(error?.issues[0]?.message).toContain(
      'no such kind of regime; there are belowAverage, aboveAverage',
    )
  })
})
