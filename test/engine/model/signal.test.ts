/** The keys of signals: equal ones are computed once, so different ones must differ. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { stopPoints } from '../../../engine/model/order.ts'
import {
  asOf,
  column,
  derive,
  instrumentsOf,
  type Kernel,
  type Signal,
} from '../../../engine/model/signal.ts'

const kernel = (): Kernel => () => {}
const of = (
  operation: string,
  inputs: readonly Signal[],
  parameters: readonly (number | string)[] = [],
): Signal => derive({ operation, parameters, inputs, kernel })

describe('a column', () => {
  it('is named by its field and its instrument', () => {
    expect(column('GC 2009-12', 'close')).toEqual({
      key: 'close(GC 2009-12)',
      grid: { key: 'GC 2009-12', instrument: 'GC 2009-12', every: 'bar' },
      event: false,
      source: { kind: 'column', field: 'close' },
    })
  })

  it('of whole sessions is another signal on another grid', () => {
    const bySession = column('GC 2009-12', 'close', 'session')
    expect(bySession.key).not.toBe(column('GC 2009-12', 'close').key)
    expect(bySession.grid).toMatchObject({ instrument: 'GC 2009-12', every: 'session' })
  })

  it('carried to another grid needs the bars of both instruments', () => {
    const carried = asOf(column('VIX', 'close', 'session'), column('GC 2009-12', 'close'))
    expect(carried.grid.instrument).toBe('GC 2009-12')
    expect(instrumentsOf(carried)).toEqual(['GC 2009-12', 'VIX'])
  })

  it('that no bar has is refused with those there are', () => {
    expect(() => column('GC', 'vwap' as 'close')).toThrow('"vwap": no such column; there are time, open')
  })
})

describe('a derived signal', () => {
  const close = column('GC 2009-12', 'close')
  const open = column('GC 2009-12', 'open')

  it('is named by its operation, inputs in order, and parameters', () => {
    expect(of('crossing', [close, of('sma', [close], [21])]).key).toBe(
      'crossing(close(GC 2009-12),sma(close(GC 2009-12),21))',
    )
  })

  it('has another key for another operation, input, order or parameter', () => {
    const keys = [
      of('sma', [close], [21]),
      of('sma', [close], [20]),
      of('ema', [close], [21]),
      of('sma', [open], [21]),
      of('ratio', [close, open]),
      of('ratio', [open, close]),
      of('percentB', [close], [2, 1]),
      of('percentB', [close], [21]),
    ].map(signal => signal.key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('speaks at every bar unless it is an event', () => {
    expect(of('sma', [close]).event).toBe(false)
    expect(derive({ operation: 'x', parameters: [], inputs: [close], event: true, kernel }).event).toBe(true)
  })

  it('on two grids is refused with the stranger', () => {
    expect(() => of('ratio', [close, column('GC 2010-02', 'close')])).toThrow(
      'field ratio: "close(GC 2010-02)": a signal needs inputs on one grid',
    )
  })

  it('of nothing is refused', () => {
    expect(() => of('sum', [])).toThrow(DataError)
  })
})

describe('a stop', () => {
  it('is a loss in points or a multiple of the credit', () => {
    expect(stopPoints({ loss: { points: 12 }, test: 'settlement' }, 11.6)).toBe(12)
    expect(stopPoints({ loss: { timesCredit: 2 }, test: 'settlement' }, 11.6)).toBe(23.2)
  })
})
