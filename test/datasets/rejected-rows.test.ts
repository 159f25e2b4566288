/** Cells that a spreadsheet does not run, and that give back what they hold. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { type CsvRow, csvRows } from '../../datasets/importers/csv.ts'
import { safeCell } from '../../datasets/rejected-rows.ts'
import { startsFormula } from '../../engine/model/hostile-text.ts'

/** As the docstring says: one apostrophe goes, then the escapes are undone. */
const readBack = (cell: string): string =>
  cell
    .replace(/^'/, '')
    .replace(/\\(\\|u([0-9a-f]{4}))/g, (_, sign: string, code: string | undefined) =>
      code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
    )

async function* chunkOf(text: string) {
  yield text
}

describe('a cell', () => {
  it.each([
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a sign', '@SUM(1)', `"'@SUM(1)"`],
    ['a tab before one', '\t=1', '\\u0009=1'],
    ['an apostrophe', "'s", `"''s"`],
    ['escapes of a terminal', '\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
    ['lines', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a number', '-5.25', '-5.25'],
    ['a separator', 'a,b', '"a,b"'],
  ])('of %s is inert', (_what, text, cell) => {
    expect(safeCell(text, false)).toBe(cell)
  })

  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'=+-@\'"\\,\t\r\nu0061'.split('')) }),
  )

  test.prop([texts, fc.boolean()])(
    'gives back any text, on a line of its own, and never starts a formula',
    async (text, quoted) => {
      const written = `x,${safeCell(text, quoted)}\n`
      const rows: CsvRow[] = []
      for await (const batch of csvRows(chunkOf(written), ',', 'x.csv')) rows.push(...batch)
      const cell = rows[0]?.cells[1] ?? ''
      expect(rows).toHaveLength(1)
      expect(startsFormula(cell)).toBe(false)
      expect(readBack(cell)).toBe(text)
    },
  )
})
