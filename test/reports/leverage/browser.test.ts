/** The page of a comparison in a real browser: silent, self-contained, narrow enough, fit for paper. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { comparisonOf, renderLeverage } from '../../../reports/index.ts'
import { startBrowser } from '../html/browser.ts'
import { calmRuns, everyFate, refusedRuns } from './made-runs.ts'

const started = await startBrowser()
const browser: Browser | null = typeof started === 'string' ? null : started
const why = typeof started === 'string' ? `: ${started}` : ''
const folder = mkdtempSync(join(tmpdir(), 'stillhalter-leverage-'))
const file = join(folder, 'comparison.html')
writeFileSync(
  file,
  renderLeverage(
    comparisonOf([...everyFate(), ...calmRuns(), ...refusedRuns()], {
      engine: 'stillhalter',
      rerun: 'again',
    }),
  ),
)

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

async function visit(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<string[]> {
  if (!browser) throw new Error(why)
  const context = await browser.newContext(options)
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('console', message => complaints.push(`console: ${message.text()}`))
  page.on('pageerror', error => complaints.push(`error: ${error.message}`))
  page.on('request', request => {
    if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`)
  })
  await page.goto(pathToFileURL(file).href)
  await look(page)
  await context.close()
  return complaints
}

const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

describe.skipIf(browser === null)(`in a browser${why}`, () => {
  it.each([390, 1280, 2560])('is silent and does not scroll sideways at %i pixels', async width => {
    const complaints = await visit({ viewport: { width, height: 900 } }, async page => {
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    })
    expect(complaints).toEqual([])
  })

  it('shows each leverage as a card on a phone, with the names of its numbers', async () => {
    await visit({ viewport: { width: 390, height: 844 } }, async page => {
      const row = page.locator('.runs tr').nth(1)
      const box = await row.boundingBox()
      expect(box?.width).toBeLessThanOrEqual(390)
      const label = 'getComputedStyle(document.querySelector(".runs td[data-label]"), "::before").content'
      expect(await page.evaluate(label)).toContain('Return')
    })
  })

  it.each(['light', 'dark'] as const)('prints a carried margin in the red of %s', async colorScheme => {
    await visit({ colorScheme }, async page => {
      const colours = (await page.evaluate(
        '[".note.carried", ".notes .prose"].map(one => getComputedStyle(document.querySelector(one)).color)',
      )) as string[]
      expect(colours[0]).toBe(colorScheme === 'light' ? 'rgb(168, 0, 47)' : 'rgb(255, 128, 150)')
      expect(colours[1]).not.toBe(colours[0])
    })
  })

  it('opens a definition by keyboard', async () => {
    await visit({}, async page => {
      await page.locator('.runs .term').first().focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('#d-experiments-runs-leverage').isVisible()).toBe(true)
    })
  })

  it('fits on paper', async () => {
    await visit({ viewport: { width: 695, height: 1000 } }, async page => {
      await page.emulateMedia({ media: 'print' })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await page.locator('nav').isVisible()).toBe(false)
    })
  })
})
