/** Margin of futures from the experiment, from its files, and from the built-in facts. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { futureProductOf } from '../../engine/calendar/contracts.ts'
import { DataError, futureOf, type MarginPosition, parseDay } from '../../engine/index.ts'
import { futuresModelOf, marginNotes, marginTables } from '../../studies/futures-margin-model.ts'
import { type MarginTerms, marginSchema } from '../../studies/margin-schema.ts'
import { marginTerms } from '../fixtures/kinds.ts'

const folder = mkdtempSync(join(tmpdir(), 'margins-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(
  join(folder, 'ZN.csv'),
  'date,initial,maintenance\n20200102,1100,1000\n20200309,2200,2000\n20200320,3300,3000\n',
)

type Terms = Extract<MarginTerms, { model: 'futures' }>

function terms(parts: Record<string, unknown>): Terms {
  const parsed = marginSchema.parse({ model: 'futures', ...parts })
  if (parsed.model !== 'futures') throw new Error('the model is futures')
  return parsed
}

const ZN = futureOf('ZN', '2020-06')

const short = (contracts: number): MarginPosition => ({
  instrument: ZN,
  product: futureProductOf('ZN'),
  ...marginTerms(ZN, futureProductOf('ZN')),
  quantity: -contracts,
  multiplier: 1000,
  price: 130,
  paidUpFront: false,
  underlyingPrice: 130,
  daysToExpiry: 0,
  sigmaDaily: null,
})

async function required(parts: Record<string, unknown>, day: string, factor = 1): Promise<[number, number]> {
  const stated = terms(parts)
  const model = futuresModelOf(stated, await marginTables(stated, folder), factor)
  const [product] = model.requirement([short(10)], parseDay(day))
  return [(product?.initial ?? 0) / 100, (product?.maintenance ?? 0) / 100]
}

describe('margin of futures', () => {
  it('takes the built-in facts of the day, which hedgers post at maintenance', async () => {
    expect(await required({}, '2020-03-10')).toEqual([13_750, 13_750])
    expect(await required({}, '2020-03-19')).toEqual([18_500, 18_500])
  })

  it('asks initial margin of speculators', async () => {
    expect(await required({ holder: 'speculator' }, '2020-03-10')).toEqual([15_130, 13_750])
    expect(await required({ holder: 'speculator', initialToMaintenance: 1.35 }, '2020-03-10')).toEqual([
      18_560, 13_750,
    ])
  })

  it('takes a file before the facts, and the experiment before the file', async () => {
    const files = { ZN: 'ZN.csv' }
    expect(await required({ files }, '2020-03-10')).toEqual([20_000, 20_000])
    const table = { ZN: [{ maintenance: 500 }, { from: '2020-03-10', maintenance: 700, initial: 900 }] }
    expect(await required({ files, table, holder: 'speculator' }, '2020-03-10')).toEqual([9000, 7000])
    expect(await required({ files, table }, '2020-03-09')).toEqual([5000, 5000])
  })

  it('shrinks where both legs are cleared together', async () => {
    expect(await required({}, '2020-03-10', 0.2)).toEqual([2750, 2750])
  })

  it('says which margins are carried on from the last day that is known', async () => {
    const notes = async (parts: Record<string, unknown>, day: string): Promise<string[]> =>
      marginNotes(terms(parts), await marginTables(terms(parts), folder), ['ZN'], parseDay(day))
    expect(await notes({}, '2020-04-30')).toEqual([])
    expect(await notes({}, '2025-04-09')).toEqual([expect.stringMatching(/1500 a contract .* 2021-11-12/)])
    expect(await notes({ files: { ZN: 'ZN.csv' } }, '2020-04-30')).toEqual([
      expect.stringMatching(/3000 a contract .* 2020-03-20/),
    ])
    expect(await notes({ table: { ZN: [{ maintenance: 1 }] } }, '2025-04-09')).toEqual([])
  })

  it('names a day that no fact covers, and a file that is not there', async () => {
    await expect(required({}, '2018-05-01')).rejects.toThrow('are known from 2019-11-15 on')
    await expect(required({ files: { ZN: 'none.csv' } }, '2020-03-10')).rejects.toThrow(DataError)
  })
})
