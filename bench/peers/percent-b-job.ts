/** The %B job that peers are given: a seeded walk in whole hundredths, and what our engine makes of it. */

import { writeFileSync } from 'node:fs'
import { accountOf, type Levels, type Minutes, minutes } from '../data/minute-walk.ts'
import type { Build } from '../harness/build.ts'
import { inProcess } from '../harness/compare.ts'
import { runAccounts } from '../harness/run-accounts.ts'

const BARS = 100_000
/** As the peers' own programs have them; wide enough that no position is closed on the bar that opens it. */
const LEVELS: Levels = { length: 21, low: 0.25, high: 0.75 }
const CASH_CENTS = 100_000_000
const WARM = 3000

export interface PeerRun {
  readonly cpuMs: number
  /** Round trips. */
  readonly trades: number
  readonly cash: number
}

/** Writes the bars as csv. They end with the last sale, so that the account is flat and its cash is all there is. */
export async function percentBJob(
  build: Build,
  file: string,
): Promise<{ readonly ours: () => Promise<PeerRun>; readonly bars: number }> {
  const data = inHundredths(minutes(build, BARS))
  let fills = 0
  let lastSale = 0
  await run(build, data, time => {
    fills++
    if (fills % 2 === 0) lastSale = time
  })
  const count = data.bars.time.indexOf(lastSale) + 1
  const cut = inHundredths(minutes(build, count))
  const { time, open, high, low, close } = cut.bars
  const lines = [...time].map((at, row) =>
    [at, ...[open, high, low, close].map(column => (column[row] as number).toFixed(2)), 10].join(','),
  )
  writeFileSync(file, `time,open,high,low,close,volume\n${lines.join('\n')}\n`)
  const warm = inHundredths(minutes(build, WARM))
  const ours = async (): Promise<PeerRun> => {
    await run(build, warm)
    let ending = { fills: 0, equity: 0 }
    const { cpuMs } = await inProcess(async () => {
      ending = await run(build, cut)
      return ''
    })()
    return { cpuMs, trades: ending.fills / 2, cash: ending.equity / 100 }
  }
  return { ours, bars: count }
}

/** In place. A bar opens where the one before closed. */
function inHundredths(data: Minutes): Minutes {
  const { open, high, low, close, settlement } = data.bars
  for (const column of [open, high, low, close, settlement]) {
    for (const [row, price] of column.entries()) column[row] = Math.round(100 * price) / 100
  }
  return data
}

async function run(build: Build, { market, sessions }: Minutes, filled?: (time: number) => void) {
  const spec = accountOf(build, LEVELS, false)
  const terms = { ...spec.terms, cash: build.minor(CASH_CENTS) }
  const [ending] = await runAccounts(build, {
    market,
    from: sessions[0]?.day ?? 0,
    to: sessions.at(-1)?.day ?? 0,
    accounts: [{ ...spec, terms, rules: { ...spec.rules, slippageTicks: 0 } }],
    record: record => {
      if (record.kind === 'fill') filled?.(record.time)
    },
  })
  if (!ending) throw new Error('the run has no end')
  return ending
}
