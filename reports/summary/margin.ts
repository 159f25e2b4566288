/** Margin calls as timelines, and what other models would have required and called. */

import { minor, toAmount } from '../../engine/model/money.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'

export function callsOf({ facts, run, sessionOf }: ReportInput): Report['calls'] {
  const amount = (value: Parameters<typeof toAmount>[0]): number => toAmount(value, run.currency)
  const calls = new Map<number, Report['calls'][number]['steps']>()
  for (const record of facts.calls) {
    const steps = calls.get(record.call) ?? []
    calls.set(record.call, steps)
    steps.push({
      time: new Date(record.time).toISOString(),
      session: sessionOf(record.time),
      step: record.step,
      equity: amount(record.equity),
      initial: amount(record.initial),
      maintenance: amount(record.maintenance),
      amount: amount(record.amount),
      deadline: record.deadline === null ? null : new Date(record.deadline).toISOString(),
    })
  }
  return [...calls].map(([id, steps]) => ({ id, steps }))
}

type Line = Report['marginModels'][number]

/** One line a model, in the order in which they were asked; empty when none was asked beside the ruling one. */
export const marginModelsOf = ({ facts, run, sessionOf }: ReportInput): Line[] =>
  facts.marginModels.map(({ model, fault, peakAt, firstCallAt, peakInitial, ...use }) => {
    const rules = model === run.marginModel
    if (fault !== null) return { ...BLANK, model, rules, fault }
    const session = (time: EpochMs | null): string | null => (time === null ? null : sessionOf(time))
    return {
      model,
      rules,
      peakInitial: toAmount(minor(peakInitial), run.currency),
      peakShare: use.peakShare,
      peakSession: use.peakShare === 0 ? null : session(peakAt),
      averageShare: use.averageShare,
      calls: use.calls,
      firstCall: session(firstCallAt),
      fault,
    }
  })

const BLANK = {
  peakInitial: null,
  peakShare: null,
  peakSession: null,
  averageShare: null,
  calls: null,
  firstCall: null,
} as const
