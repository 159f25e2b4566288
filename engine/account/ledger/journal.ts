/** The journal: numbers balanced entries and hands them on; balances are the running sums of what it has posted. */

import type { Entry, LedgerAccount } from '../../model/entry.ts'
import { invariant } from '../../model/errors.ts'
import { add, type Minor, ZERO } from '../../model/money.ts'
import type { Draft } from './entries.ts'

export interface Journal {
  /** Numbers the entry and adds it to the balances. Its postings must sum to zero. */
  post(draft: Draft): Entry
  /** Balance of an account in one currency. */
  balance(account: LedgerAccount, currency: string): Minor
  /** Currencies that ever had an entry, sorted. */
  currencies(): readonly string[]
}

export function journal(): Journal {
  /** By currency, then by account. */
  const balances = new Map<string, Map<LedgerAccount, Minor>>()
  let currencies: readonly string[] = []
  let posted = 0

  return {
    post(draft) {
      invariant(draft.postings.length >= 2, 'an entry has two postings at least')
      let sum = ZERO
      for (const { amount } of draft.postings) sum = add(sum, amount)
      invariant(sum === 0, () => `postings of ${draft.memo} sum to zero, not ${sum}`)
      let own = balances.get(draft.currency)
      if (!own) {
        own = new Map()
        balances.set(draft.currency, own)
        currencies = [...balances.keys()].sort()
      }
      for (const { account, amount } of draft.postings)
        own.set(account, add(own.get(account) ?? ZERO, amount))
      const { time, kind, currency, postings, group, instrument, memo } = draft
      return { id: ++posted, time, kind, currency, postings, group, instrument, memo }
    },
    balance: (account, currency) => balances.get(currency)?.get(account) ?? ZERO,
    currencies: () => currencies,
  }
}
