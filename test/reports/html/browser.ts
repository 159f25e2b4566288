/** A real browser for tests: the one named in STILLHALTER_BROWSER, or the one that comes with the packages. */

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

/** The browser, or why there is none. */
async function startBrowser(): Promise<Browser | string> {
  const own = process.env.STILLHALTER_BROWSER
  try {
    return await driver.launch({
      executablePath: own ?? (await chromium.executablePath()),
      // One process for all closes with its first page.
      args: own ? [] : chromium.args.filter(arg => arg !== '--single-process'),
      headless: true,
    })
  } catch (error) {
    return `no browser could be started (${String(error).split('\n')[0]}); set STILLHALTER_BROWSER to the path of one`
  }
}

/** A browser for the pages of a test, each by its name; `why` there is none, to be added to a title. */
export async function browserFor(pages: () => Readonly<Record<string, string>>) {
  const started = await startBrowser()
  const browser = typeof started === 'string' ? null : started
  const why = typeof started === 'string' ? `: ${started}` : ''
  const folder = tempFolders()()
  beforeAll(() => {
    for (const [name, html] of Object.entries(pages())) fileIn(folder, `${name}.html`, html)
  })
  afterAll(async () => browser?.close())

  /** Opens a page, or `page.html#anchor`, hands it over, and gives back what the browser complained about or asked the network for. */
  async function visit(
    name: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
  ): Promise<string[]> {
    if (!browser) throw new Error(why)
    const context = await browser.newContext(options)
    const complaints: string[] = []
    const page = await context.newPage()
    page.on('console', message => complaints.push(`console: ${message.text()}`))
    page.on('pageerror', error => complaints.push(`error: ${error.message}`))
    page.on('request', request => {
      if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`)
    })
    const [file = '', anchor] = name.split('.html#')
    const { href } = pathToFileURL(join(folder, `${file}.html`))
    await page.goto(anchor === undefined ? href : `${href}#${anchor}`)
    await look(page)
    await context.close()
    return complaints
  }

  return { browser, why, visit }
}
