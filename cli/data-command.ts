/** `stillhalter data`: import files into a store, list stores, show and check one. */

import { basename } from 'node:path'
import {
  checkStore,
  type ImportedFile,
  type ImportReport,
  importFiles,
  listStores,
  type Repair,
  repairStore,
  showStore,
} from '../datasets/index.ts'
import { parseCeilings } from '../engine/model/ceilings.ts'
import { readOptions } from './data-options.ts'
import type { Log } from './log.ts'
import type { Outcome } from './outcome.ts'
import { printableValue } from './printable.ts'
import { progressOf } from './progress.ts'
import { textTable } from './text-table.ts'

export interface ImportArguments {
  readonly paths: readonly string[]
  readonly store: string
  /** Name of the importer; recognised by the header when absent. */
  readonly format?: string | undefined
  /** YAML file with the format's options. */
  readonly options?: string | undefined
  /** Options that win over the file's: key=value. */
  readonly set: readonly string[]
  readonly maxBadShare: number
  readonly licence: string
  readonly replace: boolean
  readonly ceiling: readonly string[]
  readonly quiet: boolean
}

export async function importCommand(args: ImportArguments, log: Log, signal: AbortSignal): Promise<string> {
  log.info({ paths: args.paths, store: args.store }, 'import')
  const progress = progressOf('import', args.quiet)
  const report = await importFiles({
    paths: args.paths,
    store: args.store,
    ...(args.format === undefined ? {} : { importer: args.format }),
    options: await readOptions(args.options ?? null, args.set),
    maxBadShare: args.maxBadShare,
    licence: args.licence,
    replace: args.replace,
    ceilings: parseCeilings(args.ceiling),
    onProgress: ({ bytesDone, bytes }) => progress.at(bytes === 0 ? 1 : bytesDone / bytes),
    signal,
  }).finally(progress.stop)
  return importText(report, args.store)
}

export const listCommand = async (folder: string): Promise<string> =>
  `${(await listStores(folder)).map(printableValue).join('\n')}\n`

export async function showCommand(store: string): Promise<string> {
  const { name, products, expiries, sources } = await showStore(store)
  return [
    `store ${printableValue(name)}`,
    textTable(products),
    textTable(expiries),
    textTable(sources),
    '',
  ].join('\n\n')
}

/** Exit code 1 when the store is damaged. */
export async function checkCommand(store: string): Promise<Outcome> {
  const findings = await checkStore(store)
  const lines = findings.map(
    ({ severity, text }) => `${severity === 'bad' ? '!!' : ' !'} ${printableValue(text)}`,
  )
  return {
    text: `${(lines.length === 0 ? ['No finding.'] : lines).join('\n')}\n`,
    exitCode: findings.some(({ severity }) => severity === 'bad') ? 1 : 0,
  }
}

/** Exit code 1 when some of the store is lost. */
export async function repairCommand(store: string): Promise<Outcome> {
  const repair = await repairStore(store)
  return { text: repairText(repair), exitCode: repair.damaged.length > 0 ? 1 : 0 }
}

const repairText = ({ status, sources, damaged }: Repair): string =>
  [
    status === 'whole'
      ? 'The manifest is whole.'
      : `The manifest was built anew from ${sources.length} sources.`,
    ...damaged.map(name => `!! ${name} is damaged: import its source again`),
    'Run stillhalter data check to see whether the parts are whole.',
    '',
  ].join('\n')

/** How many rejected rows are told one by one; the store keeps them all. */
const TOLD = 10

/** Why a file of a folder was not read. */
const NOT_READ: Readonly<Record<string, string>> = {
  unknown: 'not read: no importer knows its header; name the format to import it',
  link: 'not read: a symbolic link; name the file itself to import it',
  special: 'not read: a pipe, socket or device',
}

function importText(report: ImportReport, store: string): string {
  const lines = report.files.flatMap(file => [
    `${printableValue(file.file)}: ${NOT_READ[file.status] ?? countsText(file)}`,
    ...file.rejections.slice(0, TOLD).map(({ line, field, value, reason }) => {
      const [name, column, text] = [file.file, field, value].map(printableValue)
      return ` ! ${name}, line ${line}, field ${column}: "${text}": ${reason}`
    }),
    ...(file.rejectedFile ? [` ! all rejected rows: ${basename(store)}/${file.rejectedFile}`] : []),
  ])
  return `${lines.join('\n')}\n-> ${store}\n`
}

const countsText = ({ status, importer, accepted, rejected, skipped }: ImportedFile): string =>
  `${status}, ${accepted} rows by ${importer}, ${rejected} rejected, ${skipped} not asked for`
