/** The futures and indices under the options, as dated facts. */

import type { Dated, ExchangeId, FutureProduct, IndexProduct, TickBand } from '../model/instrument.ts'
import type { IsoDate } from '../model/time.ts'

type TickFact = readonly [from: IsoDate | null, tick: number]

const future = (
  id: string,
  name: string,
  exchange: ExchangeId,
  currency: string,
  multiplier: number,
  ticks: readonly TickFact[],
): FutureProduct => ({
  kind: 'future',
  id,
  name,
  exchange,
  currency,
  multiplier: [{ from: null, value: multiplier }],
  ticks: ticks.map(([from, tick]): Dated<readonly TickBand[]> => ({ from, value: [{ below: null, tick }] })),
})

/** The futures that the options of `option-contracts` deliver. */
export const futureProducts: readonly FutureProduct[] = [
  // Halved by CME special executive report S-7425.
  future('6E', 'Euro FX future (CME)', 'CME', 'USD', 125_000, [
    [null, 0.0001],
    ['2016-01-11', 0.00005],
  ]),
  // Halved some time before the euro's; the date is not confirmed, so the larger tick holds as long as it can have.
  future('6J', 'Japanese yen future (CME)', 'CME', 'USD', 12_500_000, [
    [null, 0.000001],
    ['2016-01-11', 0.0000005],
  ]),
  // Halved and restored by CME market data notices Q2008-035 and Q2009-188; its options kept their tick.
  future('ZB', 'T-Bond future (CBOT)', 'CME', 'USD', 1000, [
    [null, 1 / 32],
    ['2008-03-03', 1 / 64],
    ['2009-08-31', 1 / 32],
  ]),
  future('CL', 'Crude oil future (NYMEX)', 'NYMEX', 'USD', 1000, [[null, 0.01]]),
  future('GC', 'Gold future (COMEX)', 'NYMEX', 'USD', 100, [[null, 0.1]]),
  future('ES-F', 'E-mini S&P 500 future (CME)', 'CME', 'USD', 50, [[null, 0.25]]),
  future('FGBL', 'Euro-Bund future (Eurex)', 'EUREX', 'EUR', 1000, [[null, 0.01]]),
]

/** The indices on which the cash-settled options of `option-contracts` settle, and the rates of exchange between their currencies. */
export const indexProducts: readonly IndexProduct[] = [
  { kind: 'index', id: 'DAX', name: 'DAX performance index', exchange: 'EUREX', currency: 'EUR' },
  { kind: 'index', id: 'SX5E', name: 'EURO STOXX 50 price index', exchange: 'EUREX', currency: 'EUR' },
  // An account names the one that is quoted in its own currency: dollars take EURUSD for their euros.
  { kind: 'index', id: 'EURUSD', name: 'US dollars per euro', exchange: 'CME', currency: 'USD' },
  { kind: 'index', id: 'USDEUR', name: 'euros per US dollar', exchange: 'CME', currency: 'EUR' },
]
