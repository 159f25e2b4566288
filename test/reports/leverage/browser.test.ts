/** The page of a comparison in a real browser: silent, self-contained, narrow enough, fit for paper. */

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { comparisonOf, renderLeverage } from '../../../reports/index.ts'
import { browserFor } from '../html/browser.ts'
import { calmRuns, everyFate, refusedRuns } from './made-runs.ts'

const { browser, why, visit } = await browserFor(() => {
  const runs = [...everyFate(), ...calmRuns(), ...refusedRuns()]
  return { comparison: renderLeverage(comparisonOf(runs, { engine: 'stillhalter', rerun: 'again' })) }
})

const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

describe.skipIf(browser === null)(`in a browser${why}`, () => {
  it.each([390, 1280, 2560])('is silent and does not scroll sideways at %i pixels', async width => {
    const complaints = await visit('comparison', { viewport: { width, height: 900 } }, async page => {
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    })
    expect(complaints).toEqual([])
  })

  it('shows each leverage as a card on a phone, with the names of its numbers', async () => {
    await visit('comparison', { viewport: { width: 390, height: 844 } }, async page => {
      const row = page.locator('.runs tr').nth(1)
      const box = await row.boundingBox()
      expect(box?.width).toBeLessThanOrEqual(390)
      const label = 'getComputedStyle(document.querySelector(".runs td[data-label]"), "::before").content'
      expect(await page.evaluate(label)).toContain('Return')
    })
  })

  it.each(['light', 'dark'] as const)('prints a carried margin in the red of %s', async colorScheme => {
    await visit('comparison', { colorScheme }, async page => {
      const colours = (await page.evaluate(
        '[".note.carried", ".notes .prose"].map(one => getComputedStyle(document.querySelector(one)).color)',
      )) as string[]
      expect(colours[0]).toBe(colorScheme === 'light' ? 'rgb(168, 0, 47)' : 'rgb(255, 128, 150)')
      expect(colours[1]).not.toBe(colours[0])
    })
  })

  it('opens a definition by keyboard', async () => {
    await visit('comparison', {}, async page => {
      await page.locator('.runs .term').first().focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('#d-experiments-runs-leverage').isVisible()).toBe(true)
    })
  })

  it('fits on paper', async () => {
    await visit('comparison', { viewport: { width: 695, height: 1000 } }, async page => {
      await page.emulateMedia({ media: 'print' })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await page.locator('nav').isVisible()).toBe(false)
    })
  })
})
