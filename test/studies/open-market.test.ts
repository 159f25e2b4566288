/** Markets that several experiments share are opened once. */

import { expect, it } from 'vitest'
import { openOnce, parseExperiment } from '../../studies/index.ts'

const read = (sets: readonly string[] = []) =>
  parseExperiment(
    `name: x
data: { store: demo }
from: 2009-01-02
to: 2009-03-31
account: { currency: USD, cash: 150000 }
strategy: { use: oi-zone-strangle, with: { product: OG } }
`,
    'x.yaml',
    sets,
  )

it('opens a market once for all experiments over the same data', async () => {
  const open = openOnce()
  const marketOf = (sets: readonly string[], folder = '.') => {
    const { experiment, placeOf } = read(sets)
    return open(experiment, { folder, placeOf })
  }
  const market = await marketOf([])
  expect(await marketOf(['strategy.with.lots=3', 'data.oiLagSessions=2', 'from=2009-02-02'])).toBe(market)
  expect(await marketOf(['seed=2'])).not.toBe(market)
  expect(await marketOf(['data.deckRules=true'])).not.toBe(market)
  expect(await openOnce()(read().experiment, { folder: '.', placeOf: read().placeOf })).not.toBe(market)
})

it('tries again what could not be opened', async () => {
  const open = openOnce()
  const { experiment, placeOf } = read(['data.store=./nowhere'])
  const opened = () => open(experiment, { folder: '.', placeOf })
  const first = opened()
  await expect(first).rejects.toThrow('nowhere')
  const second = opened()
  expect(second).not.toBe(first)
  await expect(second).rejects.toThrow('nowhere')
})
