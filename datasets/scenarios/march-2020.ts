/** The dash for cash of March 2020: yields, and what the Federal Reserve bought. */

import type { IsoDate } from '../../engine/model/time.ts'
import { dailyFacts, type Scenario, type ScenarioFact } from './fact.ts'
import { PAR_YIELD_CURVE } from './sources.ts'

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
