/** Reads a number that a publisher may have left out. */

import type { Fields } from './fields.ts'

/** How the Treasury and FRED write that there is no value. */
const NOT_PUBLISHED = /^(|\.|n\/?a|nd)$/i

/** The number, which may be negative; NaN where none was published, and for a faulty one, which is a fault of the row. */
export const publishedNumber = (fields: Fields, column: string): number =>
  NOT_PUBLISHED.test(fields.text(column)) ? Number.NaN : fields.number(column)
