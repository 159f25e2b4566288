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

/** Starts the command in a process of its own. */
const start = (out: string, env: Record<string, string> = {}) =>
  spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=development', 'cli/main.ts', 'run', experiment, '--out', out],
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
  it('gives the same bytes, whatever the zone, the locale and the clock of the machine', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')]
    expect(await ended(start(first, { TZ: 'UTC', LANG: 'C' }))).toBe(0)
    expect(await ended(start(second, { TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8' }))).toBe(0)
    for (const file of ['report.json', 'report.html', 'journal.parquet']) {
      expect(bytes(second, file).equals(bytes(first, file)), file).toBe(true)
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
    expect([[], ['journal.parquet', 'report.html', 'report.json']]).toContainEqual(left)
  })
})
