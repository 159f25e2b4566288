/** What a finding looks at, and how it is said. */

import type { Basis } from '../schema/basis.ts'
import type { Finding, Report } from '../schema/report.ts'
import type { Days } from './days.ts'
import type { ReportInput } from './input.ts'
import type { Overview } from './overview.ts'

/** What the findings look at. */
export interface Evidence {
  readonly input: ReportInput
  readonly days: Days
  readonly overview: Overview
  /** Sessions on which an open position had no price of its own. */
  readonly stale: ReadonlySet<string>
  readonly months: Report['months']
  readonly headline: Report['headline']
  /** Null when no bond was held. */
  readonly basis: Basis | null
}

/** Null = nothing to find. */
export type Rule = (evidence: Evidence) => Finding | null

export const find = (
  id: string,
  severity: Finding['severity'],
  text: string,
  value: number | null,
  unit: string,
  link: string,
): Finding => ({ id, severity, text, value, unit, link })
