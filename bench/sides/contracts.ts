/** A run over so many minutes of futures, one contract after the other: prints its peak of memory. */

import { parseArgs } from 'node:util'
import type { Day, Market, MarketBlock, Session } from '../../engine/index.ts'
import { type Build, buildAt, OWN } from '../harness/build.ts'
import { type BenchAccount, outcomeOf, runAccounts } from '../harness/run-accounts.ts'

const MS_PER_DAY = 86_400_000
const MINUTE_MS = 60_000
const FIRST: Day = 12_000
const SESSIONS = 2000
const BARS_A_SESSION = 1000
const SESSIONS_A_BLOCK = 25

const { values } = parseArgs({
  options: {
    /** Sessions that a contract trades for; the fewer, the more contracts there are in the same rows. */
    life: { type: 'string', default: '250' },
    /** Keep a megabyte for each contract that is met. */
    planted: { type: 'boolean', default: false },
  },
})
const life = Number(values.life)
const ballast: Float64Array[] = []
const build = await buildAt(OWN)
const contracts = Array.from({ length: Math.ceil(SESSIONS / life) }, (_, index) =>
  build.futureOf('FUT', `${2000 + Math.floor(index / 12)}-${String(1 + (index % 12)).padStart(2, '0')}`),
)
/** The contract that trades in a session. */
const contractOf = (day: Day) =>
  contracts[Math.floor((day - FIRST) / life)] ?? build.futureOf('FUT', '2100-01')

const sessions: Session[] = Array.from({ length: SESSIONS }, (_, index) => ({
  day: FIRST + index,
  close: (FIRST + index) * MS_PER_DAY + BARS_A_SESSION * MINUTE_MS,
}))
const [ending] = await runAccounts(build, {
  market: marketOf(build),
  from: FIRST,
  to: FIRST + SESSIONS - 1,
  accounts: [account(build)],
})
if (!ending) throw new Error('the run has no end')
process.stdout.write(
  `${JSON.stringify({
    contracts: contracts.length,
    ended: outcomeOf(ending),
    peakMiB: process.resourceUsage().maxRSS / 1024,
    ballast: ballast.length,
  })}\n`,
)

/** Blocks are made as they are read, so that what is kept of them is the engine's. */
function marketOf(of: Build): Market {
  const last = new Map<string, Session>()
  for (const session of sessions) last.set(contractOf(session.day).id, session)
  const facts = of.memoryMarket({
    provenance: { store: 'bench', kind: 'memory', sources: [] },
    products: [
      { kind: 'index', id: 'IX', name: 'An index', exchange: 'listed', currency: 'USD' },
      {
        kind: 'future',
        id: 'FUT',
        name: 'A future',
        exchange: 'listed',
        currency: 'USD',
        multiplier: [{ from: null, value: 100 }],
        ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
      },
    ],
    sessions: new Map([
      ['FUT', sessions],
      ['IX', sessions],
    ]),
    series: [],
    lastSessions: last,
    bars: [],
    chains: [],
  })
  return {
    ...facts,
    async *read(_needs, after, until) {
      let from = after
      for (let index = 0; index < SESSIONS; index += SESSIONS_A_BLOCK) {
        const within = sessions
          .slice(index, index + SESSIONS_A_BLOCK)
          .filter(({ close }) => close > after && close <= until)
        const end = within.at(-1)?.close
        if (end === undefined) continue
        yield blockOf(of, within, from, end)
        from = end
      }
    },
  }
}

function blockOf(of: Build, within: readonly Session[], after: number, until: number): MarketBlock {
  const index = of.emptyBars('IX', within.length)
  const bars = new Map([['IX', index]])
  for (const [at, { day, close }] of within.entries()) {
    const { id } = contractOf(day)
    let columns = bars.get(id)
    if (!columns) {
      const same = within.filter(session => contractOf(session.day).id === id)
      columns = of.emptyBars(id, same.length * BARS_A_SESSION)
      bars.set(id, columns)
      if (values.planted && (day - FIRST) % life === 0) ballast.push(new Float64Array(131_072).fill(day))
    }
    const first =
      within.filter(session => session.day < day && contractOf(session.day).id === id).length * BARS_A_SESSION
    for (let minute = 0; minute < BARS_A_SESSION; minute++) {
      const row = first + minute
      const price = 1000 + ((day * 7 + minute) % 13)
      columns.time[row] = day * MS_PER_DAY + (minute + 1) * MINUTE_MS
      columns.open[row] = price
      columns.high[row] = price
      columns.low[row] = price
      columns.close[row] = price
      columns.volume[row] = 10
      if (minute === BARS_A_SESSION - 1) columns.settlement[row] = price
    }
    index.time[at] = close
    index.close[at] = 1000
    index.settlement[at] = 1000
  }
  return { after, until, bars, chains: new Map() }
}

/** Buys the contract that trades, well before its end, and sells it in the next session. */
function account(of: Build): BenchAccount {
  const { rx, z } = of
  const reason = { rule: 'bench', text: 'its turn has come' }
  const strategy = of.defineStrategy({
    name: 'front-buyer',
    about: 'Buys the contract that trades.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('FUT')
      return bus.bars('IX').pipe(
        rx.map(wake => ({
          day: Math.floor(wake.time / MS_PER_DAY),
          held: wake.snapshot.groups[0]?.id ?? null,
        })),
        rx.filter(({ day, held }) => held !== null || [3, 13].includes((day - FIRST) % 25)),
        rx.map(({ day, held }) =>
          held !== null
            ? { kind: 'close' as const, group: held, reason }
            : {
                kind: 'open' as const,
                tag: String(day),
                legs: [{ instrument: contractOf(day), side: 'buy' as const, ratio: 1 }],
                lots: 1,
                reason,
              },
        ),
      )
    },
  })
  return {
    strategy,
    params: {},
    terms: { currency: 'USD', cash: of.minor(1_000_000_000), cashRatePercent: 0 },
    reserve: of.minor(0),
    rules: {
      fill: 'nextOpen',
      slippageTicks: 0,
      commissionPerContract: 1,
      margin: of.fixedMargin(
        { FUT: [{ from: null, value: { future: { initial: 5000, maintenance: 4000 } } }] },
        () => null,
      ),
      callPolicy: 'fcm',
      callDays: 1,
      missingSettlement: 'error',
      fx: {},
    },
  }
}
