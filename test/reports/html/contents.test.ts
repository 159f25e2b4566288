/** What stands in the page: the numbers of the report, its names made harmless, and what is said when there is nothing. */

import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../../reports/html/page.tsx'
import { FIRST_ROWS } from '../../../reports/html/rows/rows.tsx'
import type { Report } from '../../../reports/schema/report.ts'
import { found, markupOf, pageOf, rowLinesOf, STATE_NAMES, textOf } from './pages.ts'
import { NASTY } from './states.ts'

type Headline = Report['headline']

const PERCENT: readonly (keyof Headline)[] = [
  'totalReturn',
  'cagr',
  'annualVol',
  'maxDrawdown',
  'probSharpeVs0',
  'winShare',
  'peakMarginShare',
  'averageMarginShare',
  'openingMarginShare',
]
const MONEY: readonly (keyof Headline)[] = ['equityEnd', 'profit', 'commission', 'interest']
const RATIO: readonly (keyof Headline)[] = ['sharpeAnnual', 'sortinoAnnual', 'calmar', 'profitFactor']

/** A second opinion on how a headline number is printed. */
function printed(name: keyof Headline, value: Headline[keyof Headline]): string {
  if (value === null) return '\u2013'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (name === 'esHistorical95') return `${grouped(value * 100, 2)}\u202f%`
  if (PERCENT.includes(name)) return `${grouped(value * 100, 1)}\u202f%`
  if (MONEY.includes(name) || RATIO.includes(name)) return grouped(value, 2)
  return grouped(value, name === 'averageHoldingDays' ? 1 : 0)
}

const grouped = (value: number, decimals: number): string =>
  new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replaceAll(',', '\u202f')
    .replace('-', '\u2212')

