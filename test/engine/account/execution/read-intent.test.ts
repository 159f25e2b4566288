/** What is an intent, and what is none: every field, whatever stands in it. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { readIntent } from '../../../../engine/account/execution/read-intent.ts'
import { futureOf } from '../../../../engine/model/instrument.ts'
import { IntentFault } from '../../../../engine/model/read-fields.ts'
import { column } from '../../../../engine/model/signal.ts'
import { AUGUST_2024 } from '../../../fixtures/basis-market.ts'
import { CLOSE, CLOSING, FACTS, NOTE, OPEN, WELL_FORMED } from './intents.ts'
import { changed, junk, pathsOf } from './junk.ts'
import { CALL, FUTURE, PUT } from './slices.ts'

const read = (value: unknown) => readIntent(value, FACTS)

function faultOf(value: unknown): IntentFault {
  try {
    read(value)
  } catch (error) {
    if (error instanceof IntentFault) return error
    throw error
  }
  throw new Error('it was taken')
}

const leg = { instrument: CALL, side: 'sell', ratio: 1 }
const legOf = (parts: object) => ({ ...OPEN, legs: [{ ...leg, ...parts }] })
const ofInstrument = (instrument: unknown) => legOf({ instrument })
const stopOf = (stop: unknown) => ({ ...OPEN, stop })
const level = { watch: CLOSE, fires: 'below', level: 900 }
const adjustBy = (...legs: object[]) => ({ ...WELL_FORMED.adjust, legs })
const cyclic: Record<string, unknown> = { kind: 'open' }
cyclic.self = cyclic

describe('an intent that is well formed', () => {
  it.each(Object.entries(WELL_FORMED))('is read as it is: %s', (_, intent) => {
    expect(read(intent)).toEqual(intent)
  })

  it.each(Object.entries(WELL_FORMED).filter(([name]) => !name.includes('level')))(
    'shares no object with the strategy: %s',
    (_, intent) => {
      const own = structuredClone(intent)
      const taken = read(own)
      for (const path of pathsOf(own).reverse()) {
        const part = path.slice(0, -1).reduce<object>((whole, key) => Reflect.get(whole, key), own)
        Reflect.set(part, path.at(-1) ?? '', 'changed')
      }
      expect(taken).toEqual(intent)
    },
  )

  it('is frozen where a strategy sees it again', () => {
    const taken = read(OPEN)
    expect(taken.kind === 'open' && taken.legs.every(one => Object.isFrozen(one.instrument))).toBe(true)
    expect(
      taken.kind === 'open' && Object.isFrozen(taken.reason) && Object.isFrozen(taken.reason.evidence),
    ).toBe(true)
  })

  it('has the issue of the market in place of one that says the same', () => {
    const taken = read(ofInstrument({ ...NOTE, issue: { ...AUGUST_2024 } }))
    const [first] = taken.kind === 'open' ? taken.legs : []
    const listed = FACTS.facts.findProduct('UST')
    const [issue] = listed?.kind === 'bond' ? listed.issues.filter(({ id }) => id === NOTE.id) : []
    expect(issue).toEqual(AUGUST_2024)
    expect(first?.instrument.kind === 'bond' && first.instrument.issue).toBe(issue)
  })

  it('may have undefined where a field may be left out', () => {
    const own = { ...OPEN, group: undefined, limit: undefined, stop: undefined }
    expect(Object.keys(read(own))).toEqual(Object.keys(OPEN))
    expect(read({ ...CLOSING, legs: undefined })).toEqual({ ...CLOSING, legs: undefined })
  })

  it('tells what is no number as null, as its record would', () => {
    const values = { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: 1 }
    expect(read({ kind: 'observe', name: 'x', values })).toMatchObject({ values: { a: null, b: null, c: 1 } })
    expect(read({ ...OPEN, reason: { rule: 'x', text: 'x', evidence: values } })).toMatchObject({
      reason: { evidence: { a: null, b: null, c: 1 } },
    })
  })
})

describe('what is no intent', () => {
  it.each<[string, unknown, string, string]>([
    ['nothing', undefined, '', 'must be an object'],
    ['null', null, '', 'must be an object'],
    ['a text', 'buy', '', 'must be an object'],
    ['an array of intents', [OPEN], '', 'must be an object'],
    ['a function', () => OPEN, '', 'must be an object'],
    ['an object without a kind', {}, 'kind', 'must be open or close'],
    ['an unknown kind', { ...OPEN, kind: 'buy' }, 'kind', 'or observe'],
    ['the name of a method for a kind', { ...OPEN, kind: 'toString' }, 'kind', 'must be open'],
    ['a cyclic object', cyclic, 'self', 'is no field of the intent open; did you mean'],
    ['a misspelt field', { ...OPEN, limitt: 3 }, 'limitt', 'did you mean limit?'],
    ['a field of another kind', { ...CLOSING, lots: 3 }, 'lots', 'is no field of the intent close'],
    ['no tag', { ...OPEN, tag: undefined }, 'tag', 'a text that is not empty'],
    ['an empty tag', { ...OPEN, tag: '' }, 'tag', 'a text that is not empty'],
    ['a decline without a tag', { ...WELL_FORMED.decline, tag: '' }, 'tag', 'not empty'],
    ['a group that is a text', { ...OPEN, group: '4' }, 'group', 'must be a whole number'],
    ['a group of NaN', { ...CLOSING, group: Number.NaN }, 'group', 'must be a whole number'],
    ['no lots', { ...OPEN, lots: undefined }, 'lots', 'must be a whole number above zero'],
    ['lots of 0', { ...OPEN, lots: 0 }, 'lots', 'above zero'],
    ['lots below 0', { ...OPEN, lots: -1 }, 'lots', 'above zero'],
    ['lots of 1.5', { ...OPEN, lots: 1.5 }, 'lots', 'above zero'],
    ['lots of NaN', { ...OPEN, lots: Number.NaN }, 'lots', 'above zero'],
    ['lots in a text', { ...OPEN, lots: '2' }, 'lots', 'above zero'],
    ['lots beyond counting', { ...OPEN, lots: 1e12 }, 'lots', 'at most'],
    ['a limit of NaN', { ...OPEN, limit: Number.NaN }, 'limit', 'must be a finite number'],
    ['a limit of null', { ...OPEN, limit: null }, 'limit', 'must be a finite number'],
    ['legs that are no array', { ...OPEN, legs: { 0: leg } }, 'legs', 'must be an array'],
    ['no leg', { ...OPEN, legs: [] }, 'legs', 'at least one leg'],
    ['a leg that is a text', { ...OPEN, legs: [CALL.id] }, 'legs.0', 'must be an object'],
    ['a hole for a leg', { ...OPEN, legs: new Array(2) }, 'legs.0', 'must be an object'],
    [
      'one leg twice',
      { ...OPEN, legs: [leg, { ...leg, side: 'buy' }] },
      'legs.1.instrument.id',
      'earlier leg',
    ],
    ['the side long', legOf({ side: 'long' }), 'legs.0.side', 'must be buy or sell'],
    ['the side BUY', legOf({ side: 'BUY' }), 'legs.0.side', 'must be buy or sell'],
    ['no side', legOf({ side: undefined }), 'legs.0.side', 'must be buy or sell'],
    ['a ratio of 0', legOf({ ratio: 0 }), 'legs.0.ratio', 'above zero'],
    ['a ratio of 0.5', legOf({ ratio: 0.5 }), 'legs.0.ratio', 'above zero'],
    ['more contracts than there are', legOf({ ratio: 1e9 }), 'legs.0.ratio', 'times 3 lots must be at most'],
    ['an unknown field of a leg', legOf({ quantity: 3 }), 'legs.0.quantity', 'is no field of a leg'],
    ['the id for the instrument', ofInstrument(CALL.id), 'legs.0.instrument', 'must be an object'],
    [
      'an index for an instrument',
      ofInstrument({ ...CALL, kind: 'index' }),
      'legs.0.instrument.kind',
      'or bond',
    ],
    ['an id of another strike', ofInstrument({ ...CALL, strike: 1 }), 'legs.0.instrument.id', 'must be OG'],
    [
      'an id of another month',
      ofInstrument({ ...FUTURE, month: '2010-02' }),
      'legs.0.instrument.id',
      'GC 2010-02',
    ],
    ['a right of C', ofInstrument({ ...CALL, right: 'C' }), 'legs.0.instrument.right', 'must be call or put'],
    ['a strike of NaN', ofInstrument({ ...CALL, strike: Number.NaN }), 'legs.0.instrument.strike', 'finite'],
    [
      'an expiry in a text',
      ofInstrument({ ...CALL, expiry: '2009-10-27' }),
      'legs.0.instrument.expiry',
      'whole',
    ],
    [
      'an expiry beyond dates',
      ofInstrument({ ...CALL, expiry: 1e15 }),
      'legs.0.instrument.expiry',
      'day number',
    ],
    [
      'a month with its name',
      ofInstrument(futureOf('GC', 'Dec09')),
      'legs.0.instrument.month',
      'as in 2009-12',
    ],
    ['no product', ofInstrument({ ...CALL, product: undefined }), 'legs.0.instrument.product', 'not empty'],
    [
      'an unlisted bond',
      ofInstrument({ ...NOTE, id: 'UST 9' }),
      'legs.0.instrument.id',
      'no bond that the market',
    ],
    [
      'a bond of another product',
      ofInstrument({ ...NOTE, product: 'X' }),
      'legs.0.instrument.product',
      'be UST',
    ],
    [
      'a bond without its issue',
      ofInstrument({ ...NOTE, issue: NOTE.id }),
      'legs.0.instrument.issue',
      'an object',
    ],
    [
      'a coupon that the market does not pay',
      ofInstrument({ ...NOTE, issue: { ...AUGUST_2024, couponPercent: 9 } }),
      'legs.0.instrument.issue.couponPercent',
      'must be 2.375',
    ],
    ['a stop that is a number', stopOf(12), 'stop', 'must be an object'],
    ['a stop without a known field', stopOf({}), 'stop.watch', 'must be an object'],
    [
      'two stops in one',
      stopOf({ ...level, loss: { points: 1 }, test: 'settlement' }),
      'stop.watch',
      'is no field',
    ],
    [
      'a stop of no loss',
      stopOf({ loss: { points: 0 }, test: 'settlement' }),
      'stop.loss.points',
      'above zero',
    ],
    [
      'a stop of NaN',
      stopOf({ loss: { timesCredit: Number.NaN }, test: 'settlement' }),
      'stop.loss.timesCredit',
      'above',
    ],
    [
      'a loss both ways',
      stopOf({ loss: { points: 1, timesCredit: 1 }, test: 'settlement' }),
      'stop.loss.timesCredit',
      'no field',
    ],
    ['a loss of nothing', stopOf({ loss: {}, test: 'settlement' }), 'stop.loss.timesCredit', 'above zero'],
    [
      'a stop tested daily',
      stopOf({ loss: { points: 1 }, test: 'daily' }),
      'stop.test',
      'settlement or intraday',
    ],
    ['a stop that fires up', stopOf({ ...level, fires: 'up' }), 'stop.fires', 'must be below or above'],
    ['a level of NaN', stopOf({ ...level, level: Number.NaN }), 'stop.level', 'must be a finite number'],
    [
      'a level without a grid',
      stopOf({ ...level, level: { key: CLOSE.key } }),
      'stop.level.grid',
      'an object',
    ],
    [
      'a signal of nobody',
      stopOf({ ...level, watch: column('SI', 'close') }),
      'stop.watch.key',
      'bus.compute',
    ],
    [
      'a signal on another grid',
      stopOf({ ...level, watch: { ...CLOSE, grid: { key: 'x' } } }),
      'stop.watch.grid.key',
      'must be GC',
    ],
    ['a trailing yes', stopOf({ ...level, trailing: 'yes' }), 'stop.trailing', 'true or false'],
    ['no reason', { ...OPEN, reason: undefined }, 'reason', 'must be an object'],
    ['a reason that is a text', { ...OPEN, reason: 'because' }, 'reason', 'must be an object'],
    ['a reason without a text', { ...OPEN, reason: { rule: 'x' } }, 'reason.text', 'must be a text'],
    [
      'a list of evidence',
      { ...OPEN, reason: { rule: 'x', text: 'x', evidence: [1] } },
      'reason.evidence',
      'an object',
    ],
    [
      'evidence of evidence',
      { ...OPEN, reason: { rule: 'x', text: 'x', evidence: { a: {} } } },
      'reason.evidence.a',
      'a number, a text or null',
    ],
    ['ids that are numbers', { ...CLOSING, legs: [4] }, 'legs.0', 'must be the id of an instrument'],
    ['an adjustment by nothing', adjustBy(), 'legs', 'at least one leg'],
    ['an adjustment of 0', adjustBy({ instrument: PUT, quantity: 0 }), 'legs.0.quantity', 'other than 0'],
    ['an adjustment with a side', adjustBy(leg), 'legs.0.side', 'is no field of a leg that is adjusted'],
    ['half a contract delivered', { ...WELL_FORMED.deliver, contracts: 0.5 }, 'contracts', 'above zero'],
    ['an order by its tag', { ...WELL_FORMED.cancel, order: 'gold' }, 'order', 'must be a whole number'],
    ['an observation without a name', { ...WELL_FORMED.observe, name: '' }, 'name', 'not empty'],
    [
      'an observation of a truth',
      { kind: 'observe', name: 'x', values: { a: true } },
      'values.a',
      'a number',
    ],
    [
      'an observation of a big integer',
      { kind: 'observe', name: 'x', values: { a: 1n } },
      'values.a',
      'a number',
    ],
    ['a field that sets a prototype', JSON.parse('{"kind":"open","__proto__":{"lots":1}}'), '', '__proto__'],
    [
      'a getter that throws',
      {
        ...OPEN,
        get lots(): number {
          throw new RangeError('boom')
        },
      },
      'lots',
      'was thrown when it was read',
    ],
    ['a proxy that was revoked', revoked(), '', 'was thrown when it was read'],
    ['legs that were revoked', { ...OPEN, legs: revoked() }, 'legs', 'was thrown when it was read'],
    [
      'a map of evidence',
      { ...OPEN, reason: { rule: 'x', text: 'x', evidence: new Map() } },
      'reason.evidence',
      'an object',
    ],
  ])('is told by its field: %s', (_, value, field, reason) => {
    const fault = faultOf(value)
    expect(fault.field).toBe(field)
    expect(fault.reason).toContain(reason)
  })
})

/** As a record would have it. */
const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

