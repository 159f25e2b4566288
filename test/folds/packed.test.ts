/** Values put away as bytes come back equal, and groups at rest are told like those that are awake. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../engine/index.ts'
import { foldOver } from '../../folds/index.ts'
import { Packed } from '../../folds/packed.ts'
import { trades } from '../../folds/trades.ts'
import { demoMarket, runBold } from '../fixtures/demo.ts'

const plain = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, -0, 239, 240, 2 ** 53 - 1, -(2 ** 53 - 1), Number.NaN),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom('\ud800', 'é'.repeat(50), 'ж'.repeat(50)),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter(key => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value

describe('packed values', () => {
  test.prop([fc.array(plain, { maxLength: 20 })])('come back equal, in any order', values => {
    const packed = new Packed<unknown>()
    const places = values.map(value => packed.put(value))
    for (const [i, place] of [...places.entries()].reverse()) expect(packed.at(place)).toEqual(values[i])
  })

  it('may be larger than a page, and more than one page holds', () => {
    const packed = new Packed<unknown>()
    const values = Array.from({ length: 40 }, (_, i) => ({ i, text: String(i).repeat(i === 3 ? 3e6 : 1e5) }))
    const places = values.map(value => packed.put(value))
    expect(places.map(place => packed.at(place))).toEqual(values)
  })

  it('are plain data', () => {
    expect(() => new Packed().put({ a: undefined })).toThrow('undefined is no plain data')
  })
})

describe('hundreds of trades', () => {
  it('are told as they are alone', async () => {
    const records = (await runBold(demoMarket(1), { cash: 60_000, reserve: 5000 })).filter(
      ({ kind }) => kind !== 'open',
    )
    const alone = [...foldOver(trades, records)]
    const copies = Array.from({ length: 100 }, (_, i) => renumbered(records, i * 1000))
    const together = foldOver(trades, copies.flat())
    expect(together.length).toBe(100 * alone.length)
    expect(alone.length).toBeGreaterThan(3)
    let at = 0
    for (const trade of together) {
      const { group, life, cash, exit, closingRule } = alone[at++ % alone.length] ?? {}
      expect({ ...trade, group: trade.group % 1000 }).toMatchObject({ group, life, cash, exit, closingRule })
    }
  })
})

/** The same records of other groups. */
const renumbered = (records: readonly RunRecord[], by: number): RunRecord[] =>
  JSON.parse(JSON.stringify(records), (key, value) =>
    key === 'group' && typeof value === 'number' ? value + by : value,
  )
