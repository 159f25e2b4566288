/** What came out of a comparison, in words. */

import type { ComparedExperiment, ComparedRun } from './comparison.ts'

const OUTCOMES: readonly (readonly [is: (run: ComparedRun) => boolean, one: string, many: string])[] = [
  [run => run.survival?.fate === 'survived', 'survived', 'survived'],
  [run => run.survival?.fate === 'reduced by force', 'was reduced by force', 'were reduced by force'],
  [run => run.survival?.fate === 'bankrupt', 'went bankrupt', 'went bankrupt'],
  [run => run.survival?.fate === 'never traded', 'never traded', 'never traded'],
  [run => run.survival === null, 'was refused', 'were refused'],
]

/** How many runs had which fate, and the lowest leverage that was called. */
export function sentenceOf(experiments: readonly ComparedExperiment[]): string {
  const runs = experiments.flatMap(experiment => experiment.runs)
  const counts = OUTCOMES.flatMap(([is, one, many]) => {
    const count = runs.filter(is).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const fates = counts.length < 2 ? counts.join('') : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`
  return `Of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${fates}. ${calledFirst(experiments)}`
}

function calledFirst(experiments: readonly ComparedExperiment[]): string {
  const called = experiments.flatMap(({ name, runs }) =>
    runs.flatMap(({ leverage, survival }) =>
      survival?.firstCall ? [{ name, leverage, day: survival.firstCall.day }] : [],
    ),
  )
  const [first] = called.sort((a, b) => a.leverage - b.leverage || (a.day < b.day ? -1 : 1))
  if (!first) return 'No margin was called.'
  return `The lowest leverage with a margin call is ${first.leverage} times, in ${first.name} on ${first.day}.`
}
