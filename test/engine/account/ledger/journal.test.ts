/** The journal: balanced entries only, and balances that are their sums. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../../engine/account/ledger/entries.ts'
import { journal } from '../../../../engine/account/ledger/journal.ts'
import type { LedgerAccount, Posting } from '../../../../engine/model/entry.ts'
import { minor } from '../../../../engine/model/money.ts'

const draft = (currency: string, ...postings: readonly [LedgerAccount, number][]): Draft => ({
  time: 0,
  kind: 'exchange',
  currency,
  postings: postings.map(([account, amount]): Posting => ({ account, amount: minor(amount) })),
  group: null,
  instrument: null,
  memo: 'a test',
})

describe('the journal', () => {
  it('numbers entries from one and gives them back', () => {
    const account = journal()
    const first = account.post(draft('USD', ['cash', 5], ['premium', -5]))
    const second = account.post(draft('USD', ['cash', 1], ['capital', -1]))
    expect([first.id, second.id]).toEqual([1, 2])
    expect(first).toMatchObject({ currency: 'USD', memo: 'a test' })
  })

  it('refuses an entry that does not balance, and stays as it was', () => {
    const account = journal()
    account.post(draft('USD', ['cash', 5], ['premium', -5]))
    expect(() => account.post(draft('USD', ['cash', 5], ['premium', -4]))).toThrow(
      'postings of a test sum to zero, not 1',
    )
    expect(() => account.post(draft('EUR', ['cash', 5]))).toThrow('invariant broken')
    expect(account.balance('cash', 'USD')).toBe(5)
    expect(account.currencies()).toEqual(['USD'])
    expect(account.post(draft('USD', ['cash', 1], ['premium', -1])).id).toBe(2)
  })

  it('keeps the currencies apart and in order', () => {
    const account = journal()
    account.post(draft('USD', ['cash', 5], ['premium', -5]))
    account.post(draft('EUR', ['cash', 7], ['premium', -7]))
    expect(account.currencies()).toEqual(['EUR', 'USD'])
    expect([
      account.balance('cash', 'EUR'),
      account.balance('cash', 'USD'),
      account.balance('cash', 'JPY'),
    ]).toEqual([7, 5, 0])
  })

  it('has balances that are the sums of its postings, and that sum to zero', () => {
    const account = fc.constantFrom<LedgerAccount>('cash', 'premium', 'variation', 'commission', 'interest')
    const anyDraft = fc
      .tuple(
        fc.constantFrom('USD', 'EUR'),
        fc.array(fc.tuple(account, fc.integer({ min: -1e9, max: 1e9 })), { minLength: 1, maxLength: 4 }),
        account,
      )
      .map(([currency, postings, last]) =>
        draft(currency, ...postings, [last, -postings.reduce((sum, [, amount]) => sum + amount, 0)]),
      )
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 30 }), drafts => {
        const account = journal()
        for (const one of drafts) account.post(one)
        for (const currency of ['USD', 'EUR']) {
          const postings = drafts.filter(one => one.currency === currency).flatMap(one => one.postings)
          let total = 0
          for (const name of ['cash', 'premium', 'variation', 'commission', 'interest'] as const) {
            const sum = postings.reduce((all, one) => all + (one.account === name ? one.amount : 0), 0)
            expect(account.balance(name, currency)).toBe(sum)
            total += account.balance(name, currency)
          }
          expect(total).toBe(0)
        }
      }),
      { seed: 43 },
    )
  })
})
