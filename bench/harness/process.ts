/** Runs a command as a process of its own and tells what it took, start-up and child processes included. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Ended {
  readonly cpuMs: number
  readonly stdout: string
}

export interface Where {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** The CPU is the shell's own account of it: user and system of the command and of all that it waited for. */
export function cpuOf(command: readonly string[], { cwd, env = {} }: Where = {}): Ended {
  const ended = spawnSync('bash', ['-c', `TIMEFORMAT=$'\\n%3U %3S'; time "$@"`, 'bash', ...command], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, LC_ALL: 'C', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
  if (ended.error) throw ended.error
  if (ended.status !== 0) throw new Error(`${command.join(' ')} ended with ${ended.status}: ${ended.stderr}`)
  const [user, system] = (ended.stderr.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number)
  return { cpuMs: 1000 * ((user ?? Number.NaN) + (system ?? Number.NaN)), stdout: ended.stdout }
}

/** Writes the peak of the process into a file as it ends; its threads, which load this too, do not. */
const TELL_PEAK = `import { isMainThread } from 'node:worker_threads'; import { writeFileSync } from 'node:fs';
if (isMainThread) process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)))`

/** The same with the peak of the resident memory of a Node program, MiB. */
export function peakOf(command: readonly string[], where: Where = {}): Ended & { readonly peakMiB: number } {
  return inFolder(folder => {
    const file = join(folder, 'peak')
    const ended = cpuOf(command, {
      ...where,
      env: {
        ...where.env,
        BENCH_PEAK: file,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_PEAK)}`,
      },
    })
    return { ...ended, peakMiB: Number(readFileSync(file, 'utf8')) / 1024 }
  })
}

/** A folder for the time of the work. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  let result: T
  try {
    result = work(folder)
  } catch (error) {
    remove()
    throw error
  }
  if (result instanceof Promise) return result.finally(remove) as T
  remove()
  return result
}

/** The last line of a program's output, as JSON. */
export const told = <T>({ stdout }: Ended): T => JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T
