/** Imports files into a store: file by file, each whole or not at all, the same file once. */

import type { Ceilings } from '../engine/model/ceilings.ts'
import { DataError } from '../engine/model/errors.ts'
import { withPublication } from './files/publication.ts'
import { type ImportedFile, importFile } from './import-file.ts'
import { importerOf } from './importer-registry.ts'
import { sourceFiles } from './source-files.ts'
import { manifestForImport } from './store/read-manifest.ts'

/** What to import, and into which store. */
export interface ImportRequest {
  /** Files, or folders whose csv, txt, zip and gz files are taken, all levels included. */
  readonly paths: readonly string[]
  /** Folder of the store; made when it is not there. */
  readonly store: string
  /** Name of the importer; left out, each file is recognised by its header. */
  readonly importer?: string
  /** The importer's options. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Share of bad rows, 0 to 1, beyond which a file is refused; default 0.01. */
  readonly maxBadShare?: number
  /** What the data may be used for, for the report; default `unknown`. */
  readonly licence?: string
  /** A source of the same file name takes the place of the one in the store. */
  readonly replace?: boolean
  readonly onProgress?: (progress: ImportProgress) => void
  /** Stops between two steps; what is committed stays, and the next import goes on from there. */
  readonly signal?: AbortSignal
  /** Ceilings raised or lowered for these files; the standard holds for the others. */
  readonly ceilings?: Ceilings
}

/** How far an import is. */
export interface ImportProgress {
  readonly file: string
  /** Index of the file, from 0, of so many. */
  readonly index: number
  readonly files: number
  /** Bytes of the files done before this one, and of all files. */
  readonly bytesDone: number
  readonly bytes: number
}

/** What became of an import. */
export interface ImportReport {
  readonly store: string
  readonly files: readonly ImportedFile[]
  /** Rows taken into the store by this import, rows rejected, rows that were not asked for. */
  readonly accepted: number
  readonly rejected: number
  readonly skipped: number
}

const MAX_BAD_SHARE = 0.01

/**
 * Imports files into a store. A file that is already there changes nothing and is reported as unchanged.
 * Throws a DataError for bad input, and the signal's reason when it is aborted; files before the one at fault stay
 * imported.
 */
export async function importFiles(request: ImportRequest): Promise<ImportReport> {
  const maxBadShare = request.maxBadShare ?? MAX_BAD_SHARE
  if (!(maxBadShare >= 0 && maxBadShare <= 1)) {
    throw new DataError('must lie between 0 and 1', { field: 'maxBadShare', value: maxBadShare })
  }
  const importer = request.importer === undefined ? null : importerOf(request.importer)
  const files = await sourceFiles(request.paths)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return withPublication(request.store, 'import into this store', async publication => {
    let manifest = await manifestForImport(request.store)
    const imported: ImportedFile[] = []
    let bytesDone = 0
    for (const [index, file] of files.entries()) {
      request.signal?.throwIfAborted()
      request.onProgress?.({ file: file.name, index, files: files.length, bytesDone, bytes })
      const done = await importFile(file, publication, manifest, {
        importer,
        options: request.options ?? {},
        maxBadShare,
        licence: request.licence ?? 'unknown',
        replace: request.replace ?? false,
        signal: request.signal,
        ceilings: request.ceilings ?? {},
      })
      manifest = done.manifest
      imported.push(done.report)
      bytesDone += file.bytes
    }
    return { store: manifest.name, files: imported, ...totals(imported) }
  })
}

function totals(files: readonly ImportedFile[]): Pick<ImportReport, 'accepted' | 'rejected' | 'skipped'> {
  const taken = files.filter(({ status }) => status === 'imported' || status === 'replaced')
  const sum = (count: (file: ImportedFile) => number): number =>
    taken.reduce((all, file) => all + count(file), 0)
  return {
    accepted: sum(file => file.accepted),
    rejected: sum(file => file.rejected),
    skipped: sum(file => file.skipped),
  }
}
