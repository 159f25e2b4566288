/** The plant of jobs about starting: loaded before a program, it spends a second of CPU. */

import { isMainThread } from 'node:worker_threads'

const MICROS = 1_000_000

const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}

if (isMainThread) {
  const start = spent()
  // Asking costs as well, so it is done rarely.
  while (spent() - start < MICROS) for (let i = 0; i < 1e6; i++) Math.random()
}
