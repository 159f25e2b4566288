import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../../datasets/importers/csv.ts'
import type { Ceilings } from '../../../engine/model/ceilings.ts'

/** Rows of a text that arrives in these chunks. */
async function rowsOf(
  chunks: Iterable<string>,
  separator = ',',
  ceilings: Ceilings = {},
): Promise<[number, readonly string[]][]> {
  const stream = (async function* () {
    yield* chunks
  })()
  const rows: [number, readonly string[]][] = []
  for await (const batch of csvRows(stream, separator, 'x.csv', ceilings)) {
    rows.push(...batch.map(({ line, cells }) => [line, cells] as [number, readonly string[]]))
  }
  return rows
}

describe('csv', () => {
  it('splits lines and cells, and passes over blank lines without losing count', async () => {
    expect(await rowsOf(['a,b\r\n\r\n1,\n,2'])).toEqual([
      [1, ['a', 'b']],
      [3, ['1', '']],
      [4, ['', '2']],
    ])
  })

  it('reads quotes: separators, doubled quotes and line ends inside them', async () => {
    expect(await rowsOf(['"a,b",c\n"say ""x""",2\n"one\ntwo",3\n4,5'])).toEqual([
      [1, ['a,b', 'c']],
      [2, ['say "x"', '2']],
      [3, ['one\ntwo', '3']],
      [5, ['4', '5']],
    ])
  })

  it('leaves a quote inside an unquoted cell alone', async () => {
    expect(await rowsOf(['5" pipe,1\n'])).toEqual([[1, ['5" pipe', '1']]])
  })

  it.each<[string, Ceilings, string, RegExp]>([
    [
      'lines',
      { rows: 3 },
      'a\n1\n\n2\n',
      /^x.csv, line 4: "4": more than 3 lines of a file \(rows\); .*rows=4/,
    ],
    ['columns', { columns: 2 }, 'a,b\n1,2,3,4\n', /^x.csv, line 2: "3": more than 2 columns .*columns=3/],
    ['columns in quotes', { columns: 2 }, 'a,b\n"1",2,"3","4', /^x.csv, line 2: "3": more than 2 columns/],
    [
      'characters',
      { rowCharacters: 5 },
      'a,b\n1,2345\n',
      /^x.csv, line 2: "6": more than 5 characters of a row/,
    ],
    [
      'lines in quotes',
      { rowCharacters: 5 },
      'a\n"12\n34\n5"\n',
      /^x.csv, line 2: "6": more than 5 characters/,
    ],
  ])('holds a file to so many %s', async (_what, ceilings, text, message) => {
    await expect(rowsOf([text], ',', ceilings)).rejects.toThrow(message)
    expect(await rowsOf(['a,b\n1,2\n'], ',', ceilings)).toHaveLength(2)
  })

  it('does not wait for the end of a line that never comes', async () => {
    let chunks = 0
    const endless = (function* () {
      for (;;) {
        chunks++
        yield 'x'.repeat(1 << 16)
      }
    })()
    await expect(rowsOf(endless)).rejects.toThrow('more than 1048576 characters of a row (rowCharacters)')
    expect(chunks).toBe(17)
  })

  const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', ' ', 'é') })
  const row = fc.array(cell, { minLength: 2, maxLength: 4 })
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

  test.prop([fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 9 })])(
    'gives back what was written, wherever the chunks are cut',
    async (rows, size) => {
      const text = rows.map(cells => `${cells.map(quoted).join(',')}\r\n`).join('')
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
      // A row of separators alone is a blank line.
      const written = rows.filter(cells => cells.some(one => one.trim() !== ''))
      expect((await rowsOf(chunks)).map(([, cells]) => cells)).toEqual(written)
    },
  )
})
