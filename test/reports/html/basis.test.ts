/** The page of a basis run: profit with names, liquidity, the basis that was seen, and the life of a trade with its bond. */

import { describe, expect, it } from 'vitest'
import { moneySigned } from '../../../reports/html/parts/format.ts'
import { markupOf, pageOf, textOf } from './pages.ts'

const sectionOf = (html: string, id: string): string =>
  new RegExp(`<section id="${id}"[\\s\\S]*?(?=<section id=)`).exec(markupOf(html))?.[0] ?? ''

describe('the page of a basis run', () => {
  it('prints every name of the profit with its definition and key, in the picture and in its table', () => {
    const { report, html } = pageOf('basis')
    const part = sectionOf(html, 'basis')
    const names = report.basis?.names
    for (const [name, amount] of Object.entries(names ?? {})) {
      if (['otherTrades', 'interestCash', 'interestCredit'].includes(name)) continue
      expect(part).toContain(`popovertarget="d-basis-names-${name}"`)
      expect(textOf(part).split(moneySigned(amount, 'USD')).length).toBeGreaterThan(2)
      expect(html).toContain(`<code>basis.names.${name}, trades[].basis.names.${name}</code>`)
    }
    expect(textOf(part)).toContain(moneySigned(report.headline.profit, 'USD'))
  })

  it('tells names of the account only where there is something under them', () => {
    expect(textOf(sectionOf(pageOf('basis').html, 'basis'))).not.toContain('Credit line')
    expect(textOf(sectionOf(pageOf('basisCalled').html, 'basis'))).toContain('Credit line')
  })

  it('has a row for each trade whose names add up to its profit', () => {
    const { report, html } = pageOf('basis')
    const part = textOf(sectionOf(html, 'basis'))
    for (const trade of report.trades) {
      expect(part).toContain(trade.tag)
      expect(part).toContain(moneySigned(trade.profit, trade.currency))
    }
  })

  it('draws liquidity, and what was seen of the basis or that nothing was', () => {
    expect(pageOf('basis').html).toContain('data-chart="liquidity"')
    expect(pageOf('basis').html).toContain('data-chart="richness"')
    const { html } = pageOf('basisCalled')
    expect(html).not.toContain('data-chart="richness"')
    expect(textOf(html)).toContain('The strategy did not tell what it saw of the basis.')
    expect(textOf(sectionOf(html, 'basis'))).toContain('It was below zero at')
  })

  it('tells the life of a trade with its bonds, its deliveries and its profit by names', () => {
    const { report, html } = pageOf('basis')
    const life =
      /<details class="trade" id="trade-1">[\s\S]*?<\/details><details class="trade"/.exec(html)?.[0] ?? ''
    const text = textOf(life)
    expect(text).toContain('UST 2.25 2025-11-15 10Y')
    expect(text).toContain('declared for delivery: 40 ZN 2018-03')
    expect(text).toContain(moneySigned(report.trades[0]?.basis?.names.carry, 'USD'))
    expect(life).toContain('aria-labelledby="basis-1-t basis-1-d"')
    expect(text).not.toContain('of the stop')
  })

  it('is linked from the table of contents, and absent from pages without bonds', () => {
    expect(pageOf('basis').html).toContain('<a href="#basis">Basis</a>')
    expect(pageOf('ordinary').html).not.toContain('href="#basis"')
    expect(pageOf('ordinary').html).not.toContain('id="basis"')
  })
})
