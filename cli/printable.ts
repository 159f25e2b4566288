/** Makes text fit for a terminal: what stands in files must not steer it. */

import { escapeControls } from '../engine/model/hostile-text.ts'

/** For a whole output: control characters are escaped as in JSON, line ends and tabs stay. */
export const printable = (text: string): string => escapeControls(text, '\n\t')

/** For a name or a value within a line: line ends and tabs are escaped as well. */
export const printableValue = (text: string): string => escapeControls(text)
