import { describe, expect, it } from 'vitest'
import { lookup } from '../../../engine/account/lookup.ts'
import { formatDay } from '../../../engine/index.ts'
import { KINDS } from '../../../engine/kinds/index.ts'
import { closeOf, tinyMarket } from '../../fixtures/tiny-market.ts'

const facts = lookup(
  tinyMarket({
    expiry: '2009-10-27',
    days: [
      { day: '2009-10-22', underlying: 1 },
      { day: '2009-10-27', underlying: 1 },
    ],
  }),
  KINDS,
)
const next = (time: number): string | null => {
  const session = facts.nextSession('OG', time)
  return session && formatDay(session.day)
}

describe('the session of the next slice', () => {
  it('is the next one after a close, over a weekend too', () => {
    expect(next(closeOf('2009-10-22'))).toBe('2009-10-23')
    expect(next(closeOf('2009-10-23'))).toBe('2009-10-26')
  })

  it('is the same one within a session', () => {
    expect(next(closeOf('2009-10-22') - 60_000)).toBe('2009-10-22')
  })

  it('does not exist beyond the calendar', () => {
    expect(next(closeOf('2010-12-31'))).toBeNull()
  })
})

describe('the close some sessions later', () => {
  it('skips weekends, and stays at the last where the calendar ends', () => {
    expect(facts.closeAfter('OG', closeOf('2009-10-23'), 1)).toBe(closeOf('2009-10-26'))
    expect(facts.closeAfter('OG', closeOf('2009-12-25'), 5)).toBe(closeOf('2009-12-25'))
  })

  it('counts the sessions between two instants', () => {
    expect(facts.sessionsSince('OG', closeOf('2009-10-22'), closeOf('2009-10-27'))).toBe(3)
  })
})
