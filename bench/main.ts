/** The bench: jobs by name, each figure beside its target. Exit code 1 where a target is missed, or a plant not caught. */

import { parseArgs } from 'node:util'
import { isMissed, type Job, lineOf, type Setting, text } from './harness/job.ts'
import { JOBS } from './jobs/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    'self-test': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    accounts: { type: 'string' },
  },
})

/** A plant counts as caught when it moves a figure by more than this share of what is measured without it. */
const MARGIN = 0.1

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const unknown = positionals.find(name => JOBS.every(job => job.name !== name))
if (unknown !== undefined) {
  process.stderr.write(`there is no job ${unknown}; --list lists them\n`)
  process.exit(2)
}
const named =
  positionals.length === 0
    ? JOBS.filter(job => !job.onlyByName)
    : JOBS.filter(job => positionals.includes(job.name))
const baseline = process.env.BASELINE ?? ''
const setting: Setting = {
  planted: values.planted,
  rounds: Number(values.rounds),
  baseline,
  accounts: values.accounts === undefined ? null : Number(values.accounts),
}

for (const job of named) {
  try {
    await take(job)
  } catch (error) {
    print(`FAILED ${job.name}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

async function take(job: Job): Promise<void> {
  if (values.list) print(`${job.name}: ${job.about}\n  planted: ${job.plant}${noteOf(job)}`)
  else if (job.needsBaseline && baseline === '')
    print(`== ${job.name}: skipped; BASELINE names no build to compare with`)
  else if (values['self-test']) await catchPlant(job)
  else {
    print(`== ${job.name}${values.planted ? `, planted: ${job.plant}` : ''}`)
    for (const figure of await job.measure(setting)) {
      print(lineOf(figure))
      if (isMissed(figure)) process.exitCode = 1
    }
  }
}

function noteOf(job: Job): string {
  if (job.onlyByName) return '\n  runs only when it is named'
  return job.needsBaseline ? '\n  needs BASELINE=folder' : ''
}

/** Sets each gate at what is measured plus the margin, and demands that the plant goes through it. */
async function catchPlant(job: Job): Promise<void> {
  print(`== ${job.name}, planted: ${job.plant}`)
  const plain = await job.measure({ ...setting, planted: false })
  const planted = await job.measure({ ...setting, planted: true })
  for (const [index, { what, measured, unit }] of plain.entries()) {
    const gated = planted[index]
    if (gated?.what !== what) throw new Error(`the planted job measures ${gated?.what} for ${what}`)
    const gate = { ...gated, most: measured * (1 + MARGIN) }
    const isCaught = isMissed(gate)
    print(
      `${isCaught ? 'caught    ' : 'NOT CAUGHT'} ${what}: ${text(measured)} ${unit}, planted ${text(gated.measured)}, gate ${text(gate.most)}`,
    )
    if (!isCaught) process.exitCode = 1
  }
}
