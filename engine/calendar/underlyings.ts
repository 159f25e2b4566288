/** The futures and the indices, as dated facts: those under the options, and those that are traded or quoted outright. */

import type { Dated, ExchangeId, FutureProduct, IndexProduct, TickBand } from '../model/instrument.ts'
import type { IsoDate } from '../model/time.ts'
import { treasuryFutures } from './treasury-contracts.ts'

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

/** The futures that the options of `option-contracts` deliver, and the Treasury futures beside the one among them. */
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
  ...treasuryFutures,
  future('CL', 'Crude oil future (NYMEX)', 'NYMEX', 'USD', 1000, [[null, 0.01]]),
  future('GC', 'Gold future (COMEX)', 'NYMEX', 'USD', 100, [[null, 0.1]]),
  future('ES-F', 'E-mini S&P 500 future (CME)', 'CME', 'USD', 50, [[null, 0.25]]),
  future('FGBL', 'Euro-Bund future (Eurex)', 'EUREX', 'EUR', 1000, [[null, 0.01]]),
]

/**
 * The indices on which the cash-settled options of `option-contracts` settle, the rates of exchange between their
 * currencies, and the dollar's interest rates, in percent.
 */
export const indexProducts: readonly IndexProduct[] = [
  { kind: 'index', id: 'DAX', name: 'DAX performance index', exchange: 'EUREX', currency: 'EUR' },
  { kind: 'index', id: 'SX5E', name: 'EURO STOXX 50 price index', exchange: 'EUREX', currency: 'EUR' },
  // An account names the one that is quoted in its own currency: dollars take EURUSD for their euros.
  { kind: 'index', id: 'EURUSD', name: 'US dollars per euro', exchange: 'CME', currency: 'USD' },
  { kind: 'index', id: 'USDEUR', name: 'euros per US dollar', exchange: 'CME', currency: 'EUR' },
  // Published on the days of the US government bond market.
  {
    kind: 'index',
    id: 'SOFR',
    name: 'Secured overnight financing rate',
    exchange: 'SIFMA',
    currency: 'USD',
  },
  {
    kind: 'index',
    id: 'CMT',
    name: 'Constant maturity par yields of US Treasuries',
    exchange: 'SIFMA',
    currency: 'USD',
  },
]
