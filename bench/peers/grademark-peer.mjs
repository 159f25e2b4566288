/** The %B job in grademark, long only, the crossings given to it with its bars; profit is summed over its trades. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [modules, file] = process.argv.slice(2)
const require = createRequire(join(modules, 'index.js'))
const { backtest } = require('grademark')
const { DataFrame } = require('data-forge')

const LENGTH = 21
const SMOOTH = 10
const [LOW, HIGH] = [0.25, 0.75]

const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(',').map(Number))
const bars = rows.map(([time, open, high, low, close, volume]) => ({
  time: new Date(time),
  open,
  high,
  low,
  close,
  volume,
  up: 0,
}))
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length
const bs = []
let before = Number.NaN
for (const [row, bar] of bars.entries()) {
  if (row < LENGTH - 1) continue
  const closes = bars.slice(row - LENGTH + 1, row + 1).map(one => one.close)
  const middle = mean(closes)
  const half = 2 * Math.sqrt(mean(closes.map(close => (close - middle) ** 2)))
  bs.push((bar.close - middle + half) / (2 * half))
  if (bs.length < SMOOTH) continue
  const b = bs.at(-1)
  const distance = b - mean(bs.slice(-SMOOTH))
  if (before <= 0 && distance > 0 && b < LOW) bar.up = 1
  else if (before >= 0 && distance < 0 && b > HIGH) bar.up = -1
  before = distance
}

const strategy = {
  entryRule: (enter, { bar }) => {
    if (bar.up > 0) enter({ direction: 'long' })
  },
  exitRule: (exit, { bar }) => {
    if (bar.up < 0) exit()
  },
}
const frameOf = some => new DataFrame({ index: some.map(bar => bar.time), values: some })
const run = some => {
  const trades = backtest(strategy, frameOf(some))
  const cents = trades.reduce(
    (sum, { entryPrice, exitPrice }) =>
      sum + Math.round(1e4 * exitPrice) - Math.round(1e4 * entryPrice) - 500,
    1e8,
  )
  return { trades: trades.length, cash: cents / 100 }
}
run(bars.slice(0, 3000))
const start = process.cpuUsage()
const told = run(bars)
const { user, system } = process.cpuUsage(start)
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1000, ...told })}\n`)
