/** Writes text from files as a cell of a csv that a spreadsheet does not run and a terminal does not obey. */

import { escapeControls, startsFormula } from '../engine/model/hostile-text.ts'

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
