/** The benchmarks: what the engine costs over a bare loop that does the same, as ratios within one run. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as chains from './chain-days.ts'
import { longStores } from './long-store.ts'
import * as orders from './many-orders.ts'
import * as bars from './minute-bars.ts'
import { ratioOf, show } from './ratio.ts'

const print = (text: string): void => {
  process.stdout.write(text)
}

async function chainDays(): Promise<void> {
  const data = await chains.chainDays()
  const records = await chains.throughEngine(data)
  const rows = chains.heldRows(data, records)
  const [zones, bare] = [chains.observed(records), chains.bareLoop(data, rows)]
  if (zones !== bare)
    throw new Error(`the zones of the engine sum to ${zones}, those of the bare loop to ${bare}`)
  const sessions = records.filter(record => record.kind === 'day').length
  print(
    `${sessions} sessions, ${Math.round(data.chain.length / sessions)} quotes a session, ${rows.length} marks\n`,
  )
  print(
    show(
      await ratioOf(
        'zones and marks of 20 years of chains, engine over bare loop',
        () => chains.throughEngine(data),
        () => chains.bareLoop(data, rows),
      ),
    ),
  )
}

async function minuteBars(): Promise<void> {
  const data = bars.minutes(5_000_000)
  const [engine, bare] = [await bars.throughEngine(data), bars.bareLoop(data)]
  if (engine !== bare) throw new Error(`the engine ends with ${engine} cents, the bare loop with ${bare}`)
  print(
    show(
      await ratioOf(
        '%B on 5 million bars, engine over bare loop',
        () => bars.throughEngine(data),
        () => bars.bareLoop(data),
      ),
    ),
  )
}

interface Whole {
  readonly seen: number
  readonly seconds: number
  readonly peakMiB: number
}

/** One process, so that its peak of memory is its own. */
const inProcess = (store: string, what: string): Whole =>
  JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(new URL('./run-store.js', import.meta.url)), store, what], {
      encoding: 'utf8',
    }),
  ) as Whole

async function wholeRuns(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const stores = await longStores(folder, [23, 92])
    const runs = stores.map(({ store }) => inProcess(store, 'run'))
    for (const [i, { rows, store }] of stores.entries()) {
      const run = runs[i]
      if (!run) continue
      const { seconds, peakMiB } = inProcess(store, 'decode')
      print(
        `${(rows / 1e6).toFixed(1)} million chain rows: the whole run over decoding alone ${(run.seconds / seconds).toFixed(2)} times (${run.seconds.toFixed(1)} s against ${seconds.toFixed(1)} s); peak ${run.peakMiB} MiB, decoding ${peakMiB} MiB\n`,
      )
    }
    const [short, long] = runs
    if (short && long)
      print(`peak memory of four times the rows: ${(long.peakMiB / short.peakMiB).toFixed(2)} times\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Times by which the cost of an order may differ between few and many in a slice. */
const ORDER_COST_MOST = 1.5

/** CPU of a run less that of one without orders, over its orders; the least of the rounds, whose counts take turns. */
async function manyOrders(): Promise<void> {
  const market = orders.callMarket()
  for (const [name, model] of Object.entries(orders.MODELS)) {
    const costs = await orders.costsOf(market, model, [30, 300, 3000])
    const spread = Math.max(...costs.values()) / Math.min(...costs.values())
    const each = [...costs].map(([count, cost]) => `${count} a slice ${cost.toFixed(1)} µs`).join(', ')
    print(`an order under ${name}: ${each}; ${spread.toFixed(2)} times (at most ${ORDER_COST_MOST})\n`)
    if (spread > ORDER_COST_MOST) process.exitCode = 1
  }
}

const which = process.argv[2]
if (which === undefined || which === 'chains') await chainDays()
if (which === undefined || which === 'bars') await minuteBars()
if (which === undefined || which === 'orders') await manyOrders()
if (which === undefined || which === 'whole') await wholeRuns()
