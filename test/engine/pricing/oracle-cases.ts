/** Runs the cases of an oracle family, tag by tag, each field within its own tolerance. */

import { expect, it } from 'vitest'

type Field = number | string | null

export interface OracleCase<In> {
  readonly tag?: string
  readonly in: In
  readonly out: Readonly<Record<string, Field>>
  readonly tol: Readonly<Record<string, { readonly rel: number; readonly abs: number }>>
}

export interface OracleFamily<In> {
  readonly cases: readonly OracleCase<In>[]
}

/** A field passes when |x - ref| <= abs + rel |ref|, and without a tolerance when it is equal. */
function missesOf<In>(vector: OracleCase<In>, actual: Readonly<Record<string, Field>>): string[] {
  return Object.entries(vector.out).flatMap(([field, expected]) => {
    const value = actual[field] ?? null
    const tolerance = vector.tol[field] ?? { rel: 0, abs: 0 }
    const passes =
      typeof value === 'number' && typeof expected === 'number'
        ? Math.abs(value - expected) <= tolerance.abs + tolerance.rel * Math.abs(expected)
        : value === expected
    return passes
      ? []
      : [`${field} is ${value}, not ${expected} +- ${tolerance.abs}: ${JSON.stringify(vector.in)}`]
  })
}

/** One test per group of cases, which fails with every field that is out of tolerance. */
export function itAgrees<In>(
  cases: readonly OracleCase<In>[],
  groupOf: (vector: OracleCase<In>) => string,
  compute: (input: In) => Readonly<Record<string, Field>>,
): void {
  for (const [group, vectors] of grouped(cases, groupOf)) {
    it(`agrees on ${vectors.length} cases: ${group}`, () => {
      expect(vectors.flatMap(vector => missesOf(vector, compute(vector.in)))).toEqual([])
    })
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
