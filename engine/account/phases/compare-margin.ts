/** Margin models that run beside the one that rules: what each would require, and the calls it would have made. */

import { assess } from '../../margin/call.ts'
import { DataError } from '../../model/errors.ts'
import type { MarginModel } from '../../model/margin-model.ts'
import type { Slice } from '../../model/slice.ts'
import type { Account, ComparedModel } from '../account.ts'
import { exposure, requirementBy } from './exposure.ts'
import { standingBy } from './margin-call.ts'

/**
 * One line a model at a session's end, on the equity of the run as it is: a call that another model would have made
 * changes nothing. A model that lacks a rate says so once and is asked no more.
 */
export function compareMargin(account: Account, slice: Slice): void {
  if (slice.closes.length === 0) return
  for (const one of account.compared) if (!one.silent) compareModel(account, slice, one)
}

function compareModel(account: Account, slice: Slice, compared: ComparedModel): void {
  const { time } = slice
  const requirement = requirementOrFault(account, slice, compared.model)
  if (typeof requirement === 'string') {
    compared.silent = true
    account.record({ kind: 'comparisonFault', time, model: compared.model.name, why: requirement })
    return
  }
  const standing = standingBy(account, slice, requirement)
  const verdict = assess(compared.call, standing, 'fcm', notice =>
    account.facts.closeAfter(account.home, notice, account.rules.callDays),
  )
  compared.call = verdict.state
  account.record({
    kind: 'comparison',
    time,
    model: compared.model.name,
    equity: standing.equity,
    initial: requirement.initial,
    maintenance: requirement.maintenance,
    called: verdict.steps.some(step => step.step === 'notice'),
  })
}

function requirementOrFault(account: Account, slice: Slice, model: MarginModel) {
  try {
    return requirementBy(model, account, slice, exposure(account, slice))
  } catch (error) {
    if (error instanceof DataError) return error.message
    throw error
  }
}
