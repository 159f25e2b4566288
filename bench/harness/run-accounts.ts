/** Runs accounts over a market through the engine of a build; the one place that knows what its `run` takes. */

import type { AccountSpec, Day, Market, RunRecord } from '../../engine/index.ts'
import type { Build } from './build.ts'

/** What accounts of a job differ in. */
export type BenchAccount = Pick<AccountSpec, 'strategy' | 'params' | 'terms' | 'reserve' | 'rules'>

export interface Accounts {
  readonly market: Market
  readonly from: Day
  readonly to: Day
  readonly accounts: readonly BenchAccount[]
  /** Called for each record of each account; what it does is counted to the run. */
  readonly record?: (record: RunRecord, account: number) => void
}

/** By account, fills and the equity of its last day, minor units. */
export interface Ending {
  fills: number
  equity: number
}

const SPAN = { warmup: 0, oiLagSessions: 1 }

export async function runAccounts(build: Build, job: Accounts): Promise<Ending[]> {
  const { market, from, to, accounts, record } = job
  const endings: Ending[] = accounts.map(({ terms }) => ({ fills: 0, equity: terms.cash }))
  const take = (each: RunRecord, account: number): void => {
    const ending = endings[account]
    if (ending && each.kind === 'fill') ending.fills++
    else if (ending && each.kind === 'day') ending.equity = each.equity
    record?.(each, account)
  }
  if (!('requireEnd' in build)) {
    await runBefore(build, job, take)
    return endings
  }
  const { accounts: results } = await build.run({
    market,
    accounts: accounts.map((one, i) => ({ ...one, ...SPAN, from, to, record: each => take(each, i) })),
  })
  for (const result of results) build.requireEnd(result)
  return endings
}

/** As the build before took them: one span for all, and what is called `terms` now was `account`. */
type RunBefore = (
  spec: object,
  hooks: { readonly record: (record: RunRecord, account: number) => void },
) => Promise<unknown>

async function runBefore(
  build: Build,
  { market, from, to, accounts }: Accounts,
  record: (record: RunRecord, account: number) => void,
): Promise<void> {
  const run = build.run as unknown as RunBefore
  const books = accounts.map(({ terms, ...one }) => ({ ...one, account: terms }))
  await run({ market, from, to, ...SPAN, books }, { record })
}

export const outcomeOf = ({ fills, equity }: Ending): string => `${fills} fills, ${(equity / 100).toFixed(2)}`
