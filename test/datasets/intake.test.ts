/** Rows that no calendar or chain can hold are told of at the intake. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ImportRequest, importFiles } from '../../datasets/import-files.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { indexOptions } from './index-options.ts'
import { optionRow, optionsFile } from './nifty-files.ts'

const folder = tempFolders()

const take = (text: string, more: Partial<ImportRequest> = {}) =>
  importFiles({ paths: [fileIn(folder(), 'x.csv', text)], store: join(folder(), 'store'), ...more })

describe('contracts of one product at one instant', () => {
  const row = (day: string, strike: number) => optionRow(day, '2022-01-27', 'CE', strike, 100)

  it('are counted, however the rows are ordered', async () => {
    const strikes = [17000, 17100, 17200]
    const byStrike = strikes.flatMap(strike => [row('2022-01-25', strike), row('2022-01-24', strike)])
    const text = optionsFile(...byStrike)
    expect(await take(text, { ceilings: { sliceRows: 3 } })).toMatchObject({ accepted: 6 })
    await expect(take(text, { ceilings: { sliceRows: 2 } })).rejects.toThrow(
      'x.csv, line 6, field time: "3": more than 2 contracts of a product at one instant (sliceRows); if that is meant, raise it with --ceiling sliceRows=3',
    )
  })
})

describe('a file', () => {
  it('is held to a length before it is read', async () => {
    await expect(take(optionsFile(), { ceilings: { fileBytes: 10 } })).rejects.toThrow(
      /^x.csv: "\d+": more than 10 bytes of a file \(fileBytes\)/,
    )
  })
})

describe('an instant', () => {
  it.each([
    ['x', '99999999999999999'],
    ['x', '-99999999999999999'],
    ['x', '253402300799000'],
    ['X', '1e9'],
    ['yyyy', '0001'],
    ['yyyy-MM-dd', '0999-12-31'],
  ])('of format %s that reads %s is rejected', async (timeFormat, text) => {
    const options = indexOptions({ time: 't', close: 'c' }, { timeFormat })
    const { files } = await take(`t,c\n${text},1\n`, { importer: 'generic-csv', options, maxBadShare: 1 })
    expect(files).toMatchObject([{ accepted: 0, rejected: 1 }])
  })

  it('of a year that only its sender believes in is taken', async () => {
    const options = indexOptions({ date: 'd', close: 'c' })
    const text = 'd,c\n1800-01-02,1\n9999-12-31,1\n'
    expect(await take(text, { importer: 'generic-csv', options })).toMatchObject({ accepted: 2 })
  })
})
