/** From the report to its page: one file that loads nothing. */

import { render } from 'preact-render-to-string'
import type { StreamedReport } from '../schema/report.ts'
import { Page } from './page.tsx'
import { type List, MARK, rowData } from './rows/rows.tsx'

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
