/** An iron condor held over 2,048 daily steps of an 80-contract chain: our whole process beside IronCondor's, which is Rust. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { installInto } from '../data/minute-store.ts'
import { commandOf, OWN } from '../harness/build.ts'
import { type Comparison, compare, detailOf, type Side } from '../harness/compare.ts'
import { experimentRun } from '../harness/experiment-run.ts'
import { isMissed, lineOf } from '../harness/job.ts'
import { cpuOf, told } from '../harness/process.ts'

const MS_PER_DAY = 86_400_000
const FIRST_MONDAY = Date.UTC(2010, 0, 4)
const CLOSE_MS = 21 * 3_600_000
const STRIKES = Array.from({ length: 40 }, (_, index) => 4000 + 50 * index)
/** Sessions after the last step: the options outlive the run, since IronCondor knows no expiry. */
const AFTER = 60

const OPTIONS = `separator: ","
products:
  - { kind: index, id: XIX, name: An index, exchange: listed, currency: USD }
  - kind: option
    id: XOPT
    name: Options on it
    aliases: []
    exchange: listed
    currency: USD
    multiplier: [{ from: null, value: 100 }]
    point: 1
    ticks: [{ from: null, value: [{ below: null, tick: 0.01 }] }]
    exercise: [{ from: null, value: european }]
    settlement: { kind: cash, index: XIX }
    premium: [{ from: null, value: upFront }]
    expiry: [{ from: null, value: { rule: listed, time: "21:00", zone: UTC } }]
    exercisedAtTheMoney: { call: false, put: false }
    sizeFactor: 1
listed: { of: [XIX], zone: UTC, close: "21:00" }
`

const dayOf = (step: number): number => FIRST_MONDAY + (Math.floor(step / 5) * 7 + (step % 5)) * MS_PER_DAY
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** A wave of the index, and time values that melt away; whole cents. Bid and ask are one, so that both fill there. */
const levelOf = (step: number): number => 5000 + Math.abs(((step * 7) % 600) - 300) - 150
function centsOf(step: number, steps: number, strike: number, right: 'call' | 'put'): number {
  const level = levelOf(step)
  const intrinsic = Math.max(0, right === 'call' ? level - strike : strike - level)
  const left = (steps + AFTER - step) / (steps + AFTER)
  return Math.round(100 * (intrinsic + 1 + (200 * left) / (1 + Math.abs(level - strike) / 100)))
}

const strategyOf = (expiry: number, last: string): string => `import { concatMap } from 'rxjs'
import { defineStrategy, formatDay, optionOf } from 'stillhalter'
import { z } from 'zod'

const reason = { rule: 'hold', text: 'opened at the first step, closed at the last' }
const leg = (side, right, strike) => ({ instrument: optionOf('XOPT', ${expiry / MS_PER_DAY}, right, strike), side, ratio: 1 })
const legs = [leg('sell', 'call', 5400), leg('sell', 'put', 4600), leg('buy', 'call', 5600), leg('buy', 'put', 4400)]

export default defineStrategy({
  name: 'held-condor',
  about: 'Opens an iron condor at the first step and closes it at the last.',
  params: z.strictObject({}),
  run: ({ bus }) => {
    let sold = false
    return bus.chains('XOPT').pipe(
      concatMap(wake => {
        const [held] = wake.snapshot.groups
        if (held) return formatDay(Math.floor(wake.time / ${MS_PER_DAY})) === '${last}' ? [{ kind: 'close', group: held.id, reason }] : []
        if (sold) return []
        sold = true
        return [{ kind: 'open', tag: 'condor', legs, lots: 1, reason }]
      }),
    )
  },
})
`

/** Lays out one chain for both: csv into a store of ours, Parquet in whole cents for theirs. */
async function layOut(
  folder: string,
  steps: number,
): Promise<{ readonly parquet: string; readonly expiry: number }> {
  mkdirSync(folder)
  const expiry = dayOf(steps + AFTER - 5)
  const [ours, theirs] = [['day,expiry,strike,right,bid,ask,settlement'], [] as string[]]
  for (let step = 0; step < steps; step++) {
    const day = dayOf(step)
    for (const strike of STRIKES) {
      for (const right of ['call', 'put'] as const) {
        const cents = centsOf(step, steps, strike, right)
        const price = (cents / 100).toFixed(2)
        ours.push(
          `${dateOf(day)},${dateOf(expiry)},${strike},${right === 'call' ? 'C' : 'P'},${price},${price},${price}`,
        )
        theirs.push(`${step},${day + CLOSE_MS},${100 * levelOf(step)},${100 * strike},${right},${cents}`)
      }
    }
  }
  const index = Array.from({ length: steps + AFTER }, (_, step) => `${dateOf(dayOf(step))},${levelOf(step)}`)
  writeFileSync(join(folder, 'chains.csv'), `${ours.join('\n')}\n`)
  writeFileSync(join(folder, 'index.csv'), `day,close\n${index.join('\n')}\n`)
  writeFileSync(join(folder, 'theirs.csv'), `step,ms,level,strike,style,cents\n${theirs.join('\n')}\n`)
  const chainMap =
    'map: { date: day, expiry: expiry, strike: strike, right: right, bid: bid, ask: ask, settlement: settlement }'
  writeFileSync(
    join(folder, 'chains.yaml'),
    `table: chains\n${chainMap}\nfixed: { product: XOPT, underlying: XIX }\n${OPTIONS}`,
  )
  writeFileSync(
    join(folder, 'index.yaml'),
    `table: bars\nmap: { date: day, close: close }\nfixed: { instrument: XIX }\n${OPTIONS}`,
  )
  const last = dateOf(dayOf(steps - 1))
  writeFileSync(join(folder, 'condor.mjs'), strategyOf(expiry, last))
  writeFileSync(
    join(folder, 'condor.yaml'),
    `name: condor
data: { store: ./chain }
from: ${dateOf(dayOf(0))}
to: ${last}
account: { currency: USD, cash: 10000000 }
strategy: { use: ./condor.mjs }
margin: { model: strategy, call: fcm }
costs: { commissionPerContract: 0.65, slippageTicks: 0 }
fill: same
warmup: 0
`,
  )
  installInto(folder)
  for (const table of ['index', 'chains']) {
    const how = ['--store', 'chain', '--format', 'generic-csv', '--options', `${table}.yaml`, '--quiet']
    cpuOf([...commandOf(OWN), 'data', 'import', `${table}.csv`, ...how], { cwd: folder })
  }
  const parquet = join(folder, 'chain.parquet')
  await writeParquet(join(folder, 'theirs.csv'), parquet, expiry)
  return { parquet, expiry }
}

