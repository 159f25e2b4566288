/** The zones that the strategy reported, as columns. */

import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

const FIELDS = [
  'underlying',
  'callLower',
  'callUpper',
  'callPeak',
  'putLower',
  'putUpper',
  'putPeak',
] as const

/** Null when the strategy observed none. */
export function zonesOf({ facts, sessionOf }: ReportInput): Report['zones'] {
  const seen = facts.zones
  if (seen.length === 0) return null
  const column = (field: (typeof FIELDS)[number]): (number | null)[] =>
    seen.map(({ values }) => {
      const value = values[field]
      return typeof value === 'number' ? value : null
    })
  return {
    session: seen.map(record => sessionOf(record.time)),
    expiry: seen.map(record => String(record.values.expiry ?? '')),
    underlying: column('underlying'),
    callLower: column('callLower'),
    callUpper: column('callUpper'),
    callPeak: column('callPeak'),
    putLower: column('putLower'),
    putUpper: column('putUpper'),
    putPeak: column('putPeak'),
  }
}
