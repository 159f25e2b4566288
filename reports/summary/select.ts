/** Picks the records of one kind. */

import type { RunRecord } from '../../engine/model/record.ts'

type Of<Kind extends RunRecord['kind']> = Extract<RunRecord, { kind: Kind }>

/** The records of a kind, in order. */
export const recordsOf = <Kind extends RunRecord['kind']>(
  records: readonly RunRecord[],
  kind: Kind,
): Of<Kind>[] => records.filter((record): record is Of<Kind> => record.kind === kind)
