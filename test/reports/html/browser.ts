/** A real browser for tests: the one named in STILLHALTER_BROWSER, or the one that comes with the packages. */

import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'

/** The browser, or why there is none. */
export async function startBrowser(): Promise<Browser | string> {
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
