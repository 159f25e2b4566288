/**
 * Counts arrows: for each file the other files of the house that it imports or hands on, types included, each once. A folder
 * given is the checkout that is counted.
 */

import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { ROOMS, row, sources } from './sources.ts'

const all = sources()
const paths = new Set(all.map(({ path }) => path))
const arrows = new Map(
  all.map(({ path, text }) => {
    const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
    const own = named.filter(name => name.startsWith('.')).map(name => normalize(join(dirname(path), name)))
    return [path, new Set(own.filter(target => paths.has(target) && target !== path))]
  }),
)

row('room', ['files', 'lines', 'arrows', 'a file'])
for (const room of [...ROOMS, '']) {
  const within = all.filter(({ path }) => room === '' || path.startsWith(`${room}/`))
  if (within.length === 0) continue
  const lines = within.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  const count = within.reduce((sum, { path }) => sum + (arrows.get(path)?.size ?? 0), 0)
  row(room === '' ? 'all' : room, [within.length, lines, count, (count / within.length).toFixed(2)])
}
