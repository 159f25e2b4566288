/** Imports one file: recognise, read, check, commit. */

import { createHash } from 'node:crypto'
import type { Ceilings } from '../engine/model/ceilings.ts'
import { DataError } from '../engine/model/errors.ts'
import type { Publication } from './files/publication.ts'
import { sha256Of } from './files/sha256.ts'
import { refuseClashes, supersededBy, type Tables } from './import-conflicts.ts'
import { importers, recognise } from './importer-registry.ts'
import type { Importer, Rejection } from './importers/importer.ts'
import { type TextSource, textSource } from './importers/text-source.ts'
import { storeIntake, type Taken } from './intake.ts'
import { type RejectedRows, rejectedRows } from './rejected-rows.ts'
import type { SourceFile } from './source-files.ts'
import { commitSource, type SourceDraft } from './store/commit.ts'
import { type DuckDBConnection, withDatabase } from './store/duckdb.ts'
import { canonicalJson, type Manifest, type Source } from './store/manifest.ts'
import { rejectedFile } from './store/source-file.ts'
import { stagedTable } from './store/staging.ts'

export interface FileTerms {
  /** Null: recognised by the header. */
  readonly importer: Importer | null
  readonly options: Readonly<Record<string, unknown>>
  readonly maxBadShare: number
  readonly licence: string
  readonly replace: boolean
  readonly signal: AbortSignal | undefined
  readonly ceilings: Ceilings
}

/** What became of a file. */
export interface ImportedFile {
  readonly file: string
  /**
   * `unchanged`: it was in the store. Of what lies in a folder and is not read, `unknown`: no importer knows it; `link`: a
   * symbolic link, to be named itself; `special`: a pipe, socket or device.
   */
  readonly status: 'imported' | 'replaced' | 'unchanged' | 'unknown' | 'link' | 'special'
  /** Null for a file that is not read. */
  readonly importer: string | null
  readonly accepted: number
  readonly rejected: number
  /** Rows that were not asked for. */
  readonly skipped: number
  /** The first rejected rows, and the file of the store that holds all of them; null = none. */
  readonly rejections: readonly Rejection[]
  readonly rejectedFile: string | null
}

interface Done {
  readonly manifest: Manifest
  readonly report: ImportedFile
}

/** Imports a file, unless the store has it. Throws as `importFiles` does; the store is then as it was. */
export async function importFile(
  file: SourceFile,
  publication: Publication,
  manifest: Manifest,
  terms: FileTerms,
): Promise<Done> {
  if (file.kind !== 'file') return { manifest, report: notRead(file, file.kind) }
  const text = abortable(textSource(file.path, file.name, terms.ceilings), terms.signal)
  const recognised = await recognise(text)
  const importer = terms.importer ?? recognised
  if (!importer) return { manifest, report: unknownFile(file) }
  const options = parseOptions(importer, terms.options)
  const sha256 = await sha256Of(file.path)
  const id = idOf(sha256, importer, options)
  const present = manifest.sources.find(source => source.id === id)
  if (present && !terms.replace) return { manifest, report: unchanged(file, present) }

  return withDatabase(async connection => {
    const tables = await stage(connection)
    const rejected = rejectedRows(publication.path(rejectedFile(id)), file.name)
    try {
      const taken = await readRows(text, importer, options, tables, rejected)
      const accepted = taken.rows + taken.rejected - rejected.count
      refuseBadFile(file, publication, id, accepted, taken, rejected, terms.maxBadShare)
      const draft: SourceDraft = {
        id,
        file: file.name,
        sha256,
        bytes: file.bytes,
        importer: importer.name,
        importerVersion: importer.version,
        options,
        licence: terms.licence,
        knownAt: importer.knownAt,
        rows: { accepted, rejected: rejected.count, skipped: taken.skipped },
        ...taken.facts,
      }
      const superseded = terms.replace ? supersededBy(manifest, draft) : []
      await refuseClashes(file.name, publication.folder, manifest, superseded, tables)
      terms.signal?.throwIfAborted()
      const next = await commitSource(publication, manifest, draft, taken.stated, tables, superseded)
      return { manifest: next, report: reportOf(draft, superseded.length > 0, rejected.shown) }
    } catch (error) {
      rejected.close()
      throw error instanceof DataError ? error.at({ file: file.name }) : error
    }
  }, publication.path('spill'))
}

