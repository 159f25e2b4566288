/** The overnight rate of September 2019, when cash ran short over a tax date. */

import { dailyFacts, type Scenario } from './fact.ts'
import { PAR_YIELD_CURVE } from './sources.ts'

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
