/** What of an open strangle is closed early, and by which rule. */

import { describe, expect, it } from 'vitest'
import { type Instrument, optionOf, type Right } from '../../../engine/model/instrument.ts'
import { ZERO } from '../../../engine/model/money.ts'
import type { GroupView, LegView } from '../../../engine/model/snapshot.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { type ExitFacts, exitOf } from '../../../strategies/oi-zone-strangle/exits.ts'
import {
  type OiZoneStrangleParams,
  oiZoneStrangleParams,
} from '../../../strategies/oi-zone-strangle/params.ts'
import type { Zone } from '../../../strategies/zones/zone.ts'

const EXPIRY = parseDay('2009-10-27')
const CALL = optionOf('OG', EXPIRY, 'call', 1110)
const PUT = optionOf('OG', EXPIRY, 'put', 1025)
const FUTURE: Instrument = { kind: 'future', id: 'GC 2009-12', product: 'GC', month: '2009-12' }

const params = (parts: Partial<OiZoneStrangleParams> = {}): OiZoneStrangleParams => ({
  ...oiZoneStrangleParams.parse({ product: 'OG' }),
  ...parts,
})

const legOf = (
  instrument: Instrument,
  priceEntry: number,
  mark: number | null,
  parts: Partial<LegView> = {},
): LegView => ({
  instrument,
  quantity: -2,
  priceEntry,
  mark,
  multiplier: 100,
  assigned: false,
  promised: 0,
  borrowed: ZERO,
  ...parts,
})

/** The deck's strangle, whose legs stand at these marks. */
const strangle = (call: number | null, put: number | null, parts: Partial<GroupView> = {}): GroupView => ({
  id: 3,
  tag: 'gold',
  openedAt: 1,
  lots: 2,
  creditPoints: 11.6,
  closingPoints: (call ?? 6) + (put ?? 5.6),
  legs: [legOf(CALL, 6, call), legOf(PUT, 5.6, put)],
  ...parts,
})

const QUIET: ExitFacts = { lastBeforeExpiryWeek: false, zones: null }
const EVE: ExitFacts = { ...QUIET, lastBeforeExpiryWeek: true }

/** The rule and the legs of the exit. */
function exit(group: GroupView, facts: ExitFacts = QUIET, parts: Partial<OiZoneStrangleParams> = {}) {
  const intent = exitOf(group, params(parts), facts)
  return intent && [intent.reason.rule, intent.legs ?? 'all']
}

describe('a strangle', () => {
  it('stays as it is while no rule applies', () => {
    expect(exit(strangle(5, 4))).toBeNull()
    expect(exit(strangle(5, 4), EVE)).toBeNull()
  })
})

describe('R4', () => {
  it.each<[string, number | null, number, Partial<OiZoneStrangleParams>, unknown]>([
    ['buys back a call below a tenth of its own premium', 0.59, 5, {}, ['R4', [CALL.id]]],
    ['buys back a put below a tenth of its own premium', 5, 0.55, {}, ['R4', [PUT.id]]],
    ['buys back both', 0.5, 0.5, {}, ['R4', [CALL.id, PUT.id]]],
    ['leaves what is dearer', 0.61, 0.57, {}, null],
    ['leaves a leg that has no mark', null, 5, {}, null],
    ['takes another share', 1.1, 5, { buyBackShare: 0.2 }, ['R4', [CALL.id]]],
    ['is off', 0.1, 0.1, { buyBack: 'off' }, null],
    ['counts the whole strangle', 0.1, 1, { buyBack: 'strangle' }, ['R4', [CALL.id, PUT.id]]],
    ['counts the whole strangle, not a leg', 0.1, 2, { buyBack: 'strangle' }, null],
  ])('%s', (_, call, put, parts, expected) => {
    expect(exit(strangle(call, put), QUIET, parts)).toEqual(expected)
  })

  it('leaves what is long', () => {
    const bought = strangle(0.1, 5, { legs: [legOf(CALL, 6, 0.1, { quantity: 2 }), legOf(PUT, 5.6, 5)] })
    expect(exit(bought)).toBeNull()
  })

  // Fault: a tenth of 6.00 is 0.6000000000000001 in binary floats, so a leg at exactly 10 % counts as below it.
  it('leaves a leg at exactly a tenth', () => {
    expect(exit(strangle(0.6, 5))).toBeNull()
  })
})

describe('R5', () => {
  it.each<[string, number, ExitFacts, Partial<OiZoneStrangleParams>, unknown]>([
    ['closes all at 70 % of the credit', 3.48, EVE, {}, ['R5', 'all']],
    ['leaves what has earned less', 3.49, EVE, {}, null],
    ['waits for the last session before the week of expiry', 3.48, QUIET, {}, null],
    ['takes another share', 5.8, EVE, { strongProfit: 0.5 }, ['R5', 'all']],
    ['is off', 1, EVE, { strongProfit: null }, null],
  ])('%s', (_, closingPoints, facts, parts, expected) => {
    expect(exit(strangle(3, 3, { closingPoints }), facts, parts)).toEqual(expected)
  })

  it('counts a leg that was bought back at what it cost', () => {
    const left = { legs: [legOf(PUT, 5.6, 2)] }
    expect(exit(strangle(null, 2, { ...left, closingPoints: 2 + 0.5 }), EVE)).toEqual(['R5', 'all'])
    expect(exit(strangle(null, 2, { ...left, closingPoints: 2 + 2 }), EVE)).toBeNull()
  })

  it('comes before R4', () => {
    expect(exit(strangle(0.1, 0.1), EVE)).toEqual(['R5', 'all'])
  })
})

describe('R7', () => {
  const assigned = strangle(5, 4, {
    legs: [legOf(FUTURE, 1110, 1130, { assigned: true }), legOf(PUT, 5.6, 4)],
  })

  it('closes futures that came by assignment, and only them', () => {
    expect(exit(assigned)).toEqual(['R7', [FUTURE.id]])
    expect(exit(strangle(5, 4, { legs: [legOf(FUTURE, 1050, 1130)] }))).toBeNull()
  })

  it('holds them when told so', () => {
    expect(exit(assigned, QUIET, { afterAssignment: 'hold' })).toBeNull()
  })
})

describe('Z7', () => {
  const zone = (side: Right, near: number): Zone => ({
    side,
    step: 5,
    peak: near,
    lower: near,
    upper: near,
    near,
    far: near,
    shareOfSide: 1,
  })
  const zones = (call: number | null, put: number | null): ExitFacts => ({
    ...QUIET,
    zones: { call: call === null ? null : zone('call', call), put: put === null ? null : zone('put', put) },
  })
  const on = { exitOnZoneBreak: true }

  it.each<[string, ExitFacts, unknown]>([
    ['the call whose zone has moved above it', zones(1115, 1030), ['Z7', [CALL.id]]],
    ['the put whose zone has moved below it', zones(1100, 1020), ['Z7', [PUT.id]]],
    ['both', zones(1115, 1020), ['Z7', [CALL.id, PUT.id]]],
    ['nothing while the edges are at the strikes', zones(1110, 1025), null],
    ['nothing while there is no zone', zones(null, null), null],
    ['nothing while there is no view', QUIET, null],
  ])('closes %s', (_, facts, expected) => {
    expect(exit(strangle(5, 4), facts, on)).toEqual(expected)
  })

  it('is off unless asked for', () => {
    expect(exit(strangle(5, 4), zones(1115, 1020))).toBeNull()
  })
})