const stage = async (connection: DuckDBConnection): Promise<Tables> => ({
  bars: await stagedTable(connection, 'bars'),
  chains: await stagedTable(connection, 'chains'),
})

/** The same file, read by the same importer with the same options, has the same id. */
function idOf(sha256: string, importer: Importer, options: unknown): string {
  const digest = createHash('sha256').update(canonicalJson(options)).digest('hex')
  return `${sha256.slice(0, 12)}-${importer.name}-${importer.version}-${digest.slice(0, 8)}`
}

function parseOptions(importer: Importer, options: unknown): Record<string, unknown> {
  const result = importer.options.safeParse(options)
  if (result.success) return result.data as Record<string, unknown>
  const issue = result.error.issues[0]
  throw new DataError(`${issue?.message ?? 'invalid'}; correct the options of ${importer.name}`, {
    field: `options.${issue?.path.join('.') ?? ''}`,
  })
}

/** Stops a source between its chunks when the signal is aborted. */
const abortable = (source: TextSource, signal: AbortSignal | undefined): TextSource => ({
  ...source,
  async *chunks() {
    for await (const chunk of source.chunks()) {
      signal?.throwIfAborted()
      yield chunk
    }
  },
})

/** Rows into the tables, bad ones and later rows of the same key into the rejected. */
async function readRows(
  text: TextSource,
  importer: Importer,
  options: unknown,
  tables: Tables,
  rejected: RejectedRows,
): Promise<Taken> {
  const intake = storeIntake(text.name, tables.bars, tables.chains, rejected.add, text.ceilings)
  await importer.read(text, options, intake)
  for (const table of [tables.bars, tables.chains]) {
    table.close()
    for (const { line, first, key } of await table.dropDuplicates()) {
      rejected.add({ line, field: 'key', value: key, reason: `is also on line ${first}` })
    }
  }
  rejected.close()
  return intake.taken()
}

/** Throws a DataError for a file without rows, or with too many bad ones; those stay listed in the staging folder. */
function refuseBadFile(
  file: SourceFile,
  publication: Publication,
  id: string,
  accepted: number,
  taken: Taken,
  rejected: RejectedRows,
  maxBadShare: number,
): void {
  const rows = accepted + rejected.count
  if (rows + taken.skipped === 0) {
    throw new DataError('the file holds no rows below its header; fetch it again', { file: file.name })
  }
  const first = rejected.shown[0]
  if (!first || rejected.count <= maxBadShare * rows) return
  publication.keep(rejectedFile(id))
  throw new DataError(
    `${first.reason}. ${rejected.count} of ${rows} rows are bad, more than maxBadShare ${maxBadShare} allows, and nothing was imported; all of them are in ${publication.path(rejectedFile(id))} until the next import: correct the file, or allow more`,
    { file: file.name, line: first.line, field: first.field, value: first.value },
  )
}

function reportOf(draft: SourceDraft, replaced: boolean, rejections: readonly Rejection[]): ImportedFile {
  return {
    file: draft.file,
    status: replaced ? 'replaced' : 'imported',
    importer: draft.importer,
    ...draft.rows,
    rejections,
    rejectedFile: draft.rows.rejected > 0 ? rejectedFile(draft.id) : null,
  }
}

const unchanged = (file: SourceFile, source: Source): ImportedFile => ({
  file: file.name,
  status: 'unchanged',
  importer: source.importer,
  ...source.rows,
  rejections: [],
  rejectedFile: source.rows.rejected > 0 ? rejectedFile(source.id) : null,
})

function unknownFile(file: SourceFile): ImportedFile {
  if (file.named) {
    throw new DataError(
      `no importer knows this header; name one of ${importers.map(({ name }) => name).join(', ')}`,
      { file: file.name, line: 1 },
    )
  }
  return notRead(file, 'unknown')
}

const notRead = (file: SourceFile, status: 'unknown' | 'link' | 'special'): ImportedFile => ({
  file: file.name,
  status,
  importer: null,
  accepted: 0,
  rejected: 0,
  skipped: 0,
  rejections: [],
  rejectedFile: null,
})
