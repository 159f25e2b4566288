/** Fates, ends of calls and lists of days in words. */

import type { ComparedRun } from './comparison.ts'
import type { CallEnd } from './leverage-run.ts'

/** What became of a run. */
export function fateWords({ survival }: Pick<ComparedRun, 'survival'>): string {
  if (!survival) return 'refused'
  const { fate, calls } = survival
  if (fate === 'survived')
    return calls === 0 ? 'survived without a call' : `survived ${calls === 1 ? 'a call' : `${calls} calls`}`
  return fate === 'bankrupt' ? 'went bankrupt' : fate
}

/** Whether something went wrong: closed by force, or bankrupt. */
export const isBad = ({ survival }: Pick<ComparedRun, 'survival'>): boolean =>
  survival?.fate === 'bankrupt' || survival?.fate === 'reduced by force'

/** How a call ended, as a sentence. */
export function endWords({ kind, day }: CallEnd): string {
  const on = day === null ? '' : ` on ${day}`
  const words: Readonly<Record<CallEnd['kind'], string>> = {
    cured: `It was over${on} without a payment.`,
    'paid in': `The owner paid in${on}.`,
    'reduced by force': `Positions were closed by force${on}.`,
    bankrupt: `The account went bankrupt${on}.`,
    open: 'It was open when the run ended.',
  }
  return words[kind]
}

const NAMED = 1

/** `none`, `1: 2020-03-12`, `5: 2020-03-12, …`. */
export function daysText(days: readonly string[]): string {
  if (days.length === 0) return 'none'
  const named = days.slice(0, NAMED).join(', ')
  return `${days.length}: ${named}${days.length > NAMED ? ', \u2026' : ''}`
}
