/** The records of one kind. */

import type { RunRecord } from '../../engine/index.ts'

export type OfKind<Kind extends RunRecord['kind']> = Extract<RunRecord, { kind: Kind }>

/** In their order. */
export const ofKind = <Kind extends RunRecord['kind']>(
  records: readonly RunRecord[],
  kind: Kind,
): OfKind<Kind>[] => records.filter((record): record is OfKind<Kind> => record.kind === kind)
