/** A fold over the records of a run: begun, handed each record once and in order, and asked for its result at any time. */

import type { RunRecord } from '../engine/model/record.ts'

type Kind = RunRecord['kind']

/** The records of a kind. */
export type RecordOf<K extends Kind> = Extract<RunRecord, { kind: K }>

/** What is done with a record, by its kind; records of other kinds do not concern the fold. */
type Takers<State> = { readonly [K in Kind]?: (state: State, record: RecordOf<K>) => void }

/** A fold on its way through a record. */
export interface Folding<Result> {
  /** The next record. */
  take(record: RunRecord): void
  /**
   * What the records so far come to; it may be asked while the run goes on, and changes nothing of what comes. It may
   * share with what the fold remembers: read it before the next record is taken.
   */
  end(): Result
}

/** A question to a record that takes one pass. It keeps what its result tells, not the records. */
export interface Fold<Result> {
  /** The kinds of records that concern it. */
  readonly kinds: readonly Kind[]
  begin(): Folding<Result>
}

/** Makes a fold of its start, what it takes from each kind of record, and what its state comes to. */
export const foldOf = <State, Result>(
  start: () => State,
  take: Takers<State>,
  end: (state: State) => Result,
): Fold<Result> => ({
  kinds: Object.keys(take) as Kind[],
  begin() {
    const state = start()
    const takers = take as Readonly<Partial<Record<Kind, (state: State, record: RunRecord) => void>>>
    return { take: record => takers[record.kind]?.(state, record), end: () => end(state) }
  },
})

/** Several folds in one pass; each sees the kinds that concern it. The result has theirs under their names. */
export const together = <Results extends Readonly<Record<string, unknown>>>(
  folds: {
    readonly [Name in keyof Results]: Fold<Results[Name]>
  },
): Fold<Results> => ({
  kinds: [...new Set(Object.values(folds).flatMap(({ kinds }) => kinds))],
  begin() {
    const begun = Object.entries(folds).map(([name, fold]) => ({ name, ...fold, folding: fold.begin() }))
    const concerned = new Map<Kind, Folding<unknown>[]>()
    for (const { kinds, folding } of begun)
      for (const kind of kinds) concerned.set(kind, [...(concerned.get(kind) ?? []), folding])
    return {
      take(record) {
        for (const folding of concerned.get(record.kind) ?? []) folding.take(record)
      },
      end: () => Object.fromEntries(begun.map(({ name, folding }) => [name, folding.end()])) as Results,
    }
  },
})

/** The result of a fold over records that are at hand. */
export function foldOver<Result>(fold: Fold<Result>, records: Iterable<RunRecord>): Result {
  const folding = fold.begin()
  for (const record of records) folding.take(record)
  return folding.end()
}
