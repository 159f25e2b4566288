/** What a report makes of futures that end while they are held: days, prices, exits and events. */

import { describe, expect, it } from 'vitest'
import { futureOf, optionOf, parseDay, type RunRecord } from '../../../engine/index.ts'
import { type Report, renderHtml, reportSchema, summarise } from '../../../reports/index.ts'
import { atCloses, FUTURES_MARGIN, futuresMarket } from '../../fixtures/futures-market.ts'
import { cashByKind, runBook, scripted } from '../../fixtures/run-book.ts'
import { type TinyDay, tinyMarket } from '../../fixtures/tiny-market.ts'
import { basisInput, DECEMBER, reason, runBasis, sessionsOf } from '../basis-runs.ts'
import { textOf } from '../html/pages.ts'
import { LIFE_CASH, lifeRows, runLife } from '../whole-life.ts'

const CASH = 100_000

function reportOf(records: readonly RunRecord[]): Report {
  const { run, ...input } = basisInput(records, CASH)
  const { funding: _, ...unfunded } = run
  const equityStart = cashByKind(records).deposit ?? 0
  return summarise({ ...input, run: { ...unfunded, equityStart } })
}

const MARCH = futureOf('FZ', '2009-03')

describe('the report of a future that was held to its end', async () => {
  const records = await runBook({
    market: futuresMarket({
      ends: { [MARCH.id]: '2009-03-13' },
      days: [
        { day: '2009-03-10', prices: { [MARCH.id]: 100 } },
        { day: '2009-03-11', prices: { [MARCH.id]: 101 } },
        { day: '2009-03-12', prices: { [MARCH.id]: 103 } },
        { day: '2009-03-13', prices: { [MARCH.id]: 119 } },
        { day: '2009-03-16', prices: {} },
      ],
    }),
    strategy: atCloses({
      '2009-03-10': [
        {
          kind: 'open',
          tag: 'a',
          legs: [{ instrument: MARCH, side: 'sell', ratio: 1 }],
          lots: 2,
          reason,
        },
      ],
    }),
    from: '2009-03-10',
    to: '2009-03-16',
    cash: CASH,
    rules: { margin: FUTURES_MARGIN, commissionPerContract: 0, slippageTicks: 0 },
  })
  const report = reportOf(records)
  const [trade] = report.trades

  it('closes the trade on the last day, at the last settlement', () => {
    expect(trade).toMatchObject({
      openedAt: '2009-03-11',
      closedAt: '2009-03-13',
      holdingDays: 2,
      status: 'closed',
      exit: 'expired',
      exitRule: null,
      profit: -2 * 18 * 50,
      legs: [{ instrument: MARCH.id, quantity: -2, priceEntry: 101, priceExit: 119 }],
    })
    expect(report.headline).toMatchObject({ averageHoldingDays: 2, equityEnd: CASH - 1800 })
  })

  it('tells the end as a step of its life', () => {
    expect(trade?.events.at(-1)).toMatchObject({
      kind: 'ended',
      session: '2009-03-13',
      origin: 'exchange',
      instrument: MARCH.id,
      quantity: -2,
      price: 119,
      text: `${MARCH.id} ended at 119`,
    })
  })

  it('is what its schema says, and a page that shows the end', () => {
    expect(reportSchema.parse(report)).toEqual(report)
    const page = textOf(renderHtml(report))
    expect(page).toContain('expired at its last settlement')
    expect(page).toContain('ended at 119')
  })
})

describe('the report of a future that came by assignment and ended', async () => {
  const days = (['2009-10-22', '2009-10-23', '2009-10-26', '2009-10-27', '2009-10-28'] as const).map(
    (day, i): TinyDay => ({
      day,
      underlying: 1050 + i,
      quotes: day <= '2009-10-26' ? [{ strike: 1000, right: 'call', bid: 50, ask: 51, settlement: 50 }] : [],
    }),
  )
  const call = optionOf('OG', parseDay('2009-10-26'), 'call', 1000)
  const records = await runBook({
    market: tinyMarket({ expiry: '2009-10-26', days, futureEnds: '2009-10-28' }),
    strategy: scripted('OG', () => []),
    from: '2009-10-22',
    to: '2009-10-28',
    cash: CASH,
    positions: [{ tag: 'a', instrument: call, quantity: -2, price: 50 }],
  })

  it('stays one of an assignment, and gives the future its way out', () => {
    expect(reportOf(records).trades[0]).toMatchObject({
      exit: 'assigned',
      closedAt: '2009-10-28',
      legs: [
        { instrument: call.id, priceExit: 52 },
        { instrument: 'GC 2009-12', quantity: -2, priceEntry: 1000, priceExit: 1054 },
      ],
    })
  })
})

describe('the report of a short that had no bonds to deliver', () => {
  it('calls it expired, on the day on which the exchange ended it', async () => {
    const rows = sessionsOf('2017-12-01', '2018-01-05').map(day => ({
      day,
      prices: day <= '2017-12-19' ? { [DECEMBER.id]: 125 } : {},
    }))
    const records = await runBasis({
      rows,
      cash: CASH,
      script: {
        '2017-12-01': () => [
          {
            kind: 'open',
            tag: 'a',
            legs: [{ instrument: DECEMBER, side: 'sell', ratio: 1 }],
            lots: 1,
            reason,
          },
        ],
      },
    })
    expect(reportOf(records).trades[0]).toMatchObject({
      exit: 'expired',
      closedAt: '2017-12-27',
      legs: [{ priceExit: 125 }],
    })
  })
})

describe('the records of a run', async () => {
  const records = await runLife(lifeRows(1))
  const report = (changed: readonly RunRecord[]) => summarise(basisInput(changed, LIFE_CASH))

  it('make a report while they agree', () => {
    expect(report(records).headline.trades).toBe(2)
  })

  it.each(['variation', 'commission', 'repo', 'bond'] as const)(
    'make none where an entry of kind %s is missing',
    kind => {
      const lost = records.findLastIndex(record => record.kind === 'entry' && record.entry.kind === kind)
      expect(() => report(records.toSpliced(lost, 1))).toThrow('is the end of the ledger')
    },
  )

  it('make none where the value of what is open is missing', () => {
    expect(() => report(records.filter(({ kind }) => kind !== 'open'))).toThrow('is the end of the ledger')
  })

  it('make none where the capital is not what the report says was paid in', () => {
    const input = basisInput(records, LIFE_CASH)
    const run = { ...input.run, equityStart: LIFE_CASH - 1 }
    expect(() => summarise({ ...input, run })).toThrow('beyond the cash paid in')
  })
})
