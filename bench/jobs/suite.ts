/** The tests of the build before: what they take here over what they take there. */

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { OWN } from '../harness/build.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf } from '../harness/process.ts'

const LATE = `--import=${new URL('../sides/late-start.js', import.meta.url).href}`

export const suite: Job = {
  name: 'suite',
  about:
    'CPU of the test files of the build before, `npx vitest run` in each checkout, those that are gone here left out on both sides',
  plant: 'each process of the measured side spends a second of CPU before it starts',
  needsBaseline: true,
  onlyByName: true,
  measure({ planted, baseline }) {
    const files = readdirSync(join(baseline, 'test'), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.test\.tsx?$/.test(file) && existsSync(join(OWN, 'test', file)))
      .map(file => join('test', file))
    const run = (cwd: string, env: Readonly<Record<string, string>>): number =>
      cpuOf([join(cwd, 'node_modules/.bin/vitest'), 'run', ...files], { cwd, env }).cpuMs / 1000
    const [here, there] = [run(OWN, planted ? { NODE_OPTIONS: LATE } : {}), run(baseline, {})]
    return Promise.resolve([
      {
        what: 'the tests of the build before',
        measured: here / there,
        most: 0.6,
        unit: 'of its CPU',
        detail: `${files.length} files, all green on both sides; ${here.toFixed(0)} s against ${there.toFixed(0)} s`,
      },
    ])
  },
}
