/** Well-formed intents of every kind, and the facts that they are read by. */

import type { IntentFacts } from '../../../../engine/account/execution/read-intent.ts'
import { lookup } from '../../../../engine/account/lookup.ts'
import { KINDS } from '../../../../engine/kinds/index.ts'
import { bondOf } from '../../../../engine/model/instrument.ts'
import type { Intent } from '../../../../engine/model/order.ts'
import { column } from '../../../../engine/model/signal.ts'
import { AUGUST_2024, basisMarket } from '../../../fixtures/basis-market.ts'
import { CALL, FUTURE, PUT } from './slices.ts'

export const CLOSE = column(FUTURE.id, 'close')
const HIGH = column(FUTURE.id, 'high')
export const NOTE = bondOf(AUGUST_2024)

/** One bond is listed, two signals are computed. */
export const FACTS: IntentFacts = {
  facts: lookup(basisMarket([{ day: '2017-10-02', prices: {} }]), KINDS),
  signalOf: key => [CLOSE, HIGH].find(signal => signal.key === key) ?? null,
}

const reason = {
  rule: 'Z6',
  text: 'a test',
  evidence: { delta: 0.2, strike: 1110, regime: 'up', next: null },
}

const openWith = (parts: object): Intent => ({
  kind: 'open',
  tag: 'gold',
  legs: [
    { instrument: CALL, side: 'sell', ratio: 1 },
    { instrument: PUT, side: 'buy', ratio: 2 },
  ],
  lots: 3,
  reason,
  ...parts,
})

export const OPEN = openWith({})
export const CLOSING: Intent = { kind: 'close', group: 4, legs: [CALL.id], reason }

/** By what is particular about them. */
export const WELL_FORMED: Readonly<Record<string, Intent>> = {
  open: OPEN,
  'open with a limit': openWith({ limit: -1.5 }),
  'open into a group': openWith({ group: 4 }),
  'open with a loss in points': openWith({ stop: { loss: { points: 12 }, test: 'settlement' } }),
  'open with a loss in credits': openWith({ stop: { loss: { timesCredit: 2.5 }, test: 'intraday' } }),
  'open with a level': openWith({ stop: { watch: CLOSE, fires: 'below', level: 900 } }),
  'open with a level that trails': openWith({
    stop: { watch: CLOSE, fires: 'above', level: HIGH, trailing: true },
  }),
  'open of a future and a bond': openWith({
    legs: [
      { instrument: FUTURE, side: 'sell', ratio: 8 },
      { instrument: NOTE, side: 'buy', ratio: 10_000 },
    ],
  }),
  close: { kind: 'close', group: 4, reason: { rule: '', text: '' } },
  'close of a leg': CLOSING,
  adjust: { kind: 'adjust', group: 4, legs: [{ instrument: FUTURE, quantity: -3 }], reason },
  deliver: { kind: 'deliver', group: 4, future: FUTURE.id, bond: NOTE.id, contracts: 2, reason },
  cancel: { kind: 'cancel', order: 9, reason },
  decline: { kind: 'decline', tag: 'gold', reason },
  observe: { kind: 'observe', name: 'zones', values: { lower: 900, upper: null, side: 'call' } },
}
