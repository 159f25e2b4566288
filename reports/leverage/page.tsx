/** The whole page of a comparison: what came out, what to know of the data, a table and pictures for each experiment. */

import { render } from 'preact-render-to-string'
import { typeset } from '../html/parts/format.ts'
import { Glossary, Popovers, RunAgain, Section } from '../html/parts/parts.tsx'
import { Raw } from '../html/parts/raw.tsx'
import { LEVERAGE_GLOSSARY } from '../schema/leverage.ts'
import { Distances } from './distances.tsx'
import { FirstCalls } from './first-calls.tsx'
import type { ComparedExperiment, LeverageComparison, LeverageNote } from './leverage-run.ts'
import { Paths } from './paths.tsx'
import { RunsTable } from './runs-table.tsx'
import { LEVERAGE_STYLE } from './style.ts'

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

const LeveragePage = ({ comparison }: { comparison: LeverageComparison }) => {
  const { experiments, sentence } = comparison
  const names = experiments.map(({ name }) => name).join(', ')
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`Leverage compared: ${names}`}</title>
        <Raw tag="style" html={LEVERAGE_STYLE} />
      </head>
      <body>
        <a class="skip" href="#e0">
          Skip to the comparison
        </a>
        <main>
          <header class="head">
            <p class="eyebrow">Leverage compared: {names}</p>
            <h1>{typeset(sentence)}</h1>
            <Rule />
          </header>
          <Notes experiments={experiments} />
          <nav aria-label="Sections">
            {experiments.map(({ name }, i) => (
              <a href={`#e${i}`} key={name}>
                {name}
              </a>
            ))}
            <a href="#definitions">Definitions</a>
            <a href="#provenance">Provenance</a>
          </nav>
          {experiments.map((experiment, i) => (
            <Experiment experiment={experiment} id={`e${i}`} key={experiment.name} />
          ))}
          <Section id="definitions" title="Definitions">
            <Glossary entries={LEVERAGE_GLOSSARY} />
          </Section>
          <Provenance comparison={comparison} />
        </main>
        <Popovers entries={LEVERAGE_GLOSSARY} />
      </body>
    </html>
  )
}

const Rule = () => (
  <div class="run">
    <p>
      Distance to a call is 1/L less haircut and margin: what equity is of the value of the bonds, less what
      the lender does not lend on them, less what the clearing house holds. That single number says why a high
      leverage is fragile where a lower one is not; below, each experiment has it with the numbers of its
      runs.
    </p>
  </div>
)

const Provenance = ({ comparison: { schema, engine, rerun, experiments } }: Props) => (
  <Section id="provenance" title="Provenance">
    <RunAgain
      rerun={rerun}
      facts={[
        ['Engine', engine],
        ['Schema of comparison.json', schema],
        ...experiments.flatMap(({ name, runs }) =>
          runs.flatMap(({ leverage, specHash }) =>
            specHash === null ? [] : [[`${name} at ${leverage} times, sha256`, specHash] as const],
          ),
        ),
      ]}
    />
  </Section>
)

interface Props {
  readonly comparison: LeverageComparison
}

/** The comparison as one HTML page without scripts; the same comparison gives the same bytes. */
export const renderLeverage = (comparison: LeverageComparison): string =>
  `<!doctype html>\n${render(<LeveragePage comparison={comparison} />)}\n`

/** `id` starts every id within. */
const Experiment = ({ experiment, id }: { experiment: ComparedExperiment; id: string }) => {
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

interface Note extends LeverageNote {
  /** Whose note it is; empty where it is everybody's. */
  readonly of: readonly string[]
}

const Notes = ({ experiments }: { experiments: readonly ComparedExperiment[] }) => {
  const notes = notesOf(experiments)
  const carried = notes.filter(note => note.kind === 'carried margin')
  const data = notes.filter(note => note.kind === 'data')
  return (
    <section id="notes" class="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">What to know of the data</h2>
      {notes.length === 0 ? <p>Nothing was noted.</p> : null}
      {carried.length === 0 ? null : (
        <ul class="carried-notes">
          {carried.map(note => (
            <li class="note carried" key={note.text}>
              <b>Carried</b> {typeset(textOf(note))}
            </li>
          ))}
        </ul>
      )}
      {data.length === 0 ? null : (
        <ul class="prose">
          {data.map(note => (
            <li key={note.text}>{typeset(textOf(note))}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Each once. */
function notesOf(experiments: readonly ComparedExperiment[]): Note[] {
  const texts = new Map(experiments.flatMap(({ notes }) => notes.map(note => [note.text, note])))
  return [...texts.values()].map(note => {
    const of = experiments.filter(({ notes }) => notes.some(one => one.text === note.text))
    return { ...note, of: of.length === experiments.length ? [] : of.map(({ name }) => name) }
  })
}

const textOf = ({ of, text }: Note): string => (of.length === 0 ? text : `${of.join(', ')}: ${text}`)
