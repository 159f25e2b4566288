/** What a command line asks for, in a thread of its own: the command in, its exit code out to the supervisor. */

import { parentPort, workerData } from 'node:worker_threads'
import type { Chosen } from './actions.ts'
import { perform } from './perform.ts'
import { tellSupervisor } from './supervised.ts'

/** What the thread is handed. */
export interface Work {
  readonly chosen: Chosen
  /** Of stderr, which only the main thread can see. */
  readonly terminal: { readonly isTTY: boolean; readonly columns: number | undefined }
}

const { chosen, terminal } = workerData as Work
if (terminal.isTTY) Object.assign(process.stderr, terminal)

const abort = new AbortController()
parentPort?.on('message', () => abort.abort(new Error('interrupted; nothing was written')))
const code = await perform(chosen, process.argv.slice(2), abort.signal)
tellSupervisor({ kind: 'ended', code })
parentPort?.close()
