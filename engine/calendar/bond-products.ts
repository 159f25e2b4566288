/** The bonds that futures deliver, as products; their issues are data and come from elsewhere. */

import type { BondProduct } from '../model/instrument.ts'

/** US Treasury notes and bonds. `issues` is empty: whoever has a list of issues states it. */
export const bondProducts: readonly BondProduct[] = [
  {
    kind: 'bond',
    id: 'UST',
    name: 'US Treasury notes and bonds',
    exchange: 'SIFMA',
    currency: 'USD',
    // The finest step in which dealers quote: an eighth of a 32nd.
    ticks: [{ from: null, value: [{ below: null, tick: 1 / 256 }] }],
    settlementDays: [{ from: null, value: 1 }],
    issues: [],
  },
]
