/** The page of a comparison: nothing loaded, nothing run, names harmless, and every number that it promises. */

import { describe, expect, it } from 'vitest'
import { comparisonOf, type LeverageRun, renderLeverage } from '../../../reports/index.ts'
import { LEVERAGE_STYLE } from '../../../reports/leverage/style.ts'
import { found, markupOf, textOf } from '../html/pages.ts'
import { calmRuns, everyFate, refusedRuns } from './made-runs.ts'

const NASTY = '<script>alert(1)</script>"&'

const pageOf = (...runs: readonly LeverageRun[][]): string =>
  renderLeverage(
    comparisonOf(runs.flat(), { engine: 'stillhalter test', rerun: 'stillhalter study leverage' }),
  )

const nasty = (): LeverageRun[] =>
  everyFate(NASTY).map(run => ({
    ...run,
    refused: run.refused && NASTY,
    notes: run.notes.map(note => ({ ...note, text: `${note.text} ${NASTY}` })),
  }))

const PAGES: Readonly<Record<string, string>> = {
  'every fate': pageOf(everyFate(), calmRuns()),
  calm: pageOf(calmRuns()),
  'nothing but refusals': pageOf(refusedRuns()),
  'nasty names': pageOf(nasty()),
}

describe.each(Object.entries(PAGES))('the page of %s', (_, html) => {
  it('has no script, and refers to nothing outside itself', () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true)
    expect(found(html, /<script|javascript:|\son\w+=/i)).toEqual([])
    const markup = markupOf(html)
    for (const [, target] of markup.matchAll(/\b(?:src|href|action|poster|data)="([^"]*)"/g))
      expect(target).toMatch(/^#/)
    expect(found(markup, /https?:|<(link|iframe|object|embed|img|base)\b/)).toEqual([])
    expect(found(html, /default-src 'none'/)).toHaveLength(1)
    expect(found(html, /script-src/)).toEqual([])
  })

  it('has one first heading, and no level is skipped', () => {
    const levels = [...markupOf(html).matchAll(/<h([1-6])\b/g)].map(match => Number(match[1]))
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1)
  })

  it('gives every id once, and every reference leads to one', () => {
    const ids = [...markupOf(html).matchAll(/\bid="([^"]*)"/g)].map(match => match[1] ?? '')
    const known = new Set(ids)
    expect(known.size).toBe(ids.length)
    const references = [...markupOf(html).matchAll(/\b(?:popovertarget|aria-labelledby|href)="#?([^"]*)"/g)]
    for (const id of references.flatMap(match => (match[1] ?? '').split(' '))) expect(known).toContain(id)
  })

  it('gives every picture a title and a description, and every figure a table', () => {
    const markup = markupOf(html)
    for (const [svg] of markup.matchAll(/<svg[\s\S]*?<\/svg>/g)) {
      expect(found(svg, /role="img"/)).toHaveLength(1)
      expect(found(svg, /<title id="[^"]+">[^<]+</)).toHaveLength(1)
      expect(found(svg, /<desc id="[^"]+">[^<]+</)).toHaveLength(1)
    }
    for (const [figure] of markup.matchAll(/<figure[\s\S]*?<\/figure>/g))
      expect(found(figure, /<table/)).not.toEqual([])
  })

  it('prints no word for what a number is not', () => {
    expect(found(textOf(html), /\b(NaN|undefined|Infinity|null|\[object)\b/)).toEqual([])
    expect(found(markupOf(html), /="[^"]*\b(NaN|undefined|Infinity)\b/)).toEqual([])
  })
})

it('is the same bytes for the same runs', () => {
  expect(pageOf(everyFate(), calmRuns()) === PAGES['every fate']).toBe(true)
})

describe('names from outside', () => {
  it('never become markup, and stand as they are', () => {
    const html = PAGES['nasty names'] ?? ''
    expect(html.includes(NASTY)).toBe(false)
    expect(textOf(html).split(NASTY).length).toBeGreaterThan(5)
  })
})

