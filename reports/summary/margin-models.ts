/** Margin models side by side: what each would have required of the same account, and when it would have called. */

import { minor, toAmount } from '../../engine/model/money.ts'
import type { BesideRecord } from '../../engine/model/record.ts'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'
import { recordsOf } from './select.ts'

type Line = Report['marginModels'][number]

/** One line a model, in the order in which they were asked; empty when none was asked beside the ruling one. */
export function marginModelsOf(input: ReportInput): Line[] {
  const told = recordsOf(input.records, 'beside')
  const faults = recordsOf(input.records, 'besideFault')
  const names = [...new Set([...told, ...faults].map(record => record.model))]
  return names.map(model => {
    const fault = faults.find(record => record.model === model)
    const rules = model === input.run.marginModel
    return fault
      ? { ...BLANK, model, rules, fault: fault.why }
      : {
          model,
          rules,
          ...useOf(
            told.filter(record => record.model === model),
            input,
          ),
          fault: null,
        }
  })
}

const BLANK = {
  peakInitial: null,
  peakShare: null,
  peakSession: null,
  averageShare: null,
  calls: null,
  firstCall: null,
} as const

function useOf(
  records: readonly BesideRecord[],
  input: ReportInput,
): Omit<Line, 'model' | 'rules' | 'fault'> {
  const shares = records
    .filter(record => record.equity > 0)
    .map(record => ({ record, share: record.initial / record.equity }))
  const peak = shares.reduce<(typeof shares)[number] | null>(
    (most, one) => (most === null || one.share > most.share ? one : most),
    null,
  )
  const held = shares.filter(({ record }) => record.initial > 0)
  const called = records.filter(record => record.called)
  const none = peak === null || peak.share === 0
  return {
    peakInitial: toAmount(
      minor(records.reduce((most, { initial }) => Math.max(most, initial), 0)),
      input.run.currency,
    ),
    peakShare: peak?.share ?? null,
    peakSession: none ? null : input.sessionOf(peak.record.time),
    averageShare: held.length === 0 ? null : held.reduce((sum, { share }) => sum + share, 0) / held.length,
    calls: called.length,
    firstCall: called[0] ? input.sessionOf(called[0].time) : null,
  }
}
