/** What markets did in weeks of stress, as dated facts by name. */

import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { IsoDate } from '../../engine/model/time.ts'
import { dailyFacts, PAR_YIELD_CURVE, type Scenario, type ScenarioFact } from './fact.ts'

/** The overnight rate of September 2019, when cash ran short over a tax date. */
export const september2019: Scenario = {
  id: 'september-2019',
  name: 'Repo spike, September 2019',
  from: '2019-09-13',
  to: '2019-09-20',
  facts: [
    // The series of the New York Fed has the print; here it stands from memory.
    ...dailyFacts(
      'SOFR',
      'percent',
      { source: 'no page seen', status: 'unverified' },
      { '2019-09-16': 2.43 },
    ),
    ...dailyFacts(
      'SOFR',
      'percent',
      {
        source: 'https://www.derivativesandreporeport.com/2019/09/wild-week-for-repo-rates/',
        status: 'verified',
      },
      { '2019-09-17': 5.25, '2019-09-18': 2.55, '2019-09-19': 1.95, '2019-09-20': 1.86 },
    ),
    ...dailyFacts('2Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2019-09-13': 1.79,
      '2019-09-16': 1.74,
      '2019-09-17': 1.72,
      '2019-09-18': 1.77,
      '2019-09-20': 1.69,
    }),
    ...dailyFacts('10Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2019-09-13': 1.9,
      '2019-09-16': 1.84,
      '2019-09-17': 1.81,
      '2019-09-18': 1.8,
      '2019-09-20': 1.74,
    }),
  ],
}

/** Announced pace on every business day of a span. It adds up to more than what was bought, which is below. */
const purchases = (from: IsoDate, to: IsoDate, value: number): ScenarioFact => ({
  what: 'Fed Treasury purchases',
  from,
  to,
  value,
  unit: 'USD bn a day',
  source:
    'Bloomberg, https://www.bloombergquint.com/onweb/fed-slows-treasury-buying-again-to-7-billion-a-day-next-week',
  status: 'verified',
})

export const march2020: Scenario = {
  id: 'march-2020',
  name: 'Dash for cash, March 2020',
  from: '2020-02-20',
  to: '2020-05-08',
  facts: [
    ...dailyFacts('10Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2020-02-20': 1.52,
      '2020-02-28': 1.13,
      '2020-03-03': 1.02,
      '2020-03-06': 0.74,
      '2020-03-09': 0.54,
      '2020-03-13': 0.94,
      '2020-03-16': 0.73,
      '2020-03-17': 1.02,
      '2020-03-18': 1.18,
      '2020-03-23': 0.76,
      '2020-03-31': 0.7,
    }),
    purchases('2020-03-13', '2020-03-13', 37),
    purchases('2020-03-16', '2020-03-17', 40),
    purchases('2020-03-18', '2020-03-18', 45),
    purchases('2020-03-19', '2020-04-01', 75),
    purchases('2020-04-02', '2020-04-03', 60),
    purchases('2020-04-06', '2020-04-09', 50),
    purchases('2020-04-13', '2020-04-17', 30),
    purchases('2020-04-20', '2020-04-24', 15),
    purchases('2020-04-27', '2020-05-01', 10),
    purchases('2020-05-04', '2020-05-08', 8),
    {
      what: 'Fed Treasury purchases in all',
      from: '2020-03-15',
      to: '2020-03-31',
      value: 775,
      unit: 'USD bn',
      source:
        'Federal Reserve Bank of New York, https://libertystreeteconomics.newyorkfed.org/2020/04/treasury-market-liquidity-during-the-covid-19-crisis.html',
      status: 'verified',
    },
  ],
}

/** The tariff weeks of April 2025: yields; of the exchange's margins nothing is known. */
export const april2025: Scenario = {
  id: 'april-2025',
  name: 'Tariff announcements, April 2025',
  from: '2025-04-02',
  to: '2025-04-11',
  facts: [
    ...dailyFacts('2Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2025-04-02': 3.91,
      '2025-04-04': 3.68,
      '2025-04-07': 3.73,
      '2025-04-08': 3.71,
      '2025-04-09': 3.91,
      '2025-04-10': 3.84,
      '2025-04-11': 3.96,
    }),
    ...dailyFacts('10Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2025-04-02': 4.2,
      '2025-04-04': 4.01,
      '2025-04-07': 4.15,
      '2025-04-08': 4.26,
      '2025-04-09': 4.34,
      '2025-04-10': 4.4,
      '2025-04-11': 4.48,
    }),
    ...dailyFacts('30Y par yield', 'percent', PAR_YIELD_CURVE, {
      '2025-04-02': 4.54,
      '2025-04-04': 4.41,
      '2025-04-07': 4.58,
      '2025-04-08': 4.71,
      '2025-04-09': 4.72,
      '2025-04-10': 4.86,
      '2025-04-11': 4.85,
    }),
    {
      what: 'CME maintenance margins',
      from: '2025-04-02',
      to: '2025-04-11',
      value: null,
      unit: 'USD per contract',
      source: 'none found',
      status: 'unverified',
      note: 'Bring a table of your own (readMarginTable): what marginOn carries on from February 2022 is three years old.',
    },
  ],
}

/** All scenarios, the oldest first. */
export const scenarios: readonly Scenario[] = [september2019, march2020, april2025]

/** The scenario of an id such as `march-2020`. Throws a DataError that suggests the closest one. */
export function scenarioOf(id: string): Scenario {
  const found = scenarios.find(scenario => scenario.id === id)
  if (found) return found
  const ids = scenarios.map(scenario => scenario.id)
  throw new DataError(
    `no such scenario; did you mean "${closestName(id, ids)}"? There are ${ids.join(', ')}`,
    { field: 'scenario', value: id },
  )
}
