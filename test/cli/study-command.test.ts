import { describe, expect, it } from 'vitest'
import { printedBy } from './run-cli.ts'

const study = (...words: readonly string[]) => printedBy('study', 'regime', ...words)

const GOLD = ['--store', 'demo', '--of', 'GC 2009-12']

describe('stillhalter study regime', () => {
  it('says what was looked at, and prints a row a horizon and part', async () => {
    const out = await study(...GOLD, '--kind', 'belowAverage', '--length', '20', '--horizon', '1', '10')
    expect(out).toMatch(/^Forward returns of GC 2009-12 .* GC 2009-12 is below its 20-session average\.\n/)
    expect(out).toContain('Store demo, 2009-03-04 to 2009-12-29.')
    expect(out).toMatch(/190 sessions with a known regime: 105 in it, in 12 stretches, and 85 out of it/)
    expect(out).toContain('Nothing is annualised.')
    const table = out.trimEnd().split('\n').slice(-9)
    expect(table[0]?.trim().split(/ {2,}/)).toEqual([
      'horizon',
      'part',
      'count',
      'mean %',
      'median %',
      'hit rate %',
      'std error %',
      't',
    ])
    expect(table.slice(1).map(row => row.trim().split(/ +/).slice(0, 2))).toEqual([
      ['1', 'in'],
      ['1', 'out'],
      ['1', 'difference'],
      ['1', 'all'],
      ['10', 'in'],
      ['10', 'out'],
      ['10', 'difference'],
      ['10', 'all'],
    ])
    expect(new Set(table.map(row => row.length)).size).toBe(1)
  })

  it('prints everything as JSON', async () => {
    const json = JSON.parse(
      await study(
        ...GOLD,
        ...['--kind', 'ratioTrend', '--product', 'gold', '--trend', 'falling', '--set', 'smooth=20'],
        ...['--from', '2009-04-01', '--to', '2009-11-30', '--json'],
      ),
    )
    expect(json).toMatchObject({
      of: 'GC 2009-12',
      regime: { kind: 'ratioTrend', smooth: 20, trend: 'falling', counts: 'openInterest' },
      first: '2009-04-01',
      last: '2009-11-30',
    })
    expect(json.statistics).toHaveLength(3 * 2 * 4)
  })

  it('looks at another instrument when it is told to', async () => {
    const out = await study(...GOLD, '--kind', 'newLow', '--regime-of', 'GC 2010-02', '--not')
    expect(out).toContain('GC 2010-02 is not at a new 20-session low')
  })

  it.each<[string[], RegExp]>([
    [['--kind', 'volatilityAbove'], /field --level: is missing; add it/],
    [['--kind', 'belowAverage', '--length', '1'], /field --length: "1"/],
    [['--kind', 'newLow', '--width', '2'], /field --width: "width": there is no such key/],
    [['--kind', 'newLow', '--set', 'lenght=5'], /field --set lenght: "lenght": .* did you mean length\?/],
    [['--kind', 'newLow', '--regime-of', 'GX'], /field regime\.of: "GX": the market has no such product/],
    [['--kind', 'newLow', '--from', 'soon'], /field --from: "soon": no such date/],
    [['--kind', 'newLow', '--horizon', '1.5'], /field horizon: "1\.5": must be a whole number/],
    [['--kind', 'nothing'], /Choices: "belowAverage"/],
  ])('answers %s with what is wrong', async (words, message) => {
    await expect(study(...GOLD, ...words)).rejects.toThrow(message)
  })
})
