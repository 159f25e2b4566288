/** From the comparison of leverages to its page: one file that loads nothing and runs nothing. */

import { render } from 'preact-render-to-string'
import type { LeverageComparison } from './comparison.ts'
import { LeveragePage } from './page.tsx'

/** The comparison as one HTML page without scripts; the same comparison gives the same bytes. */
export const renderLeverage = (comparison: LeverageComparison): string =>
  `<!doctype html>\n${render(<LeveragePage comparison={comparison} />)}\n`
