/** Runs a command in a thread beside and watches over it: an interrupt ends it, whatever it is busy with. */

import { setTimeout as startTimer } from 'node:timers'
import { setTimeout } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { abandonPublication } from '../datasets/files/abandon.ts'
import type { Chosen } from './actions.ts'
import type { Told } from './supervised.ts'
import type { Work } from './work.ts'

/** How long work that was interrupted may take to end by itself. */
const GRACE_MS = 600

/** How long a thread may take to stop once it is told to. */
const STOP_MS = 300

/** Does what was chosen and gives the exit code: 0 done, 1 failed, 2 bad input. */
export async function supervise(chosen: Chosen, argv: readonly string[]): Promise<number> {
  const heapMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20)
  const worker = new Worker(
    bootOf(new URL(import.meta.url.endsWith('.ts') ? 'work.ts' : 'work.js', import.meta.url)),
    {
      eval: true,
      argv: [...argv],
      workerData: workOf(chosen),
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    },
  )
  const folders = new Set<string>()
  return new Promise(resolve => {
    let code = 1
    let interrupts = 0
    let isEnding = false
    let timer: NodeJS.Timeout | undefined

    const end = async (message: string): Promise<void> => {
      if (isEnding) return
      isEnding = true
      process.stderr.write(`stillhalter: ${message}\n`)
      const stopped = await Promise.race([
        worker.terminate().then(() => true),
        setTimeout(STOP_MS, false, { ref: false }),
      ])
      for (const folder of folders) abandonPublication(folder)
      // An exit waits for a thread that is deep in a call of the system, for ever if need be; a kill does not.
      if (!stopped) process.kill(process.pid, 'SIGKILL')
      process.exit(1)
    }
    const interrupt = (): void => {
      worker.postMessage('interrupt')
      interrupts++
      timer ??= startTimer(() => void end('interrupted; nothing was written'), GRACE_MS)
      if (interrupts > 1) void end('interrupted; nothing was written')
    }
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', interrupt)
    worker.on('message', (told: Told) => {
      if (told.kind === 'ended') code = told.code
      else if (told.kind === 'writesInto') folders.add(told.folder)
      else timer ??= startTimer(() => void end(told.message), GRACE_MS)
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const message =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `the ${heapMb} MB of memory ran out; nothing was written. Ask for less, or allow more: NODE_OPTIONS=--max-old-space-size=${2 * heapMb}`
          : error.message
      process.stderr.write(`stillhalter: ${message}\n`)
      for (const folder of folders) abandonPublication(folder)
    })
    worker.on('exit', () => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve(code)
    })
  })
}

const workOf = (chosen: Chosen): Work => ({
  chosen,
  terminal: { isTTY: process.stderr.isTTY === true, columns: process.stderr.columns },
})

/** Threads start on JavaScript alone: where the work is TypeScript, its loader comes first. */
function bootOf(entry: URL): string {
  const work = `import(${JSON.stringify(entry.href)})`
  return entry.pathname.endsWith('.ts')
    ? `import('tsx/esm/api').then(({ register }) => { register(); return ${work} })`
    : work
}