describe('whatever a strategy gives', () => {
  /** A signal is known by its keys; the run's own takes its place. */
  const isWithinSignal = (path: readonly string[]): boolean => path[0] === 'stop' && path.length > 2

  const taken = (value: unknown, elsewhere = false): void => {
    try {
      const intent = read(value)
      if (!elsewhere) expect(told(intent)).toEqual(told(value))
    } catch (error) {
      if (!(error instanceof IntentFault)) throw error
    }
  }

  test.prop([junk])('is an intent or has a fault', value => {
    taken(value)
  })

  test.prop([fc.constantFrom(...Object.values(WELL_FORMED)), fc.nat(), junk], { numRuns: 3000 })(
    'with one field of an intent changed, is taken as it is or has a fault there',
    (intent, at, value) => {
      const paths = pathsOf(intent)
      const path = paths[at % paths.length] ?? []
      taken(changed(intent, path, value), isWithinSignal(path))
    },
  )

  test.prop([fc.constantFrom(...Object.values(WELL_FORMED)), fc.nat()])(
    'with one field of an intent left out, is taken as it is or has a fault there',
    (intent, at) => {
      const paths = pathsOf(intent)
      const path = paths[at % paths.length] ?? []
      taken(changed(intent, path), isWithinSignal(path))
    },
  )
})
