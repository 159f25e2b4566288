/** Pages of the states, each rendered once a process, and how to read them. */

import { renderHtml } from '../../../reports/html/page.tsx'
import type { Report } from '../../../reports/schema/report.ts'
import { STATES } from './states.ts'

const pages = new Map<string, { report: Report; html: string }>()

/** The report and the page of a state. */
export function pageOf(state: string): { report: Report; html: string } {
  const known = pages.get(state)
  if (known) return known
  const make = STATES[state]
  if (!make) throw new Error(`no state is called "${state}"`)
  const report = make()
  const page = { report, html: renderHtml(report) }
  pages.set(state, page)
  return page
}

export const STATE_NAMES = Object.keys(STATES)

/** What a pattern finds, with some text around it: short enough to be read in a failure. */
export const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))]
    .slice(0, 5)
    .map(({ index, 0: match }) => text.slice(Math.max(0, index - 60), index + match.length + 60))

/** The page without its scripts and styles. */
export const markupOf = (html: string): string => html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')

/** The rows that the page builds on demand, each as its line of JSON, and the words that they share. */
export const rowLinesOf = (html: string): string[] =>
  [...html.matchAll(/<script type="application\/x-ndjson"[^>]*>([\s\S]*?)<\/script>/g)].flatMap(([, text]) =>
    (text ?? '').split('\n'),
  )

/** What a reader of the page can see or hear: text between tags, entities resolved. */
export const textOf = (html: string): string =>
  markupOf(html)
    .replace(/<[^>]*>/g, '\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
