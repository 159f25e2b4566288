/** Folds that keep records as they are, for kinds of which a report shows every one. */

import type { ObservationRecord, RunRecord } from '../engine/model/record.ts'
import { type Fold, foldOf, type RecordOf } from './fold.ts'

/** The kinds that come at most once a close for an account or for what it holds, and the steps of its calls. */
type KeptKind = 'day' | 'liquidity' | 'bond' | 'call'

/** The records of a kind, in order. */
export const kept = <K extends KeptKind>(kind: K): Fold<readonly RecordOf<K>[]> =>
  foldOf<RecordOf<K>[], readonly RecordOf<K>[]>(
    () => [],
    { [kind]: (seen: RunRecord[], record: RunRecord) => void seen.push(record) },
    seen => seen,
  )

/** What a strategy observed under a name, in order. */
export const observed = (name: string): Fold<readonly ObservationRecord[]> =>
  foldOf<ObservationRecord[], readonly ObservationRecord[]>(
    () => [],
    {
      observation(seen, record) {
        if (record.name === name) seen.push(record)
      },
    },
    seen => seen,
  )
