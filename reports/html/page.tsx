/** The whole page: head, first screen, evidence, definitions, and the scripts that add zoom. */

import { render } from 'preact-render-to-string'
import { GLOSSARY } from '../schema/meanings.ts'
import type { StreamedReport } from '../schema/report.ts'
import { overviewOf } from '../summary/overview.ts'
import { ROWS } from './client/rows.ts'
import { Scripts } from './client/scripts.tsx'
import { SECTIONS } from './parts/anchors.ts'
import { Popovers } from './parts/parts.tsx'
import { Raw } from './parts/raw.tsx'
import { type List, MARK, rowData } from './rows/rows.tsx'
import { Assumptions } from './sections/assumptions.tsx'
import { BasisSection } from './sections/basis.tsx'
import { Distribution } from './sections/distribution.tsx'
import { FirstScreen } from './sections/first-screen.tsx'
import { Margin } from './sections/margin.tsx'
import { Definitions, Parameters, Provenance } from './sections/provenance.tsx'
import { Refusals } from './sections/refusals.tsx'
import { Time } from './sections/time.tsx'
import { Trades } from './sections/trades.tsx'
import { stacksOf } from './stacks/index.ts'
import { timelineOf } from './stacks/timeline.ts'
import { STYLE } from './theme/style.ts'

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

interface Props {
  readonly report: StreamedReport
  /** Takes the lists whose rows stand at their marks in the page. */
  readonly later: List[]
}

const Page = ({ report, later }: Props) => {
  const overview = overviewOf(report.trades)
  const timeline = timelineOf(report)
  const drawn = timeline ? { timeline, stacks: stacksOf(report, timeline, overview.told) } : null
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{titleOf(report)}</title>
        <Raw tag="style" html={STYLE} />
      </head>
      <body>
        <a class="skip" href="#time">
          Skip to the evidence
        </a>
        <main>
          <FirstScreen report={report} drawn={drawn} />
          <nav aria-label="Sections">
            {SECTIONS.filter(([id]) => id !== 'basis' || report.basis).map(([id, name]) => (
              <a href={`#${id}`} key={id}>
                {name}
              </a>
            ))}
          </nav>
          <Time report={report} drawn={drawn} overview={overview} />
          <BasisSection report={report} drawn={drawn} told={overview.told} />
          <Distribution report={report} overview={overview} />
          <Trades report={report} overview={overview} later={later} />
          <Margin report={report} drawn={drawn} forced={overview.forced} later={later} />
          <Refusals report={report} later={later} />
          <Assumptions report={report} />
          <Parameters report={report} />
          <Provenance report={report} />
          <Definitions />
        </main>
        <Popovers entries={GLOSSARY} />
        <Raw tag="script" html={ROWS} />
        {drawn ? <Scripts stacks={Object.values(drawn.stacks)} /> : null}
      </body>
    </html>
  )
}

const titleOf = ({ name, strategy, run }: StreamedReport): string =>
  `${name}: ${strategy.name}, ${run.firstSession ?? run.from} to ${run.lastSession ?? run.to}`

/**
 * The report as one HTML page with everything in it; the same report gives the same bytes.
 * It reads without scripts; with them the charts zoom and share a cursor.
 */
export function renderHtml(report: StreamedReport): string {
  const decoder = new TextDecoder()
  return [...htmlChunks(report)]
    .map(chunk => (typeof chunk === 'string' ? chunk : decoder.decode(chunk)))
    .join('')
}

/** The same in pieces, texts and UTF-8: long lists never stand in memory as markup. */
export function* htmlChunks(report: StreamedReport): Generator<string | Uint8Array> {
  const later: List[] = []
  const page = `<!doctype html>\n${render(<Page report={report} later={later} />)}\n`
  const [first = '', ...others] = page.split(MARK)
  yield first
  for (const [i, text] of others.entries()) {
    const list = later[i]
    if (list) yield* rowData(list)
    yield text
  }
}
