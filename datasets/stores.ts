/** What is done with stores on disk. Its code and the formats are loaded once they are asked for: a demo run needs neither. */

import type { Market } from '../engine/model/market.ts'
import type { ImportReport, ImportRequest } from './import-files.ts'
import type { OpenOptions } from './open-store.ts'
import type { Repair } from './repair.ts'
import type { StoreSummary } from './show.ts'
import type { StoreFinding } from './store-finding.ts'

/** As `importFiles` of `import-files.ts`. */
export const importFiles = async (request: ImportRequest): Promise<ImportReport> =>
  (await import('./import-files.ts')).importFiles(request)

/** As `openStore` of `open-store.ts`. */
export const openStore = async (folder: string, options?: OpenOptions): Promise<Market> =>
  (await import('./open-store.ts')).openStore(folder, options)

/** As `showStore` of `show.ts`. */
export const showStore = async (folder: string): Promise<StoreSummary> =>
  (await import('./show.ts')).showStore(folder)

/** As `checkStore` of `check.ts`. */
export const checkStore = async (folder: string): Promise<StoreFinding[]> =>
  (await import('./check.ts')).checkStore(folder)

/** As `repairStore` of `repair.ts`. */
export const repairStore = async (folder: string): Promise<Repair> =>
  (await import('./repair.ts')).repairStore(folder)
