/** The account's own cash: what is left of it, what was paid in, and what it earned. */

import { add, type Minor, ZERO } from '../engine/model/money.ts'
import type { EpochMs } from '../engine/model/time.ts'
import { cashOf } from './cash-of.ts'
import { foldOf } from './fold.ts'

/** Interest of one instant and currency: earned, or, negative, charged. */
interface Interest {
  readonly time: EpochMs
  readonly currency: string
  readonly amount: Minor
  readonly on: 'cash' | 'creditLine'
}

export interface Ledger {
  /** By currency: cash, margin that is posted, and, negative, what is owed on the credit line. */
  readonly balances: ReadonlyMap<string, Minor>
  /** The opening cash and what was paid in on calls, in the account's currency. */
  readonly deposited: Minor
  /** In order. */
  readonly interest: readonly Interest[]
}

interface State {
  readonly balances: Map<string, Minor>
  deposited: Minor
  readonly interest: Interest[]
}

export const ledger = foldOf<State, Ledger>(
  () => ({ balances: new Map(), deposited: ZERO, interest: [] }),
  {
    entry(state, { entry }) {
      const { kind, currency, postings } = entry
      for (const { account, amount } of postings) {
        if (account !== 'cash' && account !== 'margin' && account !== 'creditLine') continue
        state.balances.set(currency, add(state.balances.get(currency) ?? ZERO, amount))
      }
      if (kind === 'deposit') state.deposited = add(state.deposited, cashOf(entry))
      if (kind !== 'interest') return
      const on = entry.memo === CREDIT_INTEREST ? 'creditLine' : 'cash'
      state.interest.push({ time: entry.time, currency, amount: cashOf(entry), on })
    },
  },
  state => state,
)

/** How the ledger calls what the credit line costs; interest on cash has the same kind. */
const CREDIT_INTEREST = 'interest on the credit line'
