/** The tariff weeks of April 2025: yields; of the exchange's margins nothing is known. */

import { dailyFacts, type Scenario } from './fact.ts'
import { PAR_YIELD_CURVE } from './sources.ts'

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
