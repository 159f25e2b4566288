/** `stillhalter data scenarios`: the dated facts of stress weeks with their sources, and where the official files are. */

import { table } from 'arquero'
import { officialFiles, type Scenario, scenarioOf, scenarios } from '../datasets/index.ts'
import { textTable } from './text-table.ts'

export interface ScenarioArguments {
  /** As in `march-2020`; all of them when absent. */
  readonly id?: string | undefined
  readonly json: boolean
}

export function scenarioCommand({ id, json }: ScenarioArguments): string {
  if (id === undefined) return json ? jsonOf(scenarios) : listOf(scenarios)
  const scenario = scenarioOf(id)
  return json ? jsonOf(scenario) : factsOf(scenario)
}

const jsonOf = (what: unknown): string => `${JSON.stringify(what, null, 2)}\n`

function listOf(all: readonly Scenario[]): string {
  const rows = table({
    scenario: all.map(one => one.id),
    from: all.map(one => one.from),
    to: all.map(one => one.to),
    facts: all.map(one => one.facts.length),
    about: all.map(one => one.name),
  })
  const year = Number(all.at(-1)?.to.slice(0, 4))
  return [
    textTable(rows),
    '',
    'Facts are a few dated numbers with their sources. Full series are fetched as csv and imported:',
    ...officialFiles(year).map(({ what, importer, url }) => `${what} (${importer}): ${url}`),
    '',
  ].join('\n')
}

function factsOf({ name, from, to, facts }: Scenario): string {
  const rows = table({
    from: facts.map(fact => fact.from),
    to: facts.map(fact => fact.to),
    what: facts.map(fact => fact.what),
    value: facts.map(fact => (fact.value === null ? 'not known' : String(fact.value))),
    unit: facts.map(fact => fact.unit),
    status: facts.map(fact => fact.status),
    source: facts.map(fact => fact.source),
  })
  return [`${name}, ${from} to ${to}`, '', textTable(rows), ''].join('\n')
}
