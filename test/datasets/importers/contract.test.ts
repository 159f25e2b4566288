/** What every importer keeps, whatever its format. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ImportRequest, importFiles } from '../../../datasets/import-files.ts'
import { importers } from '../../../datasets/importer-registry.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { bytesOf, fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'
import { lineOf, samples, textOf } from './samples.ts'

const folder = tempFolders()

it('has a sample of every importer', () => {
  expect(new Set(samples.map(sample => sample.importer))).toEqual(new Set(importers.map(({ name }) => name)))
})

describe.each(samples.map(sample => ({ sample, title: `${sample.importer}, ${sample.what}` })))(
  '$title',
  ({ sample }) => {
    /** Imports a text into a store, a new one unless it is named. */
    const take = async (
      content: string | Uint8Array,
      more: Partial<ImportRequest> = {},
    ): Promise<{ store: string; report: Awaited<ReturnType<typeof importFiles>> }> => {
      const store = more.store ?? join(folder(), 'store')
      const path = fileIn(folder(), sample.file, content)
      const { importer, options } = sample
      const report = await importFiles({ paths: [path], importer, options, ...more, store })
      return { store, report }
    }

    const stored = async (store: string) => rowsOf(await openStore(store), sample)

    it('accepts good rows to the exact value', async () => {
      const { store, report } = await take(textOf(sample))
      expect(report).toMatchObject({ accepted: sample.rows.length, rejected: 0 })
      expect(await stored(store)).toEqual(sample.expected)
    })

    it('reads Windows line ends, a byte order mark, a missing last newline, gzip', async () => {
      const text = textOf(sample)
      const variants = [
        textOf(sample, sample.rows, '\r\n'),
        `\uFEFF${text}`,
        text.trimEnd(),
        gzipSync(Buffer.from(text)),
      ]
      for (const variant of variants) {
        expect(await stored((await take(variant)).store)).toEqual(sample.expected)
      }
    })

    it('changes nothing when the same file comes twice', async () => {
      const { store } = await take(textOf(sample))
      const before = bytesOf(store)
      const { report } = await take(textOf(sample), { store })
      expect(report.files.map(({ status }) => status)).toEqual(['unchanged'])
      expect(bytesOf(store)).toEqual(before)
    })

    it('writes the same bytes into every store of the same name', async () => {
      const [first, second] = [await take(textOf(sample)), await take(textOf(sample))]
      expect(bytesOf(first.store)).toEqual(bytesOf(second.store))
    })

    it.each(sample.bad)('rejects $what', async bad => {
      const text = textOf(sample, [bad.row, ...sample.rows])
      const { report, store } = await take(text, { maxBadShare: 0.9 })
      const [file] = report.files
      expect(file).toMatchObject({ accepted: sample.rows.length, rejected: 1 })
      const [rejection] = file?.rejections ?? []
      expect(rejection).toMatchObject({ line: lineOf(sample, 0), field: bad.field, value: bad.value })
      expect(rejection?.reason).toMatch(bad.reason)
      const list = readFileSync(join(store, file?.rejectedFile ?? ''), 'utf8')
      expect(list).toContain(`${sample.file},${lineOf(sample, 0)},${bad.field},"${bad.value}",`)
      expect(await stored(store)).toEqual(sample.expected)
    })

    it('commits nothing past the share of bad rows, and says which rows', async () => {
      const [bad] = sample.bad
      const store = join(folder(), 'store')
      const taking = take(textOf(sample, [bad?.row ?? '', ...sample.rows]), { store })
      await expect(taking).rejects.toThrow(
        `${sample.file}, line ${lineOf(sample, 0)}, field ${bad?.field}: "${bad?.value}"`,
      )
      expect(readdirSync(store)).toEqual(['.staging'])
      expect(readdirSync(join(store, '.staging'))).toEqual([expect.stringMatching(/^rejected-.*\.csv$/)])
    })

    it('sorts rows that come in any order', async () => {
      if (sample.options.sorted === true) return
      const { store } = await take(textOf(sample, [...sample.rows].reverse()))
      expect(await stored(store)).toEqual(sample.expected)
    })

    it('rejects a row that is there twice, and names the line of the first', async () => {
      const text = textOf(sample, [...sample.rows, sample.rows.at(-1) ?? ''])
      const { report, store } = await take(text, { maxBadShare: 0.9 })
      expect(report.files[0]?.rejections).toMatchObject([{ line: lineOf(sample, sample.rows.length) }])
      expect(await stored(store)).toEqual(sample.expected)
    })

    it.skipIf(sample.header === null)(
      'names the column that is missing, and what was probably meant',
      async () => {
        const [name, misspelt] = sample.column ?? ['', '']
        const text = textOf({ ...sample, header: sample.header?.replace(name, misspelt) ?? null })
        await expect(take(text)).rejects.toThrow(
          new RegExp(`${sample.file}, line 1.*"${name}".*"${misspelt}"`, 's'),
        )
      },
    )

    it('refuses an empty file, a header alone, and what is no text', async () => {
      await expect(take('')).rejects.toThrow(`${sample.file}: the file is empty`)
      if (sample.header !== null) await expect(take(`${sample.header}\n`)).rejects.toThrow(/rows/)
      const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)
      await expect(take(garbage)).rejects.toThrow(`${sample.file}: this is no text`)
      await expect(take(`${'x'.repeat(500)}\n`)).rejects.toThrow(sample.file)
    })

    it('refuses a quote that is never closed', async () => {
      const text = textOf(sample, ['"begun and never', 'ended'])
      await expect(take(text)).rejects.toThrow(/line \d+: .*a quote is opened and never closed/s)
    })
  },
)
