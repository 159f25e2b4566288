/** Opens a folder of Parquet parts as a market. */

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MarketBlock } from '../engine/model/block.ts'
import { productIdOf } from '../engine/model/instrument.ts'
import type { Market, MarketNeeds } from '../engine/model/market.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { importers } from './importer-registry.ts'
import { productDirectory } from './market/product-directory.ts'
import { calendarOfStore, type StoreCalendar } from './store/calendar-of-store.ts'
import { openDatabase } from './store/duckdb.ts'
import type { Manifest } from './store/manifest.ts'
import { partError, readBars, readChains } from './store/read-blocks.ts'
import { partsOf, readManifest } from './store/read-manifest.ts'
import { WINDOW_ROWS, windowEnds } from './store/windows.ts'

export interface OpenOptions {
  /** Rows of a block at the most, a single session excepted; results do not depend on it. */
  readonly windowRows?: number
}

/**
 * The market of a store's folder. Rows are read block by block when asked for; memory does not grow with the data.
 * Throws a DataError for a folder without a valid manifest, and for a part that is missing, cut short or foreign.
 */
export async function openStore(folder: string, options: OpenOptions = {}): Promise<Market> {
  const manifest = await readManifest(folder)
  await checkParts(folder, manifest)
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
      readMarket(folder, manifest, calendar, needs, after, until, options.windowRows ?? WINDOW_ROWS),
  }
}

/** What the importers of its sources say about their data, once each. */
function notesOf({ sources }: Manifest): string[] {
  return importers.flatMap(({ name, note }) =>
    note !== undefined && sources.some(({ importer }) => importer === name) ? [note] : [],
  )
}

/** Sizes only: whatever is damaged inside is found when it is read, or by the store's check. */
async function checkParts(folder: string, manifest: Manifest): Promise<void> {
  for (const part of [...partsOf(manifest, 'bars'), ...partsOf(manifest, 'chains')]) {
    const bytes = await stat(join(folder, part.file)).then(
      ({ size }) => size,
      () => null,
    )
    if (bytes === null) throw partError(part.file, 'the file is missing')
    if (bytes !== part.bytes)
      throw partError(part.file, `it has ${bytes} bytes where ${part.bytes} were written`)
  }
}

async function* readMarket(
  folder: string,
  manifest: Manifest,
  calendar: StoreCalendar,
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
      const chainsFrom = Math.max(from, needs.chainsAfter)
      yield {
        after: from,
        until: end,
        bars: await readBars(database.connection, folder, bars, {
          names: instruments,
          after: from,
          until: end,
        }),
        chains: await readChains(database.connection, folder, chains, {
          names: needs.chains,
          after: chainsFrom,
          until: end,
        }),
      }
      from = end
    }
  } finally {
    database.close()
  }
}
