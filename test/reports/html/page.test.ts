/** What holds for the page of every state. */

import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../../reports/html/page.tsx'
import { reportSchema } from '../../../reports/schema/report.ts'
import { found, markupOf, pageOf, rowLinesOf, STATE_NAMES, textOf } from './pages.ts'
import { STATES } from './states.ts'

describe.each(STATE_NAMES)('the page of %s', state => {
  const { report, html } = pageOf(state)

  it('comes of a report that the schema accepts', () => {
    expect(reportSchema.parse(report)).toEqual(report)
  })

  it('is the same bytes for the same report', () => {
    expect(renderHtml(STATES[state]?.() ?? report) === html).toBe(true)
  })

  it('has a heading for every section, and no level is skipped', () => {
    const levels = [...markupOf(html).matchAll(/<h([1-6])\b/g)].map(match => Number(match[1]))
    expect(levels[0]).toBe(1)
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1)
  })

  it('prints no word for what a number is not', () => {
    expect(found(textOf(html), /\b(NaN|undefined|Infinity|null|\[object)\b/)).toEqual([])
    expect(found(markupOf(html), /="[^"]*\b(NaN|undefined|Infinity)\b/)).toEqual([])
    for (const line of rowLinesOf(html))
      expect(found(line, /\b(NaN|undefined|Infinity|null|object Object)\b/)).toEqual([])
  })

  it('refers to nothing outside itself', () => {
    const markup = markupOf(html)
    for (const [, target] of markup.matchAll(/\b(?:src|href|action|poster|data)="([^"]*)"/g))
      expect(target).toMatch(/^#/)
    expect(found(markup, /https?:|javascript:/i)).toEqual([])
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(match => match[1]).join('')
    expect(found(styles, /url\(|@import|http/)).toEqual([])
    expect(found(html, /default-src 'none'/)).toHaveLength(1)
    expect(found(markup, /<(link|iframe|object|embed|img|base)\b/)).toEqual([])
  })

  it('gives every id once, in the markup or in a row that is built on demand, and every reference leads to one', () => {
    const ids = [
      ...[...markupOf(html).matchAll(/\bid="([^"]*)"/g)].map(match => match[1] ?? ''),
      ...rowLinesOf(html).flatMap(line => [...line.matchAll(/"id":"([^"]*)"/g)].map(match => match[1] ?? '')),
    ]
    const known = new Set(ids)
    expect(known.size).toBe(ids.length)
    const references = [...markupOf(html).matchAll(/\b(?:popovertarget|aria-labelledby|href)="#?([^"]*)"/g)]
    for (const id of references.flatMap(match => (match[1] ?? '').split(' '))) expect(known).toContain(id)
  })

  it('gives every picture a title and a description, and every figure a table', () => {
    const markup = markupOf(html)
    for (const [svg] of markup.matchAll(/<svg[\s\S]*?<\/svg>/g)) {
      const [title, description] = (/aria-labelledby="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ')
      expect(found(svg, /role="img"/)).toHaveLength(1)
      expect(found(svg, new RegExp(`<title id="${title}">[^<]+<`))).toHaveLength(1)
      expect(found(svg, new RegExp(`<desc id="${description}">[^<]+<`))).toHaveLength(1)
    }
    for (const [figure] of markup.matchAll(/<figure[\s\S]*?<\/figure>/g))
      expect(found(figure, /<table/).length).toBeGreaterThan(0)
  })
})
