/** What the terms of a Treasury market take and refuse, and where its bonds come from. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { treasuryTermsSchema } from '../../../datasets/index.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { closesOf, issuesOf, made } from './treasury-board.ts'

const folder = tempFolders()

describe('the terms', () => {
  const reasonOf = (terms: Record<string, unknown>): string | undefined =>
    treasuryTermsSchema.safeParse(terms).error?.issues[0]?.message

  it('have a default for every key', () => {
    expect(treasuryTermsSchema.parse({})).toEqual({
      futures: ['ZN'],
      issues: 'modelled',
      prices: 'theoretical',
      dislocation: [],
      forwardRate: 'curve',
      contracts: 2,
    })
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a future that is none of the seven', { futures: ['GC'] }, /expected one of "ZT"/],
    ['a future twice', { futures: ['ZN', 'ZN'] }, /name each future once/],
    ['no future', { futures: [] }, /Too small/],
    [
      'points out of order',
      {
        dislocation: [
          { from: '2019-02-01', bp: 1 },
          { from: '2019-01-01', bp: 2 },
        ],
      },
      /ascend/,
    ],
    [
      'a day twice',
      {
        dislocation: {
          ZN: [
            { from: '2019-02-01', bp: 1 },
            { from: '2019-02-01', bp: 2 },
          ],
        },
      },
      /ascend/,
    ],
    ['a path of another future', { dislocation: { ZB: [] } }, /does not have; add it to futures/],
    [
      'a path beside settlements',
      { prices: 'settlements', dislocation: [{ from: '2019-02-01', bp: 1 }] },
      /leave it out/,
    ],
    ['a number for a path', { dislocation: 5 }, /^write \[\{ from: 2020-03-09, bp: 5 \}/],
    ['a word for a rate', { forwardRate: 'sofr' }, /^write curve, or a number/],
    ['a key that is none', { bidAskTicks: 1 }, /Unrecognized key/],
  ])('refuse %s', (_, terms, message) => {
    expect(reasonOf(terms)).toMatch(message)
  })
})

describe('the list of issues', () => {
  const CSV = [
    'cusip,couponPercent,issued,maturity,originalTerm',
    '912000AA1,2.375,2016-02-15,2026-02-15,10Y',
    '912000BB2,2.75,2019-05-15,2029-05-15,10Y',
    '912000CC3,1,2008-09-30,2018-09-30,10Y',
  ].join('\n')

  it('may be a file, which the provenance names', async () => {
    const path = fileIn(folder(), 'issues.csv', CSV)
    const market = await made({ issues: path })
    expect(issuesOf(market).map(({ id }) => id)).toEqual([
      'UST 2.375 2026-02-15 10Y',
      'UST 2.75 2029-05-15 10Y',
    ])
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(market.provenance.sources.at(-1)).toEqual({ name: 'issues.csv', sha256, licence: 'unknown' })
    expect(market.provenance.notes?.join(' ')).toMatch(/The bonds are those of the file issues.csv/)
    const closes = await closesOf(market, ['UST', 'ZN'])
    expect(closes.on('2019-05-14', 'UST').map(([id]) => id)).toEqual(['UST 2.375 2026-02-15 10Y'])
    expect(closes.on('2019-05-15', 'UST')).toHaveLength(2)
  })

  it('may leave a basket empty: then the contract has no price', async () => {
    const path = fileIn(folder(), 'issues.csv', `${CSV.split('\n').slice(0, 2).join('\n')}\n`)
    const closes = await closesOf(await made({ issues: path }), ['ZN'])
    // August 2019 and later contracts ask for maturities from March 2026 on.
    expect(closes.on('2019-05-14', 'ZN').map(([id]) => id)).toEqual(['ZN 2019-06'])
    expect(closes.on('2019-09-10', 'ZN')).toEqual([])
  })

  it('may be handed over', async () => {
    const path = fileIn(folder(), 'issues.csv', CSV)
    const issues = issuesOf(await made({ issues: path }))
    const market = await made({ issues: issues.toReversed() })
    expect(issuesOf(market)).toEqual(issues)
    expect(market.provenance.notes?.join(' ')).toMatch(/The bonds are those of a list/)
    await expect(made({ issues: [...issues, ...issues] })).rejects.toThrow(
      /field data.treasury.issues: .* twice/,
    )
    await expect(made({ issues: [] })).rejects.toThrow(/no bond is left/)
    await expect(made({ issues: '/nowhere/issues.csv' })).rejects.toThrow(/issues.csv: there is no such file/)
  })
})
