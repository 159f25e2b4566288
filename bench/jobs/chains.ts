/** Chains from the store through the engine, decoding and all, over an ordered DuckDB read of the same rows. */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openStore } from '../../datasets/index.ts'
import type { Market } from '../../engine/index.ts'
import { longStores } from '../data/long-store.ts'
import { storeAccount } from '../data/store-account.ts'
import { buildAt, OWN } from '../harness/build.ts'
import { compare, detailOf, inProcess } from '../harness/compare.ts'
import type { Job } from '../harness/job.ts'
import { inFolder } from '../harness/process.ts'
import { runAccounts } from '../harness/run-accounts.ts'

const YEARS = 4

/** What the strategy's rows are read by: their keys, and the values that an option writer looks at. */
const COLUMNS = [
  'epoch_ms("time")::DOUBLE',
  `("expiry" - DATE '1970-01-01')::INTEGER`,
  '"strike"',
  `("right" = 'P')::UTINYINT`,
  '"bid"',
  '"ask"',
  '"settlement"',
  '"volume"',
  '"openInterest"',
]
const SETTLEMENT = 6

export const chains: Job = {
  name: 'chains',
  about:
    'chains of a store through the engine, decoding and all, over an ordered DuckDB read in Node of the same rows',
  plant: 'every block is read twice',
  needsBaseline: false,
  measure: ({ planted, rounds }) =>
    inFolder(async folder => {
      const [made] = await longStores(folder, [YEARS])
      if (!made) throw new Error('no store was made')
      const build = await buildAt(OWN)
      const found = await compare(
        inProcess(async () => {
          const stored = await openStore(made.store)
          const { market, seen } = tapped(planted ? readTwice(stored) : stored)
          const sessions = market.sessions('XAUO')
          const [from, to] = [sessions[0]?.day ?? 0, sessions.at(-1)?.day ?? 0]
          const [ending] = await runAccounts(build, { market, from, to, accounts: [storeAccount(build)] })
          if (!ending || ending.fills === 0) throw new Error('the run traded nothing')
          return outcome(seen.rows, seen.sum)
        }),
        inProcess(() => read(made.store)),
        rounds,
        1,
      )
      const perRow = (ms: number): string => `${((1e6 * ms) / made.rows).toFixed(0)} ns`
      return [
        {
          what: 'chains',
          measured: found.ratio,
          most: 1.5,
          unit: 'ordered reads',
          detail: `${perRow(found.firstMs)} a row against ${perRow(found.secondMs)}; ${detailOf(found)}`,
        },
      ]
    }),
}

const outcome = (rows: number, sum: number): string => `${rows} rows, settlements of ${sum.toFixed(0)}`

/** Counts what the engine is handed, so that both sides are seen to have had the same rows. */
function tapped(market: Market) {
  const seen = { rows: 0, sum: 0 }
  const counting: Market = {
    ...market,
    async *read(needs, after, until) {
      for await (const block of market.read(needs, after, until)) {
        const chain = block.chains.get('XAUO')
        seen.rows += chain?.length ?? 0
        for (const price of chain?.settlement ?? []) seen.sum += price
        yield block
      }
    },
  }
  return { market: counting, seen }
}

const readTwice = (market: Market): Market => ({
  ...market,
  async *read(needs, after, until) {
    for await (const block of market.read(needs, after, until)) {
      for await (const again of market.read(needs, block.after, block.until)) {
        if (again.chains.get('XAUO')?.length !== block.chains.get('XAUO')?.length)
          throw new Error('a block differs')
      }
      yield block
    }
  },
})

/** One query a file, each in order, its columns taken as they come. */
async function read(store: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  let rows = 0
  let sum = 0
  for (const file of readdirSync(store)
    .filter(name => name.startsWith('chains'))
    .sort()) {
    const result = await connection.stream(
      `SELECT ${COLUMNS.join(', ')} FROM read_parquet('${join(store, file)}') ORDER BY "time", "expiry", "strike", "right"`,
    )
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null) break
      // Each question goes through to DuckDB.
      const { rowCount } = chunk
      if (rowCount === 0) break
      rows += rowCount
      for (let column = 0; column < COLUMNS.length; column++) {
        const { items } = chunk.getColumnVector(column) as unknown as { items: ArrayLike<number> }
        if (column !== SETTLEMENT) continue
        for (let row = 0; row < rowCount; row++) sum += items[row] ?? 0
      }
    }
  }
  connection.closeSync()
  instance.closeSync()
  return outcome(rows, sum)
}
