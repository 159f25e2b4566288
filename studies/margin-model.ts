/** The margin models that an experiment names: the one that rules, and those beside it. */

import type { MarginTable } from '../datasets/index.ts'
import {
  type Dated,
  type FixedRates,
  type FixedTable,
  fixedMargin,
  type MarginModel,
  type Market,
  marginBySettlement,
  type Rate,
  SCAN_DEFAULTS,
  type ScanRates,
  type StrategyRates,
  scanMargin,
  strategyMargin,
} from '../engine/index.ts'
import { futuresModelOf } from './futures-margin-model.ts'
import type { MarginTerms } from './margin-schema.ts'
import { BUILT_IN_MARGINS } from './margin-table.ts'

/** `tables` are the files that a margin of futures names; `crossMarginFactor` is that of the experiment's funding. */
export function marginModelOf(
  margin: MarginTerms,
  market: Market,
  tables: readonly MarginTable[] = [],
  crossMarginFactor = 1,
): MarginModel {
  if (margin.model === 'futures') return futuresModelOf(margin, tables, crossMarginFactor)
  const models = modelsOf(margin, market)
  return margin.model === 'auto' ? marginBySettlement(models.scan16, models.strategy) : models[margin.model]
}

/** All three models, the terms of the experiment's own where it names them. */
export function comparedModels(margin: MarginTerms, market: Market): MarginModel[] {
  const { fixed, strategy, scan16 } = modelsOf(margin, market)
  return margin.compare === 'all' ? [fixed, strategy, scan16] : []
}

const modelsOf = (margin: MarginTerms, market: Market) => ({
  fixed: fixedOf(margin, market),
  strategy: strategyOf(margin),
  scan16: scanMargin(scanRatesOf(margin, market), future => deliveringOption(market, future)),
})

function fixedOf(margin: MarginTerms, market: Market): MarginModel {
  const own: FixedTable | null =
    margin.model === 'fixed' && margin.table !== null
      ? mapValues(margin.table, list =>
          list.map(({ from, ...rates }): Dated<FixedRates> => ({ from, value: rates })),
        )
      : null
  const table = own === null ? BUILT_IN_MARGINS : byId(own, market)
  return fixedMargin(table, future => optionDelivering(Object.keys(table), market, future))
}

function strategyOf(margin: MarginTerms): MarginModel {
  const futures = margin.model === 'strategy' ? margin.futures : {}
  return strategyMargin({
    ...shareTermsOf(margin),
    futures: mapValues(futures, list =>
      list.map(({ from, ...rate }): Dated<Rate> => ({ from, value: rate })),
    ),
  })
}

/** Those of the experiment, or of a broad index where another model rules. */
function shareTermsOf(margin: MarginTerms): Omit<StrategyRates, 'futures'> {
  if (margin.model !== 'strategy' && margin.model !== 'auto') return { share: 0.15, shareLeast: 0.1 }
  const { share, shareLeast, rule, strangleAcrossExpiries, spreadExpiry, minimumPerContract } = margin
  return { share, shareLeast, rule, strangleAcrossExpiries, spreadExpiry, minimumPerContract }
}

function scanRatesOf(margin: MarginTerms, market: Market): ScanRates {
  if (margin.model !== 'scan16' && margin.model !== 'auto') return { ...SCAN_DEFAULTS, psr: {} }
  const psr = Object.fromEntries(
    Object.entries(margin.psr).map(([name, list]) => [tradedId(market, name), list]),
  )
  if (margin.model === 'auto') return { ...SCAN_DEFAULTS, psr }
  return {
    psr,
    psrSigmas: margin.psrSigmas,
    initialToMaintenance: margin.initialToMaintenance,
    volScan:
      margin.volScanPoints === null
        ? { kind: 'relative', share: margin.volScanShare }
        : { kind: 'absolute', volatility: margin.volScanPoints },
    extreme: { moves: margin.extremeMoves, weight: margin.extremeWeight },
    shortOptionMinimumShare: margin.shortOptionMinimumShare,
  }
}

/** A table's products may be written by an alias. */
const byId = (table: FixedTable, market: Market): FixedTable =>
  Object.fromEntries(Object.entries(table).map(([name, rates]) => [market.option(name).id, rates]))

/** A future by its own id, an option by its id or an alias. */
const tradedId = (market: Market, name: string): string =>
  knownProduct(market, name)?.kind === 'future' ? name : market.option(name).id

/** The option product of a table whose assignment delivers a future. */
const optionDelivering = (ids: readonly string[], market: Market, future: string): string | null =>
  ids.find(id => {
    const product = knownProduct(market, id)
    return (
      product?.kind === 'option' &&
      product.settlement.kind === 'future' &&
      product.settlement.future === future
    )
  }) ?? null

/** The option product of the market that delivers a future: futures are named by it as an alias. */
function deliveringOption(market: Market, future: string): string | null {
  try {
    const option = market.option(future)
    return option.settlement.kind === 'future' && option.settlement.future === future ? option.id : null
  } catch {
    return null
  }
}

/** The built-in table names products that a market need not have. */
function knownProduct(market: Market, id: string) {
  try {
    return market.product(id)
  } catch {
    return null
  }
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
