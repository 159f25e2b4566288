import { describe, expect, it } from 'vitest'
import { comparisonOf, type LeverageRun } from '../../../reports/leverage/index.ts'
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
