/** The command line in a thread of its own: argv in, exit code out to the supervisor. */

import { parentPort, workerData } from 'node:worker_threads'
import { cli } from './cli.ts'
import { type Terminal, tellSupervisor } from './supervised.ts'

const { isTTY, columns } = workerData as Terminal
if (isTTY) Object.assign(process.stderr, { isTTY, columns })

const abort = new AbortController()
parentPort?.on('message', () => abort.abort(new Error('interrupted; nothing was written')))
const code = await cli(process.argv.slice(2), abort.signal)
tellSupervisor({ kind: 'ended', code })
parentPort?.close()
