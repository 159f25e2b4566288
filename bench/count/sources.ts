/** The files of the house, parsed; what the counting scripts walk over. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { OWN } from '../harness/build.ts'

/** Rooms that hold the product; tests and the bench are not counted. */
export const ROOMS = ['engine', 'folds', 'strategies', 'datasets', 'reports', 'studies', 'cli'] as const

/** The checkout that is counted: the one named, or this one. */
export const COUNTED = resolve(process.argv[2] ?? OWN)

export interface Source {
  /** Relative to the checkout. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

export function sources(): Source[] {
  return ROOMS.flatMap(room => filesOf(join(COUNTED, room)))
    .sort()
    .map(file => {
      const text = readFileSync(file, 'utf8')
      const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
      return { path: relative(COUNTED, file), text, tree }
    })
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => /\.tsx?$/.test(file))
      .map(file => join(folder, file))
  } catch (error) {
    // A room that is planned and not there yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A line of a table: a name and its numbers. */
export const row = (name: string, values: readonly (number | string)[]): void => {
  process.stdout.write(`${name.padEnd(28)}${values.map(value => String(value).padStart(10)).join('')}\n`)
}
