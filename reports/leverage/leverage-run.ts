/** What a study of leverage hands to its page: an experiment at one leverage, and how it came through. */

/** Flows of cash between two closes; negative = cash went out. All but the two levels sum to their difference. */
export interface CashChange {
  readonly variation: number
  /** Initial margin that the clearing house took (negative) or gave back. */
  readonly margin: number
  /** Change of what is borrowed against bonds. */
  readonly repo: number
  readonly repoInterest: number
  /** Drawn from the credit line, or paid back into it. */
  readonly creditLine: number
  /** Everything else: bonds paid for, coupons, commissions, interest, what the owner pays in. */
  readonly other: number
  /** Free cash at the close before, and at this one. */
  readonly cashBefore: number
  readonly cashAfter: number
}

/** How a call ended: by itself, by what the owner paid in, by force, not at all; and on which day. */
export interface CallEnd {
  readonly kind: 'cured' | 'paid in' | 'reduced by force' | 'bankrupt' | 'open'
  /** Null while it is open. */
  readonly day: string | null
}

export interface FirstCall {
  readonly day: string
  /** What restores initial margin. */
  readonly missing: number
  /** Since the close before the call. */
  readonly cause: CashChange
  /** Since the close at which the first bonds were paid for; null where the call came no later. */
  readonly sinceOpening: CashChange | null
  /**
   * What the prices of the call's day change in the loans a session later, since the lender's price is so late;
   * negative = it will take that back. 0 where loans follow at once, or have a term. Not part of the cause.
   */
  readonly lentLater: number
  readonly end: CallEnd
}

/** Where the account stood when its first bonds were paid for; fractions of the value of the bonds, except `leverage`. */
export interface Opening {
  readonly day: string
  /** Value of the bonds over equity. */
  readonly leverage: number
  /** What the lender did not lend of the price. */
  readonly haircut: number
  /** Initial margin in the hands of the clearing house. */
  readonly margin: number
  /** 1 / leverage less haircut and margin: the move of the basis against the holder that leaves no free cash. */
  readonly distance: number
}

export type Fate = 'survived' | 'reduced by force' | 'bankrupt' | 'never traded'

/** Amounts are minor units of the account's currency as the study makes them, and units of it in a comparison. */
export interface Survival {
  readonly fate: Fate
  readonly calls: number
  readonly callDays: readonly string[]
  readonly firstCall: FirstCall | null
  /** Days on which positions were closed by force. */
  readonly forcedDays: readonly string[]
  /** Days on which the strategy reduced by its own soft rule. */
  readonly softDays: readonly string[]
  readonly bankruptDay: string | null
  /** Null while no bonds were held. */
  readonly opening: Opening | null
  /** Least equity over equity at the start, less 1; 0 when it was never below. */
  readonly worstReturn: number
  readonly endReturn: number
  /** Least free cash at a close. */
  readonly leastCash: number
  readonly mostBorrowed: number
  /** Least distance to a call at a close: free equity over the value of the bonds; null while none were held. */
  readonly leastDistance: number | null
}

/** What a reader has to know. A carried margin is the last one known, and stands in for one that is not. */
export interface LeverageNote {
  readonly kind: 'carried margin' | 'data'
  readonly text: string
}

/** Equity over equity at the start, at the close of a session. */
export interface EquityPoint {
  readonly day: string
  readonly value: number
}

/** One experiment at one leverage. */
export interface LeverageRun {
  readonly experiment: string
  readonly from: string
  readonly to: string
  readonly currency: string
  readonly leverage: number
  /** Of the experiment with all its defaults, sha256; null where the leverage was refused. */
  readonly specHash: string | null
  /** Null where the leverage was refused; `refused` says why. */
  readonly survival: Survival | null
  readonly refused: string | null
  /** The gravest first. */
  readonly notes: readonly LeverageNote[]
  readonly equity: readonly EquityPoint[]
}

/** Raised when a reader of the last one would misread the next. */
export const LEVERAGE_SCHEMA = 'stillhalter.leverage/1'

export interface ComparedCall extends FirstCall {
  /** One sentence made of the cause's numbers. */
  readonly why: string
}

/** Amounts in units of the experiment's currency. */
export interface ComparedSurvival extends Survival {
  readonly firstCall: ComparedCall | null
}

export interface ComparedRun {
  readonly leverage: number
  readonly specHash: string | null
  /** Null where the leverage was refused; `refused` says why. */
  readonly survival: ComparedSurvival | null
  readonly refused: string | null
  readonly equity: readonly EquityPoint[]
}

export interface ComparedExperiment {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly currency: string
  /** Of all its runs, each once, the gravest first. */
  readonly notes: readonly LeverageNote[]
  readonly runs: readonly ComparedRun[]
}

export interface LeverageComparison {
  readonly schema: typeof LEVERAGE_SCHEMA
  /** Name and version of the package. */
  readonly engine: string
  /** The command that makes it again. */
  readonly rerun: string
  /** What came out, in a sentence or two. */
  readonly sentence: string
  readonly experiments: readonly ComparedExperiment[]
}

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
