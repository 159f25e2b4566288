/** Dated facts of the stress weeks: found by name and day, with their sources, and true to the data they are from. */

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../datasets/scenarios/fact.ts'
import {
  april2025,
  march2020,
  scenarioOf,
  scenarios,
  september2019,
} from '../../../datasets/scenarios/scenarios.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { sharedPath, withOracle } from '../../fixtures/shared.ts'

const factOn = ({ facts }: Scenario, what: string, date: string) =>
  facts.find(fact => fact.what === what && fact.from <= date && date <= fact.to)

const valueOn = (scenario: Scenario, what: string, date: string): number | null | undefined =>
  factOn(scenario, what, date)?.value

describe('a scenario', () => {
  it('is found by its id, or the closest one is suggested', () => {
    expect(scenarioOf('march-2020')).toBe(march2020)
    expect(() => scenarioOf('march2020')).toThrow(/"march2020": no such scenario; did you mean "march-2020"/)
  })

  it.each(scenarios.map(scenario => [scenario.id, scenario] as const))(
    '%s has facts in its span, on sessions of the bond market, each with a source',
    (_id, { from, to, facts }) => {
      const market = calendarOf('SIFMA')
      for (const fact of facts) {
        expect(from <= fact.from && fact.from <= fact.to && fact.to <= to, `${fact.what} ${fact.from}`).toBe(
          true,
        )
        expect(fact.source).not.toBe('')
        if (fact.from === fact.to) expect(market.isSession(parseDay(fact.from)), fact.from).toBe(true)
        if (fact.value === null) expect(fact.status).toBe('unverified')
      }
    },
  )

  it.each(scenarios.map(scenario => [scenario.id, scenario] as const))(
    '%s has one fact of a name and day',
    (_id, { facts }) => {
      const keys = facts.flatMap(({ what, from, to }) =>
        Array.from(
          { length: parseDay(to) - parseDay(from) + 1 },
          (_, day) => `${what} ${parseDay(from) + day}`,
        ),
      )
      expect(new Set(keys).size).toBe(keys.length)
    },
  )
})

describe('facts', () => {
  it('of September 2019 mark the print that nobody has seen', () => {
    expect(valueOn(september2019, 'SOFR', '2019-09-17')).toBe(5.25)
    const sofr = september2019.facts.filter(({ what }) => what === 'SOFR')
    expect(sofr.map(({ from, status }) => [from, status])).toEqual([
      ['2019-09-16', 'unverified'],
      ['2019-09-17', 'verified'],
      ['2019-09-18', 'verified'],
      ['2019-09-19', 'verified'],
      ['2019-09-20', 'verified'],
    ])
  })

  it('of March 2020 hold over the days that they are of', () => {
    expect(
      ['2020-03-13', '2020-03-17', '2020-03-18', '2020-03-25', '2020-04-01', '2020-04-02', '2020-05-08'].map(
        date => valueOn(march2020, 'Fed Treasury purchases', date),
      ),
    ).toEqual([37, 40, 45, 75, 75, 60, 8])
    expect(factOn(march2020, 'Fed Treasury purchases', '2020-04-11')).toBeUndefined()
    expect(factOn(march2020, 'Fed Treasury purchases', '2020-03-12')).toBeUndefined()
  })

  it('of April 2025 say that no margin is known, which is not the same as none', () => {
    expect(factOn(april2025, 'CME maintenance margins', '2025-04-09')).toMatchObject({
      value: null,
      status: 'unverified',
    })
    expect(valueOn(april2025, '10Y par yield', '2025-04-11')).toBe(4.48)
    expect(valueOn(april2025, '30Y par yield', '2025-04-03')).toBeUndefined()
  })
})

const curve = sharedPath('data/treasury/ust_par_yields.csv')
const sofr = sharedPath('data/treasury/sofr.csv')

/** Rows of a csv by their first column. */
function tableOf(path: string): Map<string, Record<string, string>> {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const columns = header.split(',')
  return new Map(
    lines.map(line => {
      const cells = line.split(',')
      return [
        cells[0] ?? '',
        Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
      ]
    }),
  )
}

describe.skipIf(!existsSync(curve) || !existsSync(sofr))('in the official data', () => {
  it('every yield and every rate is what it says here', () => {
    const yields = tableOf(curve)
    const rates = tableOf(sofr)
    let checked = 0
    for (const { what, from, value } of scenarios.flatMap(({ facts }) => facts)) {
      const [, tenor] = /^(\d+)Y par yield$/.exec(what) ?? []
      const published =
        tenor === undefined
          ? what === 'SOFR'
            ? rates.get(from)?.SOFR
            : undefined
          : yields.get(from)?.[`${tenor}yr`]
      if (published === undefined) continue
      expect(Number(published), `${what} ${from}`).toBe(value)
      checked++
    }
    expect(checked).toBe(5 + 10 + 11 + 21)
  })
})

withOracle<{ facts: { id: string; value: unknown }[] }>('stress-facts', ({ facts }) => {
  it('has the same purchases, day by day', () => {
    const stated = facts.find(({ id }) => id === 'F06')?.value as Record<string, number>
    expect(
      march2020.facts.filter(({ what }) => what === 'Fed Treasury purchases').map(({ value }) => value),
    ).toEqual(Object.values(stated))
    const total = facts.find(({ id }) => id === 'F07')?.value as number[]
    expect(valueOn(march2020, 'Fed Treasury purchases in all', '2020-03-20')).toBe(total[0])
  })
})
