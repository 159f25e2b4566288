/** Shows that products are found by what people call them, and that their facts fit together. */

import { describe, expect, it } from 'vitest'
import {
  bondProductOf,
  futureProductOf,
  indexProductOf,
  optionProductOf,
  productOf,
  products,
} from '../../../engine/calendar/contracts.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { closestName } from '../../../engine/model/closest-name.ts'
import { inForce, tickAt } from '../../../engine/model/instrument.ts'
import { parseDay } from '../../../engine/model/time.ts'

describe('a product', () => {
  it.each([
    ['OG', 'OG'],
    ['GC', 'OG'],
    ['gold', 'OG'],
    ['6E', 'EURFX'],
    ['ec', 'EURFX'],
    ['Euro', 'EURFX'],
    ['euro fx', 'EURFX'],
    ['yen', 'JPYFX'],
    ['t bond', 'OZB'],
    ['crude_oil', 'LO'],
    ['ES', 'ES'],
    ['S&P 500', 'ES'],
    ['DAX', 'ODAX'],
    ['Euro Stoxx 50', 'OESX'],
    ['Bund', 'OGBL'],
  ])('called %s is %s', (name, id) => {
    expect(productOf(name)).toMatchObject({ kind: 'option', id })
  })

  it('called by an unknown name is an error that suggests one', () => {
    expect(() => productOf('glod')).toThrow(
      'field product: "glod": no such option product; did you mean "gold"?',
    )
    expect(() => futureProductOf('GCC')).toThrow(/no such future; did you mean "GC"/)
    expect(() => indexProductOf('SX5')).toThrow(/no such index; did you mean "SX5E"/)
    expect(() => bondProductOf('USD')).toThrow(/no such bond product; did you mean "UST"/)
  })

  it('shares none of its names with another', () => {
    const names = optionProducts.flatMap(({ id, aliases }) => [id, ...aliases])
    for (const { id, aliases } of optionProducts) {
      for (const name of [id, ...aliases]) expect(optionProductOf(name).id).toBe(id)
    }
    expect(new Set(names).size).toBe(names.length)
  })

  it('turns into a future or an index that is known, quoted in its currency', () => {
    for (const option of optionProducts) {
      const { settlement } = option
      const underlying =
        settlement.kind === 'cash' ? indexProductOf(settlement.index) : futureProductOf(settlement.future)
      expect(underlying).toMatchObject({ currency: option.currency, exchange: option.exchange })
      expect([...option.aliases, option.id].map(productOf)).toEqual(
        [...option.aliases, option.id].map(() => option),
      )
      if (underlying.kind === 'future') expect(underlying.multiplier).toEqual(option.multiplier)
    }
    const kinds = products.map(({ kind }) => kind)
    const count = (kind: string) => kinds.filter(each => each === kind).length
    expect([count('option'), count('future'), count('index')]).toEqual([9, 13, 6])
  })

  it('of bonds is paid for on the next business day, and lists no issues by itself', () => {
    const treasuries = bondProductOf('ust')
    expect(treasuries).toMatchObject({ kind: 'bond', exchange: 'SIFMA', currency: 'USD', issues: [] })
    expect(inForce(treasuries.settlementDays, parseDay('2017-10-10'), 'settlement')).toBe(1)
  })

  it('has an id that no other has', () => {
    const ids = products.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('a dated fact', () => {
  const tick = (id: string, date: string, premium: number) =>
    tickAt(inForce(optionProductOf(id).ticks, parseDay(date), 'tick'), premium)

  it('changes on its day', () => {
    expect(tick('ODAX', '2019-07-21', 300)).toBe(0.1)
    expect(tick('ODAX', '2019-07-22', 300)).toBe(1)
    expect(tick('ODAX', '2019-07-22', 25)).toBe(0.5)
    expect(tick('ODAX', '2019-07-22', 24.9)).toBe(0.1)
    const bondTick = (date: string) => inForce(futureProductOf('ZB').ticks, parseDay(date), 'tick')[0]?.tick
    expect([bondTick('2008-02-29'), bondTick('2008-03-03'), bondTick('2009-08-31')]).toEqual([
      1 / 32,
      1 / 64,
      1 / 32,
    ])
    const style = (date: string) => inForce(optionProductOf('EURFX').exercise, parseDay(date), 'exercise')
    expect([style('2017-06-09'), style('2017-06-10')]).toEqual(['american', 'european'])
  })

  it('depends on the premium where ticks come in bands', () => {
    expect(tick('ES', '2009-11-20', 5)).toBe(0.05)
    expect(tick('ES', '2009-11-20', 5.25)).toBe(0.25)
    expect(tick('EURFX', '2009-11-20', 0.0005)).toBe(0.0001)
    expect(tick('EURFX', '2009-11-20', 0.00045)).toBe(0.00005)
    expect(tick('JPYFX', '2009-11-20', 0.000005)).toBe(0.000001)
  })

  it('settles Bund options like futures, all others with the premium up front', () => {
    const styles = optionProducts.filter(({ premium }) =>
      premium.some(({ value }) => value === 'futuresStyle'),
    )
    expect(styles.map(({ id }) => id)).toEqual(['OGBL'])
  })

  it('shrinks the size in the dangerous markets', () => {
    const shrunk = optionProducts
      .filter(({ sizeFactor }) => sizeFactor !== 1)
      .map(({ id, sizeFactor }) => [id, sizeFactor])
    expect(shrunk).toEqual([
      ['LO', 0.75],
      ['ODAX', 0.5],
      ['OESX', 0.5],
    ])
  })
})

describe('the closest name', () => {
  it('needs the fewest edits', () => {
    expect(closestName('crdue', ['gold', 'crude', 'yen'])).toBe('crude')
    expect(closestName('OGL', ['OG', 'OGBL', 'LO'])).toBe('OG')
    expect(closestName('glod', ['LO', 'gold'])).toBe('gold')
    expect(closestName('x', [])).toBeNull()
  })
})
