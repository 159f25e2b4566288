/** What is done with stores on disk. Its code and the formats are loaded once they are asked for: a demo run needs neither. */

import type { Market } from '../engine/model/market.ts'
import type { ImportReport, ImportRequest } from './import-files.ts'
import type { OpenOptions } from './open-store.ts'
import type { Repair } from './repair.ts'
import type { StoreSummary } from './show.ts'
import type { StoreFinding } from './store-finding.ts'

/**
 * Imports files into a store. A file that is already there changes nothing and is reported as unchanged. Throws a DataError
 * for bad input, and the signal's reason when it is aborted; files before the one at fault stay imported.
 */
export const importFiles = async (request: ImportRequest): Promise<ImportReport> =>
  (await import('./import-files.ts')).importFiles(request)

/**
 * The market of a store's folder, which is read block by block. Throws a DataError for a folder without a valid manifest
 * and for a part that is missing, cut short or not what was written.
 */
export const openStore = async (folder: string, options?: OpenOptions): Promise<Market> =>
  (await import('./open-store.ts')).openStore(folder, options)

/** The summary of a store's folder; dates read YYYY-MM-DD. Throws a DataError without a valid manifest. */
export const showStore = async (folder: string): Promise<StoreSummary> =>
  (await import('./show.ts')).showStore(folder)

/** What is odd in a store, damage first; none for one that is whole. Throws a DataError without a valid manifest. */
export const checkStore = async (folder: string): Promise<StoreFinding[]> =>
  (await import('./check.ts')).checkStore(folder)

/**
 * Builds a manifest that was lost or damaged anew from the files of its sources, and those from a manifest that is whole.
 * Throws a DataError where there is nothing to build it from.
 */
export const repairStore = async (folder: string): Promise<Repair> =>
  (await import('./repair.ts')).repairStore(folder)
