/** The journal: an append-only list of balanced entries, from which every balance derives. */

import type { Account, Entry } from '../model/entry.ts'
import { invariant } from '../model/errors.ts'
import { add, type Minor, ZERO } from '../model/money.ts'
import type { Draft } from './entries.ts'

export interface Journal {
  /** Numbers the entry and appends it. Its postings must sum to zero. */
  post(draft: Draft): Entry
  /** Balance of an account in one currency. */
  balance(account: Account, currency: string): Minor
  /** Currencies that ever had an entry, sorted. */
  currencies(): readonly string[]
}

export function journal(): Journal {
  const balances = new Map<string, Minor>()
  const currencies = new Set<string>()
  let posted = 0

  return {
    post(draft) {
      const sum = draft.postings.reduce((total, posting) => add(total, posting.amount), ZERO)
      invariant(sum === 0, `postings of ${draft.memo} sum to zero, not ${sum}`)
      currencies.add(draft.currency)
      for (const { account, amount } of draft.postings) {
        const key = `${account} ${draft.currency}`
        balances.set(key, add(balances.get(key) ?? ZERO, amount))
      }
      return { id: ++posted, ...draft }
    },
    balance: (account, currency) => balances.get(`${account} ${currency}`) ?? ZERO,
    currencies: () => [...currencies].sort(),
  }
}
