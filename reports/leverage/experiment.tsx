/** An experiment at all its leverages: fates, equity paths, distances to a call, and what brought the calls. */

import type { ComparedExperiment } from './comparison.ts'
import { Distances } from './distances.tsx'
import { FirstCalls } from './first-calls.tsx'
import { Paths } from './paths.tsx'
import { RunsTable } from './runs-table.tsx'

/** `id` starts every id within. */
export const Experiment = ({ experiment, id }: { experiment: ComparedExperiment; id: string }) => {
  const { name, from, to, currency } = experiment
  return (
    <section id={id} class="experiment" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{name}</h2>
      <p class="lead">
        {from} to {to}; amounts in {currency}.
      </p>
      <RunsTable experiment={experiment} />
      <Paths experiment={experiment} id={id} />
      <Distances experiment={experiment} />
      <FirstCalls experiment={experiment} />
    </section>
  )
}
