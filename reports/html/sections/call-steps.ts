/** The steps of a margin call in words. */

import type { Report } from '../../schema/report.ts'

export type MarginCall = Report['calls'][number]

const STEP: Readonly<Record<MarginCall['steps'][number]['step'], string>> = {
  notice: 'notice',
  deposit: 'paid in',
  cured: 'cured',
  unmet: 'missed',
  reduction: 'closed',
  bankruptcy: 'bankrupt',
}

export const stepText = (step: MarginCall['steps'][number]['step']): string => STEP[step]
