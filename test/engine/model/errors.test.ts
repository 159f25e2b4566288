/** How the three kinds of failure read. */

import { describe, expect, it } from 'vitest'
import { DataError, invariant, type Place, StrategyError } from '../../../engine/model/errors.ts'

describe('a DataError', () => {
  it.each<[Place, string]>([
    [{ file: 'a.csv', line: 7, field: 'bid', value: 'x' }, 'a.csv, line 7, field bid: "x": not a number'],
    [{ file: 'a.csv', line: 7 }, 'a.csv, line 7: not a number'],
    [{ file: 'a.csv', value: '' }, 'a.csv: "": not a number'],
    [{ field: 'lots', value: 0 }, 'field lots: "0": not a number'],
    [{ value: 'x' }, '"x": not a number'],
    [{ line: 1 }, 'line 1: not a number'],
    [{ line: 0 }, 'line 0: not a number'],
    [{}, 'not a number'],
  ])('at %j reads %s', (place, message) => {
    expect(new DataError('not a number', place).message).toBe(message)
  })

  it('takes more of its place from each caller on the way up', () => {
    const error = new DataError('no such date', { field: 'expiry', value: '2009-02-30' })
    expect(error.at({ line: 12 }).at({ file: 'og.csv' }).message).toBe(
      'og.csv, line 12, field expiry: "2009-02-30": no such date',
    )
  })

  it('keeps what it knows of its place', () => {
    const error = new DataError('no such date', { field: 'expiry', line: 3 })
    expect(error.at({ field: 'row', line: 99, file: 'og.csv' }).place).toEqual({
      field: 'expiry',
      line: 3,
      file: 'og.csv',
    })
  })

  // Fault: `at` spreads its own place over the caller's, so a field that is there but undefined wipes out what is known.
  it('lets the caller fill in a field that was given as undefined', () => {
    const error = new DataError('no such date', { file: undefined, field: 'expiry' })
    expect(error.at({ file: 'og.csv' }).message).toBe('og.csv, field expiry: no such date')
  })

  it('is told apart by its name', () => {
    expect(new DataError('x').name).toBe('DataError')
    expect(new StrategyError('x').name).toBe('StrategyError')
    expect(new DataError('x')).toBeInstanceOf(Error)
    expect(new DataError('x')).not.toBeInstanceOf(StrategyError)
  })
})

describe('an invariant', () => {
  it('lets what holds pass, and says what does not', () => {
    expect(() => invariant(true, 'entries sum to zero')).not.toThrow()
    expect(() => invariant(false, 'entries sum to zero')).toThrow('invariant broken: entries sum to zero')
  })

  it('is not taken for bad input', () => {
    let thrown: unknown
    try {
      invariant(false, 'x')
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Error)
    expect(thrown).not.toBeInstanceOf(DataError)
  })
})

describe('a message', () => {
  it('is one line that no terminal takes for a command, however long and wild the value', () => {
    const place = { file: 'x.csv', line: 2, field: 'a\nb', value: '\u001b[31m\u009b\u2028' }
    expect(new DataError('is wrong', place).message).toBe(
      'x.csv, line 2, field a\\nb: "\\u001b[31m\\u009b\\u2028": is wrong',
    )
    const long = new DataError('is wrong', { value: 'x'.repeat(1e6) })
    expect(long.message).toBe(`"${'x'.repeat(200)}...": is wrong`)
  })
})