describe('what a reader sees', () => {
  const html = PAGES['every fate'] ?? ''
  const text = textOf(html).replace(/\s*\n\s*/g, '\n')

  it('a carried margin in red and with its word, whatever else is noted', () => {
    const note = /<li class="note carried"><b>Carried<\/b>([^<]*)<\/li>/.exec(html)?.[1]
    expect(note).toContain('The margin of ZN is carried: 1850 a contract is the last value known')
    expect(LEVERAGE_STYLE).toMatch(/\.note\.carried\{color:var\(--wrong\)/)
    expect(html.match(/class="note carried"/g)).toHaveLength(1)
    expect(html.indexOf('note carried')).toBeLessThan(html.indexOf('<table'))
    expect(html.indexOf('Bonds are priced off')).toBeLessThan(html.indexOf('<table'))
  })

  it('no red note where no margin is carried', () => {
    const plain = calmRuns().map(run => ({ ...run, notes: [] }))
    expect(found(pageOf(plain), /class="note carried"/)).toEqual([])
    expect(textOf(pageOf(plain))).toContain('Nothing was noted.')
  })

  it('the fate of each leverage in words, in red where it went wrong', () => {
    const fates = [...html.matchAll(/<td class="(fate[^"]*)"[^>]*>([^<]*)</g)].map(([, style, words]) => [
      style,
      words?.split(':')[0],
    ])
    expect(fates).toEqual([
      ['fate', 'survived without a call'],
      ['fate', 'survived a call'],
      ['fate wrong', 'reduced by force'],
      ['fate wrong', 'went bankrupt'],
      ['fate', 'refused'],
      ['fate', 'survived without a call'],
      ['fate', 'never traded'],
    ])
  })

  it('the largest leverage allowed where one is refused', () => {
    expect(text).toContain('refused: haircut and margin allow at most 51.7 times the equity on 2020-03-03')
  })

  it('why the first call came and how it ended, below its row', () => {
    expect(text).toContain(
      'Free cash fell from USD\u00a02\u202f895\u202f325 to USD\u00a0\u2212163\u202f734 in a session: variation margin took 2\u202f353\u202f118, initial margin 728\u202f700 and interest on loans 35\u202f935; new loans brought 58\u202f693; 2\u202f151\u202f179 more of loans, for the rise of the bonds that day, come only a session later. It was over on 2020-03-20 without a payment.',
    )
  })

  it('flows to the cent that sum to the change of free cash', () => {
    const table = /Free cash on the day of the first call[\s\S]*?<\/table>/.exec(html)?.[0] ?? ''
    const amounts = [...table.matchAll(/<tr><th scope="row"[^>]*>[^<]*<\/th><td class="n">([^<]*)</g)].map(
      ([, amount]) =>
        Math.round(100 * Number((amount ?? '').replaceAll('\u202f', '').replace('\u2212', '-'))),
    )
    expect(amounts).toHaveLength(8)
    expect(amounts.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(amounts.at(-1))
  })

  it('the rule of the distance to a call, with the numbers of the runs', () => {
    expect(text).toContain('Distance to a call is 1/L less haircut and margin')
    expect(text).toContain(
      'At 10 times equity was 10.00\u202f% of the bonds; the lender kept 1.00\u202f% and the clearing house 0.96\u202f%, which left 8.04\u202f% of their price before a call. At 52 times equity was 1.92\u202f% of the bonds; the lender kept 1.00\u202f% and the clearing house 0.96\u202f%, together 0.04\u202f% more than equity.',
    )
  })

  it('a path for each leverage that ran, on one scale, with calls and reductions marked', () => {
    const [figure = ''] = /<figure[\s\S]*?<\/figure>/.exec(html) ?? []
    const paths = figure.match(/<svg[\s\S]*?<\/svg>/g) ?? []
    const count = (pattern: RegExp) => paths.map(svg => (svg.match(pattern) ?? []).length)
    expect(count(/class="called"/g)).toEqual([0, 1, 3, 3])
    expect(count(/class="forced"/g)).toEqual([0, 0, 3, 3])
    expect(count(/class="soft"/g)).toEqual([0, 3, 3, 3])
    expect(count(/class="end"/g)).toEqual([0, 0, 0, 1])
    const axes = paths.map(svg => [...svg.matchAll(/text-anchor="end">([^<]*%)</g)].map(match => match[1]))
    for (const axis of axes) expect(axis).toEqual(axes[0])
    expect(axes[0]).toContain('0\u202f%')
  })

  it('nothing drawn where nothing ran', () => {
    const refused = PAGES['nothing but refusals'] ?? ''
    expect(found(refused, /<(svg|figure)\b/)).toEqual([])
  })
})
