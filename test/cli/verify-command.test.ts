/** `stillhalter verify`: a table, its JSON, and an exit code that tells of a change. */

import { describe, expect, it } from 'vitest'
import { verifyCommand } from '../../cli/verify-command.ts'
import { deckFacts, type SourcedFacts } from '../../studies/verify/facts/deck-facts.ts'
import type { DeckFact } from '../../studies/verify/facts/fact.ts'

const changed = (
  id: string,
  change: Partial<Pick<DeckFact, 'printed' | 'recorded' | 'verdict'>>,
): SourcedFacts[] =>
  deckFacts.map(({ source, facts }) => ({
    source,
    facts: facts.map(fact => (fact.id === id ? { ...fact, ...change } : fact)),
  }))

const linesOf = (text: string): string[] => text.trimEnd().split('\n')

describe('stillhalter verify', () => {
  it('prints each figure with its verdict, then the counts, and succeeds', () => {
    const { text, exitCode } = verifyCommand({ json: false })
    const lines = linesOf(text)
    expect(exitCode).toBe(0)
    expect(lines[0]).toMatch(/^figure +verdict +what +printed +computed$/)
    expect(lines).toHaveLength(1 + 79 + 2)
    expect(lines.find(line => line.includes('gold.expiryReturn'))).toMatch(
      /^ {3}gold.expiryReturn +exact_truncated +return when both legs expire worthless +1.54 % +1.546667 %$/,
    )
    expect(lines.at(-1)).toBe(
      '79 figures: 14 derived, 25 exact, 20 exact_rounded, 1 exact_truncated, 3 given, 4 inconsistent, 5 near, 7 not_reproducible, none changed',
    )
  })

  it.each([
    [
      'value',
      { recorded: 32 },
      '!! gold.call.dailyGain was 32 USD a day, inconsistent; it is 31.57895 USD a day, inconsistent. ',
    ],
    [
      'verdict',
      { verdict: 'exact' },
      '!! gold.call.dailyGain was 31.57895 USD a day, exact; it is 31.57895 USD a day, inconsistent. ',
    ],
    [
      'print',
      { printed: '31.58' },
      '!! gold.call.dailyGain was 31.57895 USD a day, inconsistent; it is 31.57895 USD a day, exact_rounded. ',
    ],
  ] as const)('fails when the %s of one figure is another, marks its row and says so', (_, change, said) => {
    const { text, exitCode } = verifyCommand({ json: false }, changed('gold.call.dailyGain', change))
    const lines = linesOf(text)
    expect(exitCode).toBe(1)
    const marked = lines.filter(line => line.startsWith('!!'))
    expect(marked).toHaveLength(2)
    expect(marked[0]).toMatch(/^!! gold.call.dailyGain /)
    expect(marked[1]).toContain(said)
    expect(lines.at(-1)).toMatch(/, 1 changed$/)
  })

  it('prints all it knows as JSON', () => {
    const { text, exitCode } = verifyCommand({ json: true }, changed('eur.size', { recorded: 2 }))
    const rows = JSON.parse(text)
    expect(exitCode).toBe(1)
    expect(rows).toHaveLength(79)
    expect(rows.filter((row: { ok: boolean }) => !row.ok)).toEqual([
      {
        name: 'eur.size',
        what: 'lots of each leg with a stop of 0.80 points at 2 % of equity',
        source: 'a German deck on writing options, autumn 2009',
        unit: 'lots',
        printed: '3',
        computed: 3,
        recorded: 2,
        verdict: 'exact',
        expectedVerdict: 'exact',
        ok: false,
        how: 'Whole lots whose stop loses no more than the share of equity that may be risked.',
      },
    ])
  })
})
