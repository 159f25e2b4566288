/** The formats that can be imported, and how a file finds its importer. */

import { closestName } from '../engine/model/closest-name.ts'
import { DataError } from '../engine/model/errors.ts'
import { fred } from './importers/fred.ts'
import { frontMonth } from './importers/front-month.ts'
import { genericCsv } from './importers/generic-csv.ts'
import type { FileHead, Importer } from './importers/importer.ts'
import { ivolatilityChain } from './importers/ivolatility-chain.ts'
import { leanQuotes } from './importers/lean-quotes.ts'
import { nseBhavcopy } from './importers/nse-bhavcopy.ts'
import { nseCsv } from './importers/nse-csv.ts'
import { parYields } from './importers/par-yields.ts'
import type { TextSource } from './importers/text-source.ts'

/** All importers, in the order in which they are asked whether a file is theirs. */
export const importers: readonly Importer[] = [
  nseBhavcopy as Importer,
  nseCsv as Importer,
  ivolatilityChain as Importer,
  leanQuotes as Importer,
  parYields as Importer,
  fred as Importer,
  frontMonth as Importer,
  genericCsv as Importer,
]

/** The importer of a name. Throws a DataError that suggests the closest one. */
export function importerOf(name: string): Importer {
  const found = importers.find(importer => importer.name === name)
  if (found) return found
  const names = importers.map(importer => importer.name)
  throw new DataError(
    `no such importer; did you mean "${closestName(name, names)}"? There are ${names.join(', ')}`,
    { field: 'importer', value: name },
  )
}

/** The importer that recognises a file; null when none does. Throws a DataError for an empty file and for no text. */
export async function recognise(source: TextSource): Promise<Importer | null> {
  const head = await headOf(source)
  if (head.lines.every(line => line.trim() === '')) {
    throw new DataError('the file is empty; fetch it again', { file: source.name })
  }
  return importers.find(importer => importer.recognises(head)) ?? null
}

const HEAD_LINES = 5

async function headOf(source: TextSource): Promise<FileHead> {
  let text = ''
  for await (const chunk of source.chunks()) {
    text += chunk
    if (text.split('\n', HEAD_LINES + 1).length > HEAD_LINES || text.length > 65_536) break
  }
  return { name: source.name, lines: text.split(/\r?\n/, HEAD_LINES) }
}
