/** The account's own cash: what is left of it, what was paid in, and what it earned. */

import { add, type Minor, ZERO } from '../engine/model/money.ts'
import { cashOf } from './cash-of.ts'
import { foldOf } from './fold.ts'

/** Interest in one currency, by what it was on. */
interface Interest {
  readonly cash: Minor
  readonly creditLine: Minor
}

export interface Ledger {
  /** By currency: cash, margin that is posted, and, negative, what is owed on the credit line. */
  readonly balances: ReadonlyMap<string, Minor>
  /** The opening cash and what was paid in on calls, in the account's currency. */
  readonly deposited: Minor
  /** By currency, earned less charged. */
  readonly interest: ReadonlyMap<string, Interest>
}

interface State {
  readonly balances: Map<string, Minor>
  deposited: Minor
  readonly interest: Map<string, Interest>
}

export const ledger = foldOf<State, Ledger>(
  () => ({ balances: new Map(), deposited: ZERO, interest: new Map() }),
  {
    entry(state, { entry }) {
      const { kind, currency, postings } = entry
      for (const { account, amount } of postings) {
        if (account !== 'cash' && account !== 'margin' && account !== 'creditLine') continue
        state.balances.set(currency, add(state.balances.get(currency) ?? ZERO, amount))
      }
      if (kind === 'deposit') state.deposited = add(state.deposited, cashOf(entry))
      if (kind !== 'interest') return
      const { cash, creditLine } = state.interest.get(currency) ?? { cash: ZERO, creditLine: ZERO }
      const earned = cashOf(entry)
      state.interest.set(
        currency,
        entry.memo === CREDIT_INTEREST
          ? { cash, creditLine: add(creditLine, earned) }
          : { cash: add(cash, earned), creditLine },
      )
    },
  },
  state => state,
)

/** How the ledger calls what the credit line costs; interest on cash has the same kind. */
const CREDIT_INTEREST = 'interest on the credit line'
