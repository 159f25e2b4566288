import { expect, it } from 'vitest'
import { importerOf } from '../../../datasets/importer-registry.ts'
import { officialFiles } from '../../../datasets/importers/official-files.ts'

it('official files are fetched from the publishers themselves, a year of the curve at a time, and have an importer', () => {
  const files = officialFiles(2019)
  expect(files.map(({ url }) => new URL(url).host)).toEqual(['home.treasury.gov', 'fred.stlouisfed.org'])
  expect(files[0]?.url).toContain('/2019/all?')
  expect(files[1]?.url).toMatch(/id=SOFR$/)
  for (const { importer } of files) expect(importerOf(importer).name).toBe(importer)
})
