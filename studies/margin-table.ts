/** The built-in table of the fixed margin model. */

import type { FixedTable } from '../engine/index.ts'

/**
 * Initial and maintenance per lot: call and strangles as a German deck on option writing printed them in autumn 2009
 * ("ca."), the gold future by COMEX notice 09-32 of 23 January 2009.
 */
export const BUILT_IN_MARGINS: FixedTable = {
  OG: [
    {
      from: null,
      value: {
        nakedCall: { initial: 2500, maintenance: 1800 },
        strangle: { initial: 3500, maintenance: 2500 },
      },
    },
    {
      from: '2009-01-23',
      value: {
        nakedCall: { initial: 2500, maintenance: 1800 },
        strangle: { initial: 3500, maintenance: 2500 },
        future: { initial: 5399, maintenance: 3999 },
      },
    },
  ],
  EURFX: [{ from: null, value: { strangle: { initial: 2200, maintenance: 1800 } } }],
}
