/** The plant of jobs about starting: loaded before a program, it spends a second of CPU. */

import { isMainThread } from 'node:worker_threads'

const MS = 1000

if (isMainThread) {
  const start = process.cpuUsage().user
  while (process.cpuUsage().user - start < MS * 1000) Math.random()
}
