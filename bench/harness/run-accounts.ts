/** Runs accounts over a market through the engine of a build; the one place that knows what its `run` takes. */

import type { BookSpec, Day, Market, RunRecord } from '../../engine/index.ts'
import type { Build } from './build.ts'

export interface Accounts {
  readonly market: Market
  readonly from: Day
  readonly to: Day
  readonly accounts: readonly BookSpec[]
  /** Called for each record of each account; what it does is counted to the run. */
  readonly record?: (record: RunRecord, account: number) => void
}

/** By account, fills and the equity of its last day, minor units. */
export interface Ending {
  fills: number
  equity: number
}

export async function runAccounts(
  build: Build,
  { market, from, to, accounts, record }: Accounts,
): Promise<Ending[]> {
  const endings: Ending[] = accounts.map(({ account }) => ({ fills: 0, equity: account.cash }))
  await build.run(
    { market, from, to, warmup: 0, oiLagSessions: 1, books: accounts },
    {
      record: (each, account) => {
        const ending = endings[account]
        if (ending && each.kind === 'fill') ending.fills++
        else if (ending && each.kind === 'day') ending.equity = each.equity
        record?.(each, account)
      },
    },
  )
  return endings
}

export const outcomeOf = ({ fills, equity }: Ending): string => `${fills} fills, ${(equity / 100).toFixed(2)}`
