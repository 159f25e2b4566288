/** The option roots on the S&P 500 index: each root is a product, for each settles in its own way. */

import type { IndexProduct, OptionProduct } from '../../engine/model/instrument.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'

export const spxIndex: IndexProduct = {
  kind: 'index',
  id: 'SPX-INDEX',
  name: 'S&P 500 index',
  exchange: 'NYSE',
  currency: 'USD',
}

export const spxSessions: SessionsRule = { kind: 'exchange', exchange: 'NYSE' }

/** The same expiry and strike may be listed under several roots: they are different series. */
export const spxOptions: readonly OptionProduct[] = [
  // Settles at the opening of the third Friday; the last session is taken to be that day, not the Thursday before.
  spx('SPX', 'S&P 500 index options (Cboe)', ['S&P 500 index'], '09:30'),
  spx('SPXW', 'S&P 500 weekly options (Cboe)', ['S&P 500 weekly'], '16:00'),
  spx('SPXPM', 'S&P 500 quarterly options (Cboe)', ['S&P 500 quarterly'], '16:00'),
]

function spx(id: string, name: string, aliases: readonly string[], time: string): OptionProduct {
  return {
    kind: 'option',
    id,
    name,
    aliases,
    exchange: 'NYSE',
    currency: 'USD',
    multiplier: [{ from: null, value: 100 }],
    point: 1,
    ticks: [
      {
        from: null,
        value: [
          { below: 3, tick: 0.05 },
          { below: null, tick: 0.1 },
        ],
      },
    ],
    exercise: [{ from: null, value: 'european' }],
    settlement: { kind: 'cash', index: spxIndex.id },
    premium: [{ from: null, value: 'upFront' }],
    expiry: [{ from: null, value: { rule: 'listed', time, zone: 'America/New_York' } }],
    exercisedAtTheMoney: { call: false, put: false },
    sizeFactor: 1,
  }
}
