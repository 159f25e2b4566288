/** Runs an experiment through a build's command line, as a process of its own. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Done } from './compare.ts'
import { cpuOf, peakOf } from './process.ts'

interface Reported {
  readonly headline: { readonly trades: number; readonly equityEnd: number }
}

export interface RunMore {
  /** Keys of the experiment that are set anew. */
  readonly set?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Results go into `out` of the folder. */
const argumentsOf = (file: string, { set = [] }: RunMore): string[] => [
  'run',
  file,
  '--quiet',
  '--out',
  'out',
  ...set.flatMap(one => ['--set', one]),
]

/** Start-up, report and all. The outcome is the number of trades and the final equity. */
export function experimentRun(
  command: readonly string[],
  cwd: string,
  file: string,
  more: RunMore = {},
): Done {
  const { cpuMs } = cpuOf([...command, ...argumentsOf(file, more)], { cwd, env: more.env ?? {} })
  return { cpuMs, outcome: outcomeIn(join(cwd, 'out/report.json')) }
}

/** The peak of its memory, MiB. */
export const experimentPeak = (
  command: readonly string[],
  cwd: string,
  file: string,
  more: RunMore = {},
): number => peakOf([...command, ...argumentsOf(file, more)], { cwd, env: more.env ?? {} }).peakMiB

export function outcomeIn(report: string): string {
  const { headline } = JSON.parse(readFileSync(report, 'utf8')) as Reported
  return `${headline.trades} trades, ${headline.equityEnd.toFixed(2)}`
}
