import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { comparisonOf, type LeverageRun } from '../../../reports/index.ts'
import { whyCalled } from '../../../reports/leverage/compare.ts'
import { type CashChange, endWords } from '../../../reports/leverage/leverage-run.ts'
import { canonicalJson } from '../../../reports/schema/canonical.ts'
import { CAUSE, calmRuns, everyFate, refusedRuns } from './made-runs.ts'

const compare = (...runs: readonly LeverageRun[][]) =>
  comparisonOf(runs.flat(), { engine: 'stillhalter test', rerun: 'stillhalter study leverage a.yaml' })

describe('a comparison of leverages', () => {
  it('groups runs by experiment, in their order', () => {
    const { experiments } = compare(everyFate('b'), calmRuns('a'))
    expect(experiments.map(({ name, runs }) => [name, runs.map(({ leverage }) => leverage)])).toEqual([
      ['b', [10, 30, 45, 52, 80]],
      ['a', [10, 20]],
    ])
  })

  it('gives amounts in units of the currency', () => {
    const [, called] = compare(everyFate()).experiments[0]?.runs ?? []
    expect(called?.survival).toMatchObject({
      leastCash: -163_734.37,
      mostBorrowed: 198_451_878,
      firstCall: {
        missing: 163_734.37,
        lentLater: 2_151_179,
        cause: { variation: -2_353_118.04, cashBefore: 2_895_325.47, cashAfter: -163_734.37 },
        sinceOpening: { variation: -5_000_000, cashBefore: 5_542_207.43 },
      },
    })
  })

  it('knows that yen have no cents', () => {
    const runs = everyFate().map(run => ({ ...run, currency: 'JPY' }))
    const [, called] = compare(runs).experiments[0]?.runs ?? []
    expect(called?.survival?.firstCall?.cause).toEqual(CAUSE)
  })

  it('tells each note once, a carried margin first', () => {
    const [experiment] = compare(everyFate()).experiments
    expect(experiment?.notes.map(({ kind }) => kind)).toEqual(['carried margin', 'data'])
  })

  it.each<[LeverageRun[][], string]>([
    [
      [everyFate('m'), calmRuns()],
      'Of 7 runs, 3 survived, 1 was reduced by force, 1 went bankrupt, 1 never traded and 1 was refused. The lowest leverage with a margin call is 30 times, in m on 2020-03-19.',
    ],
    [[refusedRuns()], 'Of 1 run, 1 was refused. No margin was called.'],
    [[refusedRuns('a'), refusedRuns('b')], 'Of 2 runs, 2 were refused. No margin was called.'],
    [[calmRuns()], 'Of 2 runs, 1 survived and 1 never traded. No margin was called.'],
  ])('says in words what came out', (runs, sentence) => {
    expect(compare(...runs).sentence).toBe(sentence)
  })

  it('is JSON that reads back as it was, the same bytes for the same runs', () => {
    const comparison = compare(everyFate(), refusedRuns())
    const json = canonicalJson(comparison)
    expect(JSON.parse(json)).toEqual(comparison)
    expect(canonicalJson(compare(everyFate(), refusedRuns()))).toBe(json)
    expect(comparison.schema).toBe('stillhalter.leverage/1')
  })
})

const NOTHING: CashChange = {
  variation: 0,
  margin: 0,
  repo: 0,
  repoInterest: 0,
  creditLine: 0,
  other: 0,
  cashBefore: 100,
  cashAfter: 100,
}

const why = (flows: Partial<CashChange>, lentLater = 0): string => {
  const { cashBefore, cashAfter: _, ...sums } = { ...NOTHING, ...flows }
  const cashAfter = cashBefore + Object.values(sums).reduce((sum, one) => sum + one, 0)
  const cause = { ...sums, cashBefore, cashAfter }
  return whyCalled(
    { day: '2020-03-12', missing: 1, cause, sinceOpening: null, lentLater, end: { kind: 'open', day: null } },
    'USD',
  )
}

describe('why a call came', () => {
  it.each<[Partial<CashChange>, number, string]>([
    [
      { variation: -80, margin: -30, repoInterest: -5 },
      0,
      'Free cash fell from USD 100 to USD -15 in a session: variation margin took 80, initial margin 30 and interest on loans 5.',
    ],
    [
      { variation: -20, repo: -120.4, margin: 10 },
      0,
      'Free cash fell from USD 100 to USD -30 in a session: loans that were cut took 120 and variation margin 20; initial margin that was set free brought 10.',
    ],
    [
      { variation: -150, repo: 20, other: 4 },
      90,
      'Free cash fell from USD 100 to USD -26 in a session: variation margin took 150; new loans brought 20 and everything else 4; 90 more of loans, for the rise of the bonds that day, come only a session later.',
    ],
    [
      { margin: -101 },
      -7,
      'Free cash fell from USD 100 to USD -1 in a session: initial margin took 101; for the fall of the bonds that day the lender takes another 7 back a session later.',
    ],
    [
      { creditLine: 40 },
      0,
      'Free cash went from USD 100 to USD 140 in a session: the credit line brought 40.',
    ],
    [{}, 0.3, 'Free cash went from USD 100 to USD 100 in a session, while nothing flowed.'],
  ])('%j', (flows, lentLater, sentence) => {
    expect(why(flows, lentLater)).toBe(sentence)
  })

  const amount = fc.integer({ min: 1000, max: 9_999_999 })

  test.prop(
    [
      fc.uniqueArray(amount, { minLength: 6, maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    ],
    { seed: 11 },
  )(
    'names every flow of a unit or more once, with its amount, and none below half a unit',
    (amounts, signs) => {
      const [variation = 0, margin = 0, repo = 0, repoInterest = 0, creditLine = 0] = amounts.map((one, i) =>
        signs[i] ? one : -one,
      )
      const text = why({ variation, margin, repo, repoInterest, creditLine, other: 0.4 })
      for (const one of [variation, margin, repo, repoInterest, creditLine])
        expect(text.match(new RegExp(`\\b${Math.abs(one)}\\b`, 'g'))?.length).toBeGreaterThanOrEqual(1)
      expect(text).not.toContain('everything else')
    },
  )
})

describe('how it ended', () => {
  it.each([
    ['cured', 'It was over on 2020-03-13 without a payment.'],
    ['paid in', 'The owner paid in on 2020-03-13.'],
    ['reduced by force', 'Positions were closed by force on 2020-03-13.'],
    ['bankrupt', 'The account went bankrupt on 2020-03-13.'],
  ] as const)('%s', (kind, sentence) => {
    expect(endWords({ kind, day: '2020-03-13' })).toBe(sentence)
  })

  it('open', () => {
    expect(endWords({ kind: 'open', day: null })).toBe('It was open when the run ended.')
  })
})