const writeParquet = (csv: string, parquet: string, expiry: number): Promise<unknown> =>
  withDuckDb(connection =>
    connection.run(
      `COPY (SELECT step::INTEGER AS step, ms::BIGINT * 1000000 AS ts, 'XIX' AS underlying, level::BIGINT AS underlying_price,
      1::BIGINT AS tick_size, 100::INTEGER AS contract_multiplier, ${expiry + CLOSE_MS}::BIGINT * 1000000 AS expiration,
      strike::BIGINT AS strike, style, cents::BIGINT AS bid, cents::BIGINT AS ask, 10::INTEGER AS bid_size,
      10::INTEGER AS ask_size, 0.2::DOUBLE AS implied_volatility, 0.0::DOUBLE AS delta, 0.0::DOUBLE AS gamma,
      0.0::DOUBLE AS theta, 0.0::DOUBLE AS vega FROM read_csv('${csv}') ORDER BY step, strike, style)
      TO '${parquet}' (FORMAT parquet)`,
    ),
  )

/** Fills of four legs in and four out are a trade; the last point of the curve is what it came to. */
const outcomeIn = (bundle: string): Promise<string> =>
  withDuckDb(async connection => {
    const result = await connection.run(
      `SELECT (SELECT count(*)::INTEGER FROM read_parquet('${bundle}/fills.parquet')) AS fills,
        last(equity_cents ORDER BY step)::DOUBLE AS cents FROM read_parquet('${bundle}/equity_curve.parquet')`,
    )
    const [end] = await result.getRowObjects()
    return `${Number(end?.fills) / 8} trades, ${(Number(end?.cents) / 100).toFixed(2)}`
  })

async function withDuckDb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

const VERSION = '0.10.0'
const STEPS = 2048
const LONGER = 4096

export async function ironCondor(
  folder: string,
  print: (line: string) => void,
  rounds: number,
): Promise<void> {
  const place = join(folder, 'ironcondor')
  cpuOf(['python3', '-m', 'venv', place])
  const install = ['install', '--quiet', '--disable-pip-version-check', '--no-deps', `ironcondor==${VERSION}`]
  cpuOf([join(place, 'bin/pip'), ...install])
  const python = join(place, 'bin/python')
  const found: Comparison[] = []
  for (const steps of [STEPS, LONGER]) {
    const at = join(folder, `steps-${steps}`)
    const { parquet, expiry } = await layOut(at, steps)
    // Whole milliseconds in nanoseconds: 1.5e18, a multiple of 1e6, and so exact as text.
    const job = [parquet, String(steps), `${expiry + CLOSE_MS}000000`, join(at, 'bundle')]
    const command = [python, join(OWN, 'bench/peers/ironcondor_peer.py'), ...job]
    const outcome = await outcomeIn(told<string>(cpuOf(command)))
    const theirs: Side = () => {
      const { cpuMs } = cpuOf(command)
      return Promise.resolve({ cpuMs: cpuMs - cpuOf([python, '-c', 'pass']).cpuMs, outcome })
    }
    const ours: Side = async () => experimentRun(commandOf(OWN), at, 'condor.yaml')
    found.push(await compare(ours, theirs, rounds, 1))
  }
  const [short, long] = found
  if (!short || !long) throw new Error('nothing was compared')
  print(`ironcondor ${VERSION}, a condor on 80 contracts; Python's own start is left out`)
  const step = (ms: 'firstMs' | 'secondMs'): number => (1000 * (long[ms] - short[ms])) / (LONGER - STEPS)
  const figures = [
    {
      what: `${STEPS} steps, whole process`,
      measured: short.ratio,
      most: 3,
      unit: 'times IronCondor',
      detail: detailOf(short),
    },
    {
      what: 'a step',
      measured: step('firstMs') / step('secondMs'),
      most: 1,
      unit: 'times IronCondor',
      detail: `${step('firstMs').toFixed(0)} µs against ${step('secondMs').toFixed(0)} µs, what ${LONGER - STEPS} more steps cost; ${detailOf(long)}`,
    },
  ]
  for (const figure of figures) {
    print(lineOf(figure))
    if (isMissed(figure)) process.exitCode = 1
  }
}
