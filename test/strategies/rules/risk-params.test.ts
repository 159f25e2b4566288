import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '../../../strategies/index.ts'
import { inPrices } from '../../../strategies/rules/risk-params.ts'

describe('parameters in prices', () => {
  it('are those in points times the point, and all others as they were', () => {
    const params = {
      product: 'EURFX',
      stopPoints: 2,
      maxDistPoints: null,
      stopMult: 1,
      putRule: { steps: 1 },
    }
    expect(inPrices(params, 0.01)).toEqual({ ...params, stopPoints: 0.02 })
  })

  it.each(strategies.map(strategy => [strategy.name, strategy] as const))(
    'are found by their names: those of %s that are in points say so',
    (_, { params }) => {
      const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' })
      for (const [name, part] of Object.entries(schema.properties ?? {})) {
        const about = typeof part === 'object' ? (part.description ?? '') : ''
        expect(name.endsWith('Points'), name).toBe(/points of the product/.test(about))
      }
    },
  )
})
