/** The page in a real browser: silent, self-contained, narrow enough, usable by keyboard, readable without scripts. */

import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { FIRST_ROWS } from '../../../reports/html/rows/rows.tsx'
import { TradeRow } from '../../../reports/html/trades/row.tsx'
import { telling } from '../../../reports/summary/telling.ts'
import { browserFor } from './browser.ts'
import { pageOf, STATE_NAMES } from './pages.ts'
import { NASTY } from './states.ts'

const { browser, why, visit } = await browserFor(() =>
  Object.fromEntries(STATE_NAMES.map(state => [state, pageOf(state).html])),
)

const PHONE = { viewport: { width: 390, height: 844 } }
const DESK = { viewport: { width: 1280, height: 900 } }

describe.skipIf(browser === null)(`in a browser${why}`, () => {
  it.each(STATE_NAMES)(
    '%s is silent, asks for nothing, and does not scroll sideways on a phone',
    async state => {
      const complaints = await visit(state, PHONE, async page => {
        const [content, window] = (await page.evaluate(
          '[document.documentElement.scrollWidth, innerWidth]',
        )) as [number, number]
        expect(content).toBeLessThanOrEqual(window)
      })
      expect(complaints).toEqual([])
    },
  )

  it('does not scroll sideways with everything open', async () => {
    await visit('ordinary', PHONE, async page => {
      await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    })
  })

  it('makes the charts live, with one cursor that keys move', async () => {
    const complaints = await visit('ordinary', DESK, async page => {
      await page.locator('[data-chart=account].is-live .plot svg').waitFor()
      expect(await page.locator('[data-chart=account] .picture.wide').isVisible()).toBe(false)
      await page.locator('[data-chart=account] .plot > div').first().focus()
      await page.keyboard.press('End')
      const { report } = pageOf('ordinary')
      await expect
        .poll(() => page.locator('[data-chart=account] .readout').textContent())
        .toContain(report.run.lastSession)
    })
    expect(complaints).toEqual([])
  })

  it('zooms all live charts together', async () => {
    await visit('ordinary', { viewport: { width: 1280, height: 2400 } }, async page => {
      await page.locator('[data-chart=time].is-live .plot svg').waitFor()
      const dates = () => page.locator('[data-chart=time] .plot svg text').allTextContents()
      const before = await dates()
      await page.locator('[data-chart=account] .tools button').first().click()
      await expect.poll(dates).not.toEqual(before)
    })
  })

  it('opens a trade and a definition by keyboard', async () => {
    await visit('ordinary', DESK, async page => {
      const trade = page.locator('details.trade').first()
      await trade.locator('summary').first().focus()
      await page.keyboard.press('Enter')
      expect(await trade.getAttribute('open')).not.toBeNull()
      await page.locator('.headline .term').first().focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('#d-headline-profit').isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(await page.locator('#d-headline-profit').isVisible()).toBe(false)
    })
  })

  it('lists what is not in its markup as it comes into view, and builds what is opened as the server writes it', async () => {
    const { report } = pageOf('manyTrades')
    const complaints = await visit('manyTrades', DESK, async page => {
      const before = Number(await page.evaluate("document.querySelectorAll('*').length"))
      const year = page.locator('details.year').nth(1)
      const listed = () => year.locator('details.trade').count()
      expect(await listed()).toBe(0)
      await year.locator('summary').first().click()
      await expect.poll(listed).toBeGreaterThan(0)
      const first = await listed()
      await year.locator('.rest').scrollIntoViewIfNeeded()
      await expect.poll(listed).toBeGreaterThan(first)
      expect(before).toBeLessThan(12_000)
    })
    expect(complaints).toEqual([])
    const told = new Set(telling(report.trades))
    const of = report.trades.find((trade, i) => i > 1000 && told.has(trade))
    const brief = report.trades.find((trade, i) => i > 1000 && !told.has(trade))
    for (const trade of [of, brief]) {
      if (!trade) throw new Error('the state has no such trade')
      await visit(`manyTrades.html#trade-${trade.id}`, DESK, async page => {
        const row = page.locator(`#trade-${trade.id}`)
        await row.locator('.life, .brief').waitFor()
        const written = render(TradeRow({ trade, account: 'USD', full: told.has(trade) }))
        await row.evaluate(element => {
          for (const one of element.querySelectorAll('details')) one.open = true
        })
        await expect.poll(() => row.locator('tbody').count()).toBe(written.split('<tbody>').length - 1)
        const same = await row.evaluate((element, html) => {
          for (const one of [element, ...element.querySelectorAll('details')]) one.removeAttribute('open')
          const box = element.ownerDocument.createElement('div')
          box.innerHTML = html
          element.normalize()
          return element.isEqualNode(box.firstChild)
        }, written)
        expect(same, `trade ${trade.id}`).toBe(true)
      })
    }
  })

  it('never makes markup of a name in a row that it builds', async () => {
    const complaints = await visit('nastyNames.html#trade-40', DESK, async page => {
      await page.locator('#trade-40 .life').waitFor()
      expect(await page.locator('#trade-40').textContent()).toContain(NASTY)
      expect(await page.locator('#trade-40 script').count()).toBe(0)
    })
    expect(complaints).toEqual([])
  })

  it('lists the first rows, and says how many there are more, without scripts', async () => {
    await visit('manyTrades', { ...DESK, javaScriptEnabled: false }, async page => {
      await page.locator('details.year > summary').first().click()
      expect(await page.locator('details.trade').count()).toBe(FIRST_ROWS)
      const rest = page.locator('.rest').first()
      expect(await rest.isVisible()).toBe(true)
      expect(await rest.textContent()).toMatch(/Not listed here: \d+; report\.json has all, under trades\./)
    })
  })

  it('shows pictures, lives and definitions without scripts', async () => {
    await visit('ordinary', { ...DESK, javaScriptEnabled: false }, async page => {
      expect(await page.locator('[data-chart=account] .picture.wide svg').isVisible()).toBe(true)
      expect(await page.locator('[data-chart=account] .picture.narrow svg').isVisible()).toBe(false)
      expect(await page.locator('[data-chart=account] .tools').count()).toBe(0)
      await page.locator('details.trade summary').first().click()
      expect(await page.locator('.life-picture').first().isVisible()).toBe(true)
      await page.locator('.headline .term').first().click()
      expect(await page.locator('#d-headline-profit').isVisible()).toBe(true)
    })
  })

  it('prints the drawn pictures whole', async () => {
    await visit('ordinary', DESK, async page => {
      await page.locator('[data-chart=account].is-live .plot svg').waitFor()
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 700, height: 1000 })
      expect(await page.locator('[data-chart=account] .live').isVisible()).toBe(false)
      const box = await page.locator('[data-chart=account] .picture.wide svg').boundingBox()
      expect(box?.width).toBeLessThanOrEqual(700)
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    })
  })
})
