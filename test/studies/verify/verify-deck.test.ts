/** The deck's figures: recomputed, judged, and sensitive to what they are made of. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/index.ts'
import { lotsByRisk } from '../../../strategies/rules/lots.ts'
import { BUILT_IN_MARGINS } from '../../../studies/margin-table.ts'
import { deckFacts } from '../../../studies/verify/facts/deck-facts.ts'
import type { DeckFact } from '../../../studies/verify/facts/fact.ts'
import { type VerifiedFigure, verifyDeck } from '../../../studies/verify/verify-deck.ts'
import { withOracle } from '../../fixtures/shared.ts'

const figures = verifyDeck({ lotsByRisk })
const facts = deckFacts.flatMap(source => source.facts)

const rowOf = (fact: DeckFact): VerifiedFigure | undefined =>
  verifyDeck({ lotsByRisk }, [{ source: 'a test', facts: [fact] }])[0]

const named = (id: string): DeckFact => {
  const fact = facts.find(one => one.id === id)
  if (!fact) throw new Error(`there is no figure ${id}`)
  return fact
}

/** A fact with other inputs of the same shape. */
const withInputs = (fact: DeckFact, inputs: unknown): DeckFact => ({ ...fact, inputs }) as DeckFact

describe('the figures of the deck', () => {
  it('are 79, each of its own name', () => {
    expect(figures).toHaveLength(79)
    expect(new Set(figures.map(({ name }) => name)).size).toBe(79)
  })

  it('all come out as they were recorded', () => {
    expect(figures.filter(({ ok }) => !ok)).toEqual([])
  })

  it('are judged by comparison, not by what is expected of them', () => {
    const counts: Record<string, number> = {}
    for (const { verdict } of figures) counts[verdict] = (counts[verdict] ?? 0) + 1
    expect(counts).toEqual({
      exact: 25,
      exact_rounded: 20,
      exact_truncated: 1,
      near: 5,
      inconsistent: 4,
      not_reproducible: 7,
      derived: 14,
      given: 3,
    })
  })

  it('each say by which rule, in one sentence', () => {
    for (const { how, name } of figures) {
      expect(how, name).toMatch(/^[A-Z].*[a-z%]\.$/)
      expect(how.match(/\. /), name).toBeNull()
    }
  })

  it('say why a near miss is near', () => {
    expect(figures.find(({ name }) => name === 'eur.delta.put')?.how).toContain(
      'near, since both printed deltas fit a future',
    )
  })

  it('that no formula gives show what the market says of them instead', () => {
    const chances = figures.filter(({ name }) => name.startsWith('eur.bound.')).map(({ how }) => how)
    expect(chances.map(how => /([\d.]+) %\.$/.exec(how)?.[1])).toEqual(['75.18', '47.27', '37.46', '18.27'])
  })

  it('take the margins of the built-in table', () => {
    const table = facts.filter(fact => fact.rule === 'marginRatio')
    expect(table).toHaveLength(3)
    for (const { inputs } of table) {
      const { initial, maintenance } = inputs
      expect(BUILT_IN_MARGINS[inputs.product]?.[0]?.value[inputs.structure]).toEqual({ initial, maintenance })
    }
  })
})

describe('a figure', () => {
  it('is marked when its inputs change, and its verdict with it', () => {
    const row = rowOf(
      withInputs(named('gold.strangle.credit'), { product: 'OG', on: '2009-10-12', premiums: [6, 5.7] }),
    )
    expect(row).toMatchObject({
      computed: 1170,
      verdict: 'inconsistent',
      expectedVerdict: 'exact',
      ok: false,
    })
  })

  it('is marked when its value drifts although the verdict stays', () => {
    const row = rowOf({ ...named('gold.buyback.1100.value'), recorded: 17.06467 })
    expect(row).toMatchObject({ verdict: 'not_reproducible', expectedVerdict: 'not_reproducible', ok: false })
  })

  it('is marked when another verdict was expected', () => {
    expect(rowOf({ ...named('eur.size'), verdict: 'near' })).toMatchObject({ verdict: 'exact', ok: false })
  })

  it('is marked when the print is another', () => {
    expect(rowOf({ ...named('gold.accountRisk'), printed: '1.60 %' })).toMatchObject({
      verdict: 'exact',
      ok: false,
    })
    expect(rowOf({ ...named('gold.expiryReturn'), printed: '1.55 %' })).toMatchObject({
      verdict: 'exact_rounded',
      ok: false,
    })
  })

  it('follows the size rule of the strategies', () => {
    const careless = verifyDeck({ lotsByRisk: (...of) => Math.ceil(lotsByRisk(...of) + 0.5) })
    const changed = careless.filter(({ ok }) => !ok).map(({ name, computed }) => [name, computed])
    expect(changed).toEqual([
      ['gold.size', 3],
      ['eur.size', 4],
    ])
  })

  it.each([
    ['gold.expiry', { month: '2009-12' }, '2009-11-23'],
    ['gold.call.days', { on: '2009-10-09' }, 18],
    ['gold.call.dailyGain', { on: '2009-10-07' }, 30],
    ['eur.expiry', { month: '2009-10' }, '2009-10-09'],
    ['eur.tradeDate', { date: '2009-10-16' }, 'Friday'],
    ['tick.OG', { product: 'ODAX' }, 0.5],
    ['q3.delta', { part: 'probabilityUp' }, 0.374181498289],
  ] as const)('%s with %o is %s', (id, change, value) => {
    const fact = named(id)
    const computed = rowOf(withInputs(fact, { ...fact.inputs, ...change }))?.computed
    if (typeof value === 'number') expect(computed).toBeCloseTo(value, 11)
    else expect(computed).toBe(value)
  })

  it.each(facts.map(fact => [fact.id, fact] as const))(
    '%s changes with every number it is made of',
    (id, fact) => {
      const before = rowOf(fact)
      const idle = variants(fact.inputs).filter(({ inputs }) => {
        const after = attempt(() => rowOf(withInputs(fact, inputs)))
        return after?.how === before?.how && String(after?.computed) === String(before?.computed)
      })
      expect(idle.map(({ path }) => path)).toEqual(IDLE[id] ?? [])
    },
  )
})

