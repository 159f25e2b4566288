/** How far a run is: a bar on a terminal, a line every tenth elsewhere. Always on stderr. */

import { Presets, SingleBar } from 'cli-progress'
import { printableValue } from './printable.ts'

export interface Progress {
  /** A share from 0 to 1. */
  readonly at: (share: number) => void
  readonly stop: () => void
}

/** `quiet` shows nothing. */
export function progressOf(what: string, quiet: boolean): Progress {
  if (quiet) return { at: () => {}, stop: () => {} }
  const name = printableValue(what)
  return process.stderr.isTTY ? bar(name) : lines(name)
}

function bar(what: string): Progress {
  const shown = new SingleBar(
    {
      format: `${what} {bar} {percentage} %`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  shown.start(100, 0)
  return { at: share => shown.update(Math.floor(share * 100)), stop: () => shown.stop() }
}

function lines(what: string): Progress {
  let told = 0
  return {
    at: share => {
      const tenth = Math.floor(share * 10)
      if (tenth > told && tenth < 10) process.stderr.write(`${what}: ${tenth * 10} %\n`)
      told = Math.max(told, tenth)
    },
    stop: () => {},
  }
}
