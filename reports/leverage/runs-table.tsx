/** A row a leverage: fate, returns, the first call and why it came, reductions, distance, cash. On a phone a card. */

import { fixed, percent, plain, signed, THIN, typeset } from '../html/parts/format.ts'
import {
  type ComparedExperiment,
  type ComparedRun,
  type ComparedSurvival,
  daysText,
  endWords,
  fateWords,
  isBad,
} from './leverage-run.ts'
import { type LeverageTerm, Term, titleOf } from './terms.tsx'

interface Cell {
  readonly name: LeverageTerm
  readonly unit?: string
  readonly numeric: boolean
  readonly text: (survival: ComparedSurvival) => string
}

const share = (value: number | null): string =>
  value === null ? percent(null) : `${signed(value * 100, 2)}${THIN}%`

const cellsOf = (currency: string): readonly Cell[] => [
  { name: 'survival.endReturn', numeric: true, text: ({ endReturn }) => share(endReturn) },
  { name: 'survival.worstReturn', numeric: true, text: ({ worstReturn }) => share(worstReturn) },
  { name: 'survival.firstCall.day', numeric: false, text: ({ firstCall }) => firstCall?.day ?? 'none' },
  {
    name: 'survival.firstCall.missing',
    unit: currency,
    numeric: true,
    text: ({ firstCall }) => fixed(firstCall?.missing ?? null, 0),
  },
  { name: 'survival.forcedDays', numeric: false, text: ({ forcedDays }) => daysText(forcedDays) },
  { name: 'survival.softDays', numeric: false, text: ({ softDays }) => daysText(softDays) },
  { name: 'survival.leastDistance', numeric: true, text: ({ leastDistance }) => share(leastDistance) },
  { name: 'survival.leastCash', unit: currency, numeric: true, text: ({ leastCash }) => fixed(leastCash, 0) },
  {
    name: 'survival.mostBorrowed',
    unit: currency,
    numeric: true,
    text: ({ mostBorrowed }) => fixed(mostBorrowed, 0),
  },
]

export const RunsTable = ({ experiment: { name, runs, currency } }: { experiment: ComparedExperiment }) => {
  const cells = cellsOf(currency)
  return (
    <table class="runs">
      <caption class="vh">{`${name}: what became of each leverage`}</caption>
      <thead>
        <tr>
          <th scope="col">
            <Term name="leverage" />
          </th>
          <th scope="col">
            <Term name="survival.fate" />
          </th>
          {cells.map(({ name: term, unit, numeric }) => (
            <th scope="col" class={numeric ? 'n' : undefined} key={term}>
              <Term name={term} />
              {unit ? <span class="unit"> {unit}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      {runs.map(run => (
        <tbody key={run.leverage}>
          <Row run={run} cells={cells} />
          <Because run={run} span={cells.length + 1} />
        </tbody>
      ))}
    </table>
  )
}

const Row = ({ run, cells }: { run: ComparedRun; cells: readonly Cell[] }) => {
  const { survival } = run
  return (
    <tr>
      <th scope="row" rowSpan={because(run) === null ? 1 : 2}>
        {plain(run.leverage)} times
      </th>
      <td class={isBad(run) ? 'fate wrong' : 'fate'} colSpan={survival ? 1 : cells.length + 1}>
        {survival ? fateWords(run) : `refused: ${typeset(run.refused ?? '')}`}
      </td>
      {survival
        ? cells.map(({ name, numeric, text }) => (
            <td class={numeric ? 'n' : 'when'} data-label={titleOf(name)} key={name}>
              {text(survival)}
            </td>
          ))
        : null}
    </tr>
  )
}

const Because = ({ run, span }: { run: ComparedRun; span: number }) => {
  const text = because(run)
  return text === null ? null : (
    <tr class="why">
      <td colSpan={span}>{typeset(text)}</td>
    </tr>
  )
}

function because({ survival }: ComparedRun): string | null {
  const call = survival?.firstCall
  return call ? `${call.why} ${endWords(call.end)}` : null
}
