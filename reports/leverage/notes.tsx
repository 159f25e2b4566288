/** What to know of the data before a number is believed; a margin that is carried stands in red, with its word. */

import { typeset } from '../html/parts/format.ts'
import type { ComparedExperiment, LeverageNote } from './leverage-run.ts'

interface Note extends LeverageNote {
  /** Whose note it is; empty where it is everybody's. */
  readonly of: readonly string[]
}

export const Notes = ({ experiments }: { experiments: readonly ComparedExperiment[] }) => {
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
