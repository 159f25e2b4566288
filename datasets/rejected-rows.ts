/** Writes rejected rows to a csv as they come, so that no file is too bad for the memory; cells are made safe to open. */

import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { escapeControls, startsFormula } from '../engine/model/hostile-text.ts'
import type { Rejection } from './importers/importer.ts'

/** Rejections that a report shows; the file holds all of them. */
const SHOWN = 20

export interface RejectedRows {
  add(rejection: Rejection): void
  readonly count: number
  readonly shown: readonly Rejection[]
  /** Ends the file; twice is once. It is removed when it has no row. */
  close(): void
}

/** `file` is the source's name, the first column of every row. */
export function rejectedRows(path: string, file: string): RejectedRows {
  const descriptor = openSync(path, 'w')
  const shown: Rejection[] = []
  let pending = 'file,line,field,value,reason\n'
  let count = 0
  let closed = false
  const flush = (): void => {
    writeSync(descriptor, pending)
    pending = ''
  }
  return {
    add(rejection) {
      const { line, field, value, reason } = rejection
      count++
      if (shown.length < SHOWN) shown.push(rejection)
      pending += `${[file, String(line), field, value, reason].map(cellOf).join(',')}\n`
      if (pending.length > 65_536) flush()
    },
    get count() {
      return count
    },
    shown,
    close() {
      if (closed) return
      closed = true
      flush()
      closeSync(descriptor)
      if (count === 0) rmSync(path)
    },
  }
}

/** The value is always quoted, so that blanks in it can be seen. */
const cellOf = (text: string, column: number): string => safeCell(text, column === 3)

/**
 * A cell, in quotes where it needs them or `quoted` asks for them. Control characters are written as in JSON, `\u001b`,
 * and a backslash twice; then an apostrophe goes before what would start a formula, and before an apostrophe. To read
 * the text back, drop one leading apostrophe, then undo the escapes.
 */
export function safeCell(text: string, quoted: boolean): string {
  const escaped = escapeControls(text.replaceAll('\\', '\\\\'))
  const inert = startsFormula(escaped) || escaped.startsWith("'") ? `'${escaped}` : escaped
  return quoted || inert !== escaped || /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
