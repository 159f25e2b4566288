/** Refusals: what was not done, by expiry, with how often, when, and why. */

import type { Report, StreamedReport } from '../../schema/report.ts'
import { counted, fixed, typeset, valueText, words } from '../parts/format.ts'
import { Section, Table, Term, termColumn } from '../parts/parts.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'

type Refusal = Report['refusals'][number]

export const Refusals = ({ report: { refusals }, later }: { report: StreamedReport; later: List[] }) => (
  <Section id="refusals" title="Refusals">
    {refusals.length === 0 ? (
      <p class="lead">Nothing was refused.</p>
    ) : (
      <>
        <p class="lead">{leadOf(refusals)}</p>
        <ByRule refusals={refusals} />
        <div class="by-tag">
          <Rows list={listOf(refusals)} />
        </div>
        <RowData list={listOf(refusals)} later={later} />
      </>
    )}
  </Section>
)

function listOf(refusals: readonly Refusal[]): List {
  const items = byTag(refusals).map(([tag, own]) => (
    <details class="year" key={tag}>
      <summary>
        <b>{tag || 'no name'}</b> {counted(fixed(sum(own), 0), 'refusal')}, {spanOf(own)}
      </summary>
      <Own refusals={own} tag={tag} />
    </details>
  ))
  return { name: 'refusals', length: items.length, items }
}

const ByRule = ({ refusals }: { refusals: readonly Refusal[] }) => {
  const rules = new Map<string, Refusal[]>()
  for (const one of refusals)
    rules.set(`${one.by} ${one.rule}`, [...(rules.get(`${one.by} ${one.rule}`) ?? []), one])
  const rows = [...rules.values()].sort((a, b) => sum(b) - sum(a))
  return (
    <Table
      caption="Refusals by rule"
      columns={[
        { head: <Term name="refusals[].rule" /> },
        { head: <Term name="refusals[].by" /> },
        termColumn('refusals[].count', ''),
        { head: 'Such as' },
      ]}
      rows={rows.map(own => [own[0]?.rule, own[0]?.by, fixed(sum(own), 0), typeset(own[0]?.text ?? '')])}
    />
  )
}

const Own = ({ refusals, tag }: { refusals: readonly Refusal[]; tag: string }) => (
  <Table
    caption={`Refusals for ${tag}`}
    hideCaption
    columns={[
      { head: 'Reason' },
      { head: <Term name="refusals[].rule" /> },
      { head: <Term name="refusals[].by" /> },
      termColumn('refusals[].count', ''),
      { head: <Term name="refusals[].first" /> },
      { head: <Term name="refusals[].evidence" /> },
    ]}
    rows={refusals.map(one => [
      typeset(one.text),
      one.rule,
      one.by,
      fixed(one.count, 0),
      one.first === one.last ? one.first : `${one.first} to ${one.last}`,
      Object.entries(one.evidence)
        .map(([name, value]) => `${words(name)} ${valueText(value)}`)
        .join(', '),
    ])}
  />
)

function byTag(refusals: readonly Refusal[]): [string, Refusal[]][] {
  const tags = new Map<string, Refusal[]>()
  for (const one of refusals) {
    const own = tags.get(one.tag)
    if (own) own.push(one)
    else tags.set(one.tag, [one])
  }
  return [...tags]
}

const sum = (refusals: readonly Refusal[]): number => refusals.reduce((total, { count }) => total + count, 0)

const leadOf = (refusals: readonly Refusal[]): string =>
  `${counted(fixed(sum(refusals), 0), 'intent')} did not become an order, for ${counted(fixed(byTag(refusals).length, 0), 'name')} of trades. The evidence is that of the first time.`

function spanOf(refusals: readonly Refusal[]): string {
  const first = refusals.map(one => one.first).sort()[0] ?? ''
  const last =
    refusals
      .map(one => one.last)
      .sort()
      .at(-1) ?? ''
  return first === last ? first : `${first} to ${last}`
}