/** Numbers that a figure's rule takes and that do not move it, by how things are. */
const IDLE: Readonly<Record<string, readonly string[]>> = {
  // A call that is worthless stays so at a higher strike.
  'gold.outcome': ['call'],
  'eur.outcome': ['call'],
  // The opening is measured by initial margin.
  'margin50.gold': ['maintenance'],
  'margin50.eur': ['maintenance'],
  // On the last day nothing is left of any premium.
  'decay.atm.0': ['premium', 'days', 'daysLeft'],
  // Probabilities belong to the stock, the hedge to its two outcomes.
  'q2.p': ['strike'],
  'q3.delta': ['rate', 'years'],
  'q3.stock': ['rate', 'years'],
}

interface Variant {
  readonly path: string
  readonly inputs: unknown
}

/** The inputs with one number in them changed, one at a time. */
function variants(inputs: unknown, path = ''): Variant[] {
  if (typeof inputs === 'number') return [{ path, inputs: inputs * 1.6 }]
  if (inputs === null || typeof inputs !== 'object') return []
  return Object.entries(inputs).flatMap(([key, value]) =>
    variants(value, path === '' ? key : `${path}.${key}`).map(variant => ({
      ...variant,
      inputs: Array.isArray(inputs)
        ? inputs.map((one, i) => (String(i) === key ? variant.inputs : one))
        : { ...inputs, [key]: variant.inputs },
    })),
  )
}

/** Inputs that fit together no more are refused: a change as well. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof DataError) return null
    throw error
  }
}

interface OracleFigure {
  readonly id: string
  readonly expected: number | string | null
  readonly computed: unknown
  readonly tolerance: number
  readonly verdict: string
}

/** The oracle writes computed values with eight decimals. */
const HALF_A_DIGIT = 5.1e-9

const flat = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object' ? Object.values(value).flatMap(flat) : [value]

withOracle<{ figures: readonly OracleFigure[] }>('deck-figures', oracle => {
  it('has the same figures', () => {
    expect(figures.map(({ name }) => name).sort()).toEqual(oracle.figures.map(({ id }) => id).sort())
  })

  it.each(oracle.figures.map(figure => [figure.id, figure] as const))('agrees on %s', (id, expected) => {
    const figure = figures.find(({ name }) => name === id)
    expect(figure?.verdict).toBe(expected.verdict)
    const ours = flat(figure?.computed)
    const theirs = flat(expected.computed)
    expect(ours).toHaveLength(theirs.length)
    for (const [i, value] of theirs.entries()) {
      if (typeof value !== 'number') expect(ours[i]).toBe(value)
      else expect(Math.abs(Number(ours[i]) - value)).toBeLessThanOrEqual(expected.tolerance + HALF_A_DIGIT)
    }
    if (expected.expected === null) expect([null, 'given']).toContain(figure?.printed && expected.verdict)
    else if (typeof expected.expected === 'string') expect(figure?.printed).toBe(expected.expected)
    else expect(printedNumber(figure?.printed ?? '')).toBeCloseTo(expected.expected, 12)
  })
})

const printedNumber = (printed: string): number =>
  printed.endsWith(' %') ? Number(printed.slice(0, -2)) / 100 : Number(printed)
