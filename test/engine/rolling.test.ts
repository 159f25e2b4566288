/** Rolling short calls asks margin for what is held afterwards, not for both strikes; rates are asked for when they are needed. */

import { describe, expect, it } from 'vitest'
import { fixedMargin, type Intent, optionOf, parseDay } from '../../engine/index.ts'
import { only, runBook, scripted } from '../fixtures/run-book.ts'
import { tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-10-27'
const call = (strike: number) => optionOf('OG', parseDay(EXPIRY), 'call', strike)
const reason = { rule: 'x', text: 'x' }
const quote = (strike: number) => ({ strike, right: 'call' as const, bid: 5, ask: 5, settlement: 5 })
const market = tinyMarket({
  expiry: EXPIRY,
  days: ['2009-10-12', '2009-10-13', '2009-10-14', '2009-10-15'].map(day => ({
    day,
    underlying: 1000,
    quotes: [quote(1050), quote(1060)],
  })),
})

const SOLD: Intent = {
  kind: 'open',
  tag: 'calls',
  legs: [{ instrument: call(1050), side: 'sell', ratio: 1 }],
  lots: 10,
  reason,
}

const rolled = (group: number, up: number): Intent => ({
  kind: 'adjust',
  group,
  legs: [
    { instrument: call(1050), quantity: 10 },
    { instrument: call(1060), quantity: -up },
  ],
  reason,
})

/** Margin is 2,500 a short call: 25,000 for ten. */
const rolling = (cash: number, up: number) => {
  const asked: number[] = []
  return runBook({
    market,
    strategy: scripted('OG', (wake, day) => {
      const [group] = wake.snapshot.groups
      if (day === '2009-10-12') return [SOLD]
      if (day !== '2009-10-13' || !group) return []
      asked.push(
        wake.requirement([{ instrument: call(1050), quantity: 10, price: 5 }]).initial,
        wake.requirement([{ instrument: call(1050), quantity: 4, price: 5 }]).initial,
        wake.requirement([{ instrument: call(1060), quantity: -1, price: 5 }]).initial,
      )
      return [rolled(group.id, up)]
    }),
    from: '2009-10-12',
    to: '2009-10-15',
    cash,
    rules: { commissionPerContract: 0 },
  }).then(records => ({ records, asked }))
}

describe('rolling ten short calls', () => {
  it('asks for ten', async () => {
    const { records } = await rolling(30_000, 10)
    expect(only(records, 'refusal')).toEqual([])
    expect(only(records, 'fill').map(({ fill }) => [fill.instrument.id, fill.quantity])).toEqual([
      [call(1050).id, -10],
      [call(1050).id, 10],
      [call(1060).id, -10],
    ])
  })

  it('into twenty asks for twenty', async () => {
    const { records } = await rolling(30_000, 20)
    expect(only(records, 'refusal').map(({ reason: { rule } }) => rule)).toEqual(['initial margin'])
    expect(only(records, 'fill')).toHaveLength(1)
  })

  it('is seen so by a strategy that asks beforehand', async () => {
    const { asked } = await rolling(30_000, 10)
    expect(asked.map(initial => initial / 100)).toEqual([0, 6 * 2500, 11 * 2500])
  })
})

describe('a margin table whose rate for the delivered future begins late', () => {
  const margin = (future: string) =>
    fixedMargin(
      {
        OG: [
          {
            from: null,
            value: {
              nakedCall: { initial: 2500, maintenance: 1800 },
              strangle: { initial: 3500, maintenance: 2500 },
              nakedPut: { initial: 2500, maintenance: 1800 },
            },
          },
          {
            from: future,
            value: {
              nakedCall: { initial: 2500, maintenance: 1800 },
              nakedPut: { initial: 2500, maintenance: 1800 },
              strangle: { initial: 3500, maintenance: 2500 },
              future: { initial: 5399, maintenance: 3999 },
            },
          },
        ],
      },
      future => (future === 'GC' ? 'OG' : null),
    )
  const run = (to: string, from: string) =>
    runBook({
      market,
      strategy: scripted('OG', () => []),
      from: '2009-10-12',
      to,
      rules: { margin: margin(from) },
    })

  it('is enough for a run that ends before anything can be delivered', async () => {
    await expect(run('2009-10-15', '2009-10-27')).resolves.toBeDefined()
    await expect(run('2009-10-15', '2010-01-01')).resolves.toBeDefined()
  })

  it('is asked for as soon as a series ends within the run, and not before', async () => {
    await expect(run('2009-10-30', '2009-10-27')).resolves.toBeDefined()
    await expect(run('2009-10-30', '2009-10-28')).rejects.toThrow('future')
  })
})
