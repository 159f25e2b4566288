/** Opens a folder of Parquet parts as a market. */

import type { MarketBlock } from '../engine/model/block.ts'
import { productIdOf } from '../engine/model/instrument.ts'
import type { Market, MarketNeeds } from '../engine/model/market.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { importers } from './importer-registry.ts'
import { productDirectory } from './market/product-directory.ts'
import { calendarOfStore, type StoreCalendar } from './store/calendar-of-store.ts'
import { openDatabase } from './store/duckdb.ts'
import type { Manifest } from './store/manifest.ts'
import { readBars, readChains, touchedBy } from './store/read-blocks.ts'
import { partsOf, readManifest } from './store/read-manifest.ts'
import { partVerifier, requireParts, type VerifyParts } from './store/verify-parts.ts'
import { WINDOW_ROWS, windowEnds } from './store/windows.ts'

/** How a store is read. */
export interface OpenOptions {
  /** Rows of a block at the most, a single session excepted; results do not depend on it. */
  readonly windowRows?: number
  /**
   * Takes the word of earlier processes that a part of the same size, time and inode is whole, and leaves its own beside
   * the parts; false when absent: each process hashes the parts that it reads.
   */
  readonly rememberHashes?: boolean
}

/**
 * The market of a store's folder. Rows are read block by block when asked for; memory does not grow with the data.
 * Throws a DataError for a folder without a valid manifest and for a part that is missing or cut short; and, when its
 * rows are read, for one that is not what was written.
 */
export async function openStore(folder: string, options: OpenOptions = {}): Promise<Market> {
  const manifest = await readManifest(folder)
  await requireParts(folder, [...partsOf(manifest, 'bars'), ...partsOf(manifest, 'chains')])
  const verify = partVerifier(folder, options.rememberHashes ?? false)
  const directory = productDirectory(manifest.products)
  const calendar = calendarOfStore(manifest)
  const notes = notesOf(manifest)
  return {
    provenance: {
      store: manifest.name,
      kind: 'imported',
      sources: manifest.sources.map(({ file, sha256, licence }) => ({ name: file, sha256, licence })),
      ...(notes.length === 0 ? {} : { notes }),
    },
    product: directory.product,
    option: directory.option,
    sessions: calendar.sessions,
    zoneOf: calendar.zoneOf,
    series: calendar.series,
    lastSessionOf: calendar.lastSessionOf,
    read: (needs, after, until) =>
      readMarket(folder, manifest, calendar, verify, needs, after, until, options.windowRows ?? WINDOW_ROWS),
  }
}

/** What the importers of its sources say about their data, once each. */
function notesOf({ sources }: Manifest): string[] {
  return importers.flatMap(({ name, note }) =>
    note !== undefined && sources.some(({ importer }) => importer === name) ? [note] : [],
  )
}

async function* readMarket(
  folder: string,
  manifest: Manifest,
  calendar: StoreCalendar,
  verify: VerifyParts,
  needs: MarketNeeds,
  after: EpochMs,
  until: EpochMs,
  windowRows: number,
): AsyncGenerator<MarketBlock> {
  const bars = partsOf(manifest, 'bars')
  const chains = partsOf(manifest, 'chains')
  const instruments = [...new Set(bars.flatMap(part => part.keys))].filter(instrument =>
    needs.bars.includes(productIdOf(instrument)),
  )
  const quotes = calendar.rows('chains', needs.chains).filter(({ close }) => close > needs.chainsAfter)
  const ends = windowEnds([...calendar.rows('bars', needs.bars), ...quotes], after, until, windowRows)
  const database = await openDatabase()
  try {
    let from = after
    for (const end of ends) {
      const barRows = { names: instruments, after: from, until: end }
      const chainRows = { names: needs.chains, after: Math.max(from, needs.chainsAfter), until: end }
      await verify([...touchedBy(bars, barRows), ...touchedBy(chains, chainRows)])
      yield {
        after: from,
        until: end,
        bars: await readBars(database.connection, folder, bars, barRows),
        chains: await readChains(database.connection, folder, chains, chainRows),
      }
      from = end
    }
  } finally {
    database.close()
  }
}
