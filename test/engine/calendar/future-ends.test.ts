/** Shows the last trading days of the futures: dates that are documented, and that options never outlive their future. */

import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import { lastTradingDayOf } from '../../../engine/calendar/future-ends.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { futureProducts } from '../../../engine/calendar/underlyings.ts'
import { formatDay, monthOf } from '../../../engine/model/time.ts'

describe('a future', () => {
  it.each([
    ['6E', '2009-12', '2009-12-14', 'two business days before the third Wednesday'],
    ['6J', '2010-03', '2010-03-15', 'as the euro'],
    ['ZB', '2009-12', '2009-12-21', 'seven business days before the last'],
    ['UB', '2017-12', '2017-12-19', 'as ZB'],
    ['TN', '2020-03', '2020-03-20', 'as ZB'],
    ['ZT', '2017-12', '2017-12-29', 'the last business day'],
    ['ZF', '2018-03', '2018-03-29', 'the last business day, before Good Friday'],
    ['CL', '2009-11', '2009-10-20', 'the 25th is a Sunday: three days before the Friday'],
    ['CL', '2009-12', '2009-11-20', 'three business days before Wednesday the 25th'],
    ['GC', '2009-12', '2009-12-29', 'the third last business day'],
    ['ES-F', '2009-12', '2009-12-18', 'the third Friday'],
    ['ES-F', '2008-03', '2008-03-20', 'Good Friday'],
    ['FGBL', '2008-03', '2008-03-06', 'the tenth is a Monday'],
    ['FGBL', '2008-06', '2008-06-06', 'the tenth is a Tuesday'],
    ['FGBL', '2008-09', '2008-09-08', 'the tenth is a Wednesday'],
    ['FGBL', '2011-12', '2011-12-08', 'the tenth is a Saturday: delivery on Monday'],
  ])('%s %s trades up to %s: %s', (id, month, day) => {
    expect(formatDay(lastTradingDayOf(futureProductOf(id), month))).toBe(day)
  })

  it('ends in a session, and no option on it trades longer', () => {
    for (const option of optionProducts) {
      const { settlement } = option
      if (settlement.kind === 'cash') continue
      const future = futureProductOf(settlement.future)
      for (let i = 0; i < 240; i++) {
        const { underlying, lastTradingDay } = seriesOf(option, monthOf(2005, 1 + i))
        const end = lastTradingDayOf(future, underlying.slice(-7))
        expect(exchangeOf(future.exchange).isSession(end), `${underlying} ${formatDay(end)}`).toBe(true)
        expect(end, underlying).toBeGreaterThanOrEqual(lastTradingDay)
      }
    }
  })

  it('has a rule, or is an error that suggests one that has', () => {
    for (const future of futureProducts) expect(() => lastTradingDayOf(future, '2009-12')).not.toThrow()
    expect(() => lastTradingDayOf({ ...futureProductOf('GC'), id: 'GCX' }, '2009-12')).toThrow(
      /field future: "GCX": no rule says when this future stops trading; did you mean "GC"/,
    )
  })
})
