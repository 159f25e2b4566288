/**
 * Other backtesters beside ours: installs each, pinned, into a folder for the time of the run, gives it the same job, demands
 * the same trades and the same cash to the cent, and prints the ratios of CPU. Needs python3, npm and the network; names choose,
 * and PEERS=folder keeps what is installed for the next time.
 */

import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAt, OWN } from '../harness/build.ts'
import { median } from '../harness/compare.ts'
import { cpuOf, inFolder, told } from '../harness/process.ts'
import { ironCondor } from './iron-condor.ts'
import { type PeerRun, percentBJob } from './percent-b-job.ts'

interface Peer {
  readonly name: string
  readonly version: string
  /** Installs it into an empty folder; gives the command that runs the job on a csv. */
  readonly install: (folder: string) => string[]
}

const HERE = join(OWN, 'bench/peers')

const python = (name: string, version: string, program: string, pinned: readonly string[]): Peer => ({
  name,
  version,
  install(folder) {
    if (!existsSync(join(folder, 'bin/python'))) cpuOf(['python3', '-m', 'venv', folder])
    cpuOf([
      join(folder, 'bin/pip'),
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `${name}==${version}`,
      ...pinned,
    ])
    return [join(folder, 'bin/python'), join(HERE, program)]
  },
})

const PEERS: readonly Peer[] = [
  python('backtrader', '1.9.78.123', 'backtrader_peer.py', ['pandas==2.3.3']),
  python('nautilus_trader', '1.221.0', 'nautilus_peer.py', []),
  python('backtesting', '0.6.6', 'backtesting_peer.py', ['pandas==2.3.3']),
  {
    name: 'grademark',
    version: '0.3.0',
    install(folder) {
      // It uses chai without saying so.
      const packages = ['grademark@0.3.0', 'data-forge@1.10.5', 'chai@4.5.0']
      cpuOf(['npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, ...packages])
      return [process.execPath, join(HERE, 'grademark-peer.mjs'), folder]
    },
  },
  python('vectorbt', '1.2.0', 'vectorbt_peer.py', []),
]

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
})
const rounds = Number(values.rounds)
const isNamed = (name: string): boolean => named.length === 0 || named.includes(name)
const unknown = named.find(name => name !== 'ironcondor' && PEERS.every(peer => peer.name !== name))
if (unknown !== undefined) throw new Error(`there is no peer ${unknown}`)

await inFolder(async folder => {
  if (PEERS.some(({ name }) => isNamed(name))) await percentB(folder)
  if (isNamed('ironcondor')) await ironCondor(folder, print, rounds)
})

/** CPU of the run with its bars in memory; start-up, reading and compiling are left out on every side. */
async function percentB(folder: string): Promise<void> {
  const csv = join(folder, 'bars.csv')
  const { ours, bars } = await percentBJob(await buildAt(OWN), csv)
  print(`%B(21, 2) crossing its SMA(10) on ${bars} minutes`)
  for (const peer of PEERS.filter(({ name }) => isNamed(name))) {
    const place = resolve(process.env.PEERS ?? folder, peer.name)
    mkdirSync(place, { recursive: true })
    const command = [...peer.install(place), csv]
    const done: { readonly theirs: PeerRun; readonly own: PeerRun }[] = []
    for (let round = 0; round < rounds; round++) {
      const first = round % 2 === 0 ? told<PeerRun>(cpuOf(command)) : null
      const own = await ours()
      const theirs = first ?? told<PeerRun>(cpuOf(command))
      if (theirs.trades !== own.trades || theirs.cash !== own.cash) {
        throw new Error(
          `${peer.name}: ${theirs.trades} trades, ${theirs.cash}; ours ${own.trades}, ${own.cash}`,
        )
      }
      done.push({ theirs, own })
    }
    const nsOf = (ms: readonly number[]): string => ((1e6 * median(ms)) / bars).toFixed(0)
    const ratio = median(done.map(({ theirs, own }) => theirs.cpuMs / own.cpuMs))
    print(
      `${peer.name} ${peer.version}: ${ratio.toFixed(2)} times our CPU; ${nsOf(done.map(({ theirs }) => theirs.cpuMs))} ns a bar against ${nsOf(done.map(({ own }) => own.cpuMs))}; both ${done[0]?.own.trades} trades, ${done[0]?.own.cash.toFixed(2)}`,
    )
  }
}
