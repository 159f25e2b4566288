import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'twice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const experiment = join(folder, 'twice.yaml')
writeFileSync(
  experiment,
  readFileSync(join(ROOT, 'cli/demo.yaml'), 'utf8').replace('to: 2010-12-30', 'to: 2009-12-30'),
)

const basis = join(folder, 'basis.yaml')
writeFileSync(
  basis,
  `name: basis
data: { store: rates-demo, treasury: { dislocation: [{ from: 2019-01-02, bp: 10 }] } }
from: 2019-01-02
to: 2019-07-31
account: { currency: USD, cash: 20000000 }
strategy: { use: treasury-basis, with: { product: ZN, leverage: 50 } }
margin: { model: futures, table: { ZN: [{ maintenance: 1150 }, { from: 2019-03-08, maintenance: 1700 }] } }
funding: { lender: [{ haircutPercent: 0.5 }] }
fill: nextClose
`,
)

/** Starts the command in a process of its own. */
const start = (out: string, env: Record<string, string> = {}, file = experiment) =>
  spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=development', 'cli/main.ts', 'run', file, '--out', out],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    },
  )

const ended = (child: ReturnType<typeof spawn>): Promise<number | null> =>
  new Promise(resolve => child.on('exit', code => resolve(code)))

const bytes = (out: string, file: string): Buffer => readFileSync(join(out, file))

describe('the same experiment in two processes', () => {
  it.each([
    ['strangles', experiment],
    ['a basis trade', basis],
  ])('gives the same bytes for %s, whatever the zone, the locale and the clock', async (name, file) => {
    const [first, second] = [join(folder, `${name} 1`), join(folder, `${name} 2`)]
    expect(await ended(start(first, { TZ: 'UTC', LANG: 'C' }, file))).toBe(0)
    expect(await ended(start(second, { TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8' }, file))).toBe(0)
    for (const written of ['report.json', 'report.html', 'records.parquet', 'journal.parquet']) {
      expect(bytes(second, written).equals(bytes(first, written)), written).toBe(true)
    }
  })
})

describe('a run that is stopped in the middle', () => {
  it.each([
    ['SIGINT', 300],
    ['SIGINT', 900],
    ['SIGTERM', 700],
  ] as const)('by %s after %d ms leaves no half-written file', async (signal, ms) => {
    const out = join(folder, `stopped-${signal}-${ms}`)
    const child = start(out)
    setTimeout(() => child.kill(signal), ms)
    await ended(child)
    const left = readdirSync(folder).includes(`stopped-${signal}-${ms}`) ? readdirSync(out).sort() : []
    expect([[], ['journal.parquet', 'records.parquet', 'report.html', 'report.json']]).toContainEqual(left)
  })
})
