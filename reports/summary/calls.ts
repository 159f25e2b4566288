/** Margin calls as timelines. */

import { toAmount } from '../../engine/model/money.ts'
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