describe('the headline', () => {
  it.each(STATE_NAMES.filter(state => state !== 'nastyNames'))(
    'prints every number of %s with its definition and key',
    state => {
      const { report, html } = pageOf(state)
      const part = /<section id="headline"[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
      for (const [name, value] of Object.entries(report.headline)) {
        const row = new RegExp(`popovertarget="d-headline-${name}">[\\s\\S]*?<dd[^>]*>([^<]*)</dd>`).exec(
          part,
        )
        expect(row?.[1]?.replace(/^\+/, ''), name).toBe(printed(name as keyof Headline, value))
        expect(html.includes(`<code>headline.${name}</code>`)).toBe(true)
      }
    },
  )
})

describe('findings', () => {
  it('are said to be none where there are none', () => {
    expect(textOf(pageOf('twoCurrencies').html).includes('No finding.')).toBe(true)
  })

  it('carry their weight in words, their number, and a link to evidence that exists', () => {
    const { html } = pageOf('ordinary')
    const part = /<section id="findings"[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
    expect(textOf(part)).toMatch(/Serious[\s\S]*2 calls[\s\S]*Caution[\s\S]*61\.[23]\u202f%[\s\S]*Note/)
    expect([...part.matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual([
      '#margin',
      '#distribution',
      '#time',
    ])
  })
})

describe('names from outside', () => {
  it('never become markup', () => {
    const { html } = pageOf('nastyNames')
    expect(html.includes(NASTY)).toBe(false)
    expect(found(markupOf(html), /<script>|alert\(1\)<\/script>/)).toEqual([])
    expect(textOf(html).includes(NASTY)).toBe(true)
  })

  it('cannot end the data of rows', () => {
    const lines = rowLinesOf(pageOf('nastyNames').html)
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) {
      expect(found(line, /[<>]/)).toEqual([])
      expect(() => JSON.parse(line)).not.toThrow()
    }
    expect(lines.join('').includes('\\u003cscript\\u003e')).toBe(true)
  })

  it('cannot end the data of the charts', () => {
    const data =
      /<script type="application\/json" id="payload">([\s\S]*?)<\/script>/.exec(
        pageOf('nastyNames').html,
      )?.[1] ?? ''
    expect(found(data, /[<>]/)).toEqual([])
    expect(() => JSON.parse(data)).not.toThrow()
    expect(data.includes('\\u003cscript\\u003e')).toBe(true)
  })
})

describe('states', () => {
  it('without a trade say so', () => {
    expect(textOf(pageOf('noTrades').html).includes('No trade was made. What was refused')).toBe(true)
    expect(textOf(pageOf('noSession').html).includes('there is nothing to draw')).toBe(true)
  })

  it('with a bankruptcy name it in the picture and tell each call step by step', () => {
    const text = textOf(pageOf('bankruptcy').html)
    expect(text.includes('Call 2, 2009-06-24: the account went bankrupt')).toBe(true)
    expect(text.includes('Call 1, 2009-04-24: cured by a deposit')).toBe(true)
    expect(text.includes('\u22129\u202f000.25')).toBe(true)
  })

  it('with two currencies name the foreign one in each row and convert in the life', () => {
    const { report, html } = pageOf('twoCurrencies')
    const yen = report.trades.filter(trade => trade.currency === 'JPY')
    expect(yen.length).toBeGreaterThan(0)
    for (const trade of yen) {
      const row = new RegExp(`id="trade-${trade.id}"><summary>[\\s\\S]*?</summary>`).exec(html)?.[0] ?? ''
      expect(row).toContain(' JPY')
      expect(textOf(html).includes(`= USD ${grouped(trade.profitAccount, 2)}`)).toBe(true)
    }
  })

  it('with more points than a picture needs keep the extremes and say how it is drawn', () => {
    const { report, html } = pageOf('manyPoints')
    expect(textOf(html).includes('Drawn of 100\u202f000 points')).toBe(true)
    const data = JSON.parse(/id="payload">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '{}')
    const equity: number[] = data.columns[data.charts[0].series['account-equity']].values
    expect(Math.max(...equity)).toBeCloseTo(
      report.days.equity.reduce((a, b) => Math.max(a, b)),
      0,
    )
    expect(Math.min(...equity)).toBeCloseTo(
      report.days.equity.reduce((a, b) => Math.min(a, b)),
      0,
    )
    expect(html.length).toBeLessThan(2_200_000)
  })

  it('with thousands of trades have a row for each, folded by year, of which the first are markup', () => {
    const { report, html } = pageOf('manyTrades')
    const ids = report.trades.map(trade => `trade-${trade.id}`)
    const written = [...html.matchAll(/<details class="trade" id="([^"]*)"/g)].map(match => match[1])
    expect(written).toEqual(ids.slice(0, FIRST_ROWS))
    const rows = rowLinesOf(html).slice(1)
    expect(rows.map(line => /"id":"([^"]*)"/.exec(line)?.[1])).toEqual(ids.slice(FIRST_ROWS))
    const years = new Set(report.trades.map(trade => trade.openedAt.slice(0, 4)))
    expect(html.match(/<details class="year"/g)).toHaveLength(years.size)
    expect(textOf(html)).toContain('Not listed here: ')
    expect(html.length).toBeLessThan(5_000_000)
  })

  it('have no more markup for thousands of trades than for a hundred', () => {
    const elements = (html: string): number => markupOf(html).match(/<[a-z]/g)?.length ?? 0
    const { report } = pageOf('manyTrades')
    const hundred = renderHtml({ ...report, trades: report.trades.slice(0, 100) })
    expect(elements(pageOf('manyTrades').html)).toBeLessThan(1.1 * elements(hundred))
  })
})

describe('the life of a trade', () => {
  it('gives its cash to the cent, and the sum is the profit', () => {
    const { report, html } = pageOf('ordinary')
    for (const trade of report.trades) {
      const life = new RegExp(`id="trade-${trade.id}">[\\s\\S]*?</tfoot>`).exec(html)?.[0] ?? ''
      for (const flow of trade.cash) expect(textOf(life).includes(grouped(flow.amount, 2))).toBe(true)
      const sum = /<tfoot>[\s\S]*<td class="n">([^<]*)<\/td>/.exec(life)?.[1] ?? ''
      expect(sum.replace(/^\+/, '')).toBe(grouped(trade.profit, 2))
    }
  })
})
