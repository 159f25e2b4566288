/** The margin call as a process: notice, deadline, cure, forced reduction, bankruptcy. Pure: state in, state out. */

import { type Minor, minor, negate, subtract, ZERO } from '../model/money.ts'
import type { CallRecord } from '../model/record.ts'
import type { EpochMs } from '../model/time.ts'

export type CallPolicy = 'fcm' | 'instant'

export interface CallState {
  readonly open: { readonly id: number; readonly deadline: EpochMs } | null
  /** Positions must be reduced until equity reaches this level. */
  readonly reduceTo: 'initial' | 'maintenance' | null
  readonly bankrupt: boolean
  /** When it was decided that positions must be closed; null where none must. */
  readonly forcedSince: EpochMs | null
  /** Cash that the owner can still pay in. */
  readonly reserve: Minor
  readonly calls: number
}

/** What a test of the account looks at, in its currency; premium, and what the credit line has lent, already taken out. */
export interface Standing {
  readonly time: EpochMs
  readonly equity: Minor
  readonly initial: Minor
  readonly maintenance: Minor
}

export interface Verdict {
  readonly state: CallState
  readonly steps: readonly CallRecord[]
  /** To be paid into the account now. */
  readonly deposit: Minor
}

export const noCall = (reserve: Minor): CallState => ({
  open: null,
  reduceTo: null,
  bankrupt: false,
  forcedSince: null,
  reserve,
  calls: 0,
})

/** Whether only orders that reduce risk are allowed. */
export const restricted = (state: CallState): boolean =>
  state.bankrupt || state.open !== null || state.reduceTo !== null

/**
 * Tests the account once. `fcm`, after settlement: below maintenance a call for the amount that restores initial is
 * due at `deadline`; there, the reserve is paid in as far as needed, and what is still missing forces reduction.
 * `instant`, on every bar: below maintenance positions are reduced at once. Equity of zero or less is bankruptcy.
 */
export function assess(
  state: CallState,
  standing: Standing,
  policy: CallPolicy,
  deadline: (notice: EpochMs) => EpochMs,
): Verdict {
  if (state.bankrupt) return stay(state)
  if (standing.equity <= 0) return goBankrupt(state, standing)
  if (state.reduceTo !== null) return afterReduction(state, standing)
  if (policy === 'instant') return instant(state, standing)
  if (state.open)
    return standing.time < state.open.deadline ? stay(state) : atDeadline(state, state.open, standing)
  return standing.equity < standing.maintenance
    ? notice(state, standing, deadline(standing.time))
    : stay(state)
}

const stay = (state: CallState): Verdict => ({ state, steps: [], deposit: ZERO })

const step = (
  kind: CallRecord['step'],
  call: number,
  standing: Standing,
  amount: Minor = ZERO,
  deadline: EpochMs | null = null,
): CallRecord => ({ kind: 'call', step: kind, call, amount, deadline, ...standing })

function goBankrupt(state: CallState, standing: Standing): Verdict {
  const call = state.open?.id ?? state.calls + 1
  return {
    state: {
      ...state,
      open: null,
      reduceTo: null,
      bankrupt: true,
      forcedSince: state.forcedSince ?? standing.time,
      calls: Math.max(state.calls, call),
    },
    steps: [step('bankruptcy', call, standing, negate(standing.equity))],
    deposit: ZERO,
  }
}

function notice(state: CallState, standing: Standing, deadline: EpochMs): Verdict {
  const id = state.calls + 1
  const amount = subtract(standing.initial, standing.equity)
  return {
    state: { ...state, open: { id, deadline }, calls: id },
    steps: [step('notice', id, standing, amount, deadline)],
    deposit: ZERO,
  }
}

function atDeadline(state: CallState, open: NonNullable<CallState['open']>, standing: Standing): Verdict {
  const missing = Math.max(0, standing.initial - standing.equity)
  const deposit = minor(Math.min(missing, state.reserve))
  const paid: Standing = { ...standing, equity: minor(standing.equity + deposit) }
  const steps = deposit > 0 ? [step('deposit', open.id, paid, deposit)] : []
  const reserve = subtract(state.reserve, deposit)
  return missing === deposit
    ? { state: { ...state, reserve, open: null }, steps: [...steps, step('cured', open.id, paid)], deposit }
    : {
        state: { ...state, reserve, reduceTo: 'initial', forcedSince: standing.time },
        steps: [...steps, step('unmet', open.id, paid, minor(missing - deposit))],
        deposit,
      }
}

function instant(state: CallState, standing: Standing): Verdict {
  if (standing.equity >= standing.maintenance) return stay(state)
  const id = state.calls + 1
  return {
    state: {
      ...state,
      open: { id, deadline: standing.time },
      reduceTo: 'maintenance',
      forcedSince: standing.time,
      calls: id,
    },
    steps: [step('notice', id, standing, subtract(standing.maintenance, standing.equity), standing.time)],
    deposit: ZERO,
  }
}

/** After a forced reduction: cured once equity reaches the level, else the reduction goes on in the next slice. */
function afterReduction(state: CallState, standing: Standing): Verdict {
  const needed = state.reduceTo === 'initial' ? standing.initial : standing.maintenance
  if (standing.equity < needed) return stay(state)
  return {
    state: { ...state, open: null, reduceTo: null, forcedSince: null },
    steps: [step('cured', state.open?.id ?? state.calls, standing)],
    deposit: ZERO,
  }
}
