/** Why a call came, in one sentence made of the flows of its day. */

import type { CashChange, FirstCall } from './leverage-run.ts'

type Flow = Exclude<keyof CashChange, 'cashBefore' | 'cashAfter'>

/** What took the cash, and what brought it. */
const FLOWS: readonly (readonly [flow: Flow, took: string, brought: string])[] = [
  ['variation', 'variation margin', 'variation margin'],
  ['margin', 'initial margin', 'initial margin that was set free'],
  ['repo', 'loans that were cut', 'new loans'],
  ['repoInterest', 'interest on loans', 'interest on loans'],
  ['creditLine', 'the credit line', 'the credit line'],
  ['other', 'everything else', 'everything else'],
]

/** Plain text; amounts in whole units of the currency, which is named with the levels of free cash. */
export function whyCalled({ cause, lentLater }: FirstCall, currency: string): string {
  const { cashBefore, cashAfter } = cause
  const moved = cashAfter < cashBefore ? 'fell' : 'went'
  return [
    `Free cash ${moved} from ${currency} ${whole(cashBefore)} to ${currency} ${whole(cashAfter)} in a session`,
    flowsText(cause),
    laterText(lentLater),
    '.',
  ].join('')
}

function flowsText(cause: CashChange): string {
  const out = list(
    FLOWS.filter(([flow]) => shown(cause[flow]) && cause[flow] < 0)
      .sort(([a], [b]) => cause[a] - cause[b])
      .map(([flow, took]) => [took, -cause[flow]]),
    'took',
  )
  const brought = list(
    FLOWS.filter(([flow]) => shown(cause[flow]) && cause[flow] > 0)
      .sort(([a], [b]) => cause[b] - cause[a])
      .map(([flow, , word]) => [word, cause[flow]]),
    'brought',
  )
  if (out === '' && brought === '') return ', while nothing flowed'
  return `: ${[out, brought].filter(part => part !== '').join('; ')}`
}

/** `variation margin took 10, initial margin 5 and interest on loans 1`. */
function list(flows: readonly (readonly [string, number])[], verb: string): string {
  const words = flows.map(([name, amount], i) =>
    i === 0 ? `${name} ${verb} ${whole(amount)}` : `${name} ${whole(amount)}`,
  )
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

function laterText(lentLater: number): string {
  if (!shown(lentLater)) return ''
  return lentLater > 0
    ? `; ${whole(lentLater)} more of loans, for the rise of the bonds that day, come only a session later`
    : `; for the fall of the bonds that day the lender takes another ${whole(-lentLater)} back a session later`
}

const shown = (amount: number): boolean => Math.abs(amount) >= 0.5

const whole = (amount: number): string => (shown(amount) ? amount.toFixed(0) : '0')
