/** How much a browser is given to hold: nodes of the page of a run with 5,000 trades, over those of one with 100. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'
import { minuteStore, TRADES_EXPERIMENT } from '../data/minute-store.ts'
import { buildAt, commandOf, OWN } from '../harness/build.ts'
import { experimentRun } from '../harness/experiment-run.ts'
import type { Job } from '../harness/job.ts'
import { inFolder } from '../harness/process.ts'

const BARS = 100_000

/** Bars from a trade to the next. */
const MANY = 'strategy.with.every=20'
const FEW = 'strategy.with.every=1000'

export const page: Job = {
  name: 'page',
  about: 'nodes of the page of a run with 5,000 trades, over those of one with 100',
  plant: 'a row of three cells more for each trade',
  needsBaseline: false,
  measure: ({ planted }) =>
    inFolder(async folder => {
      const cwd = join(folder, 'own')
      minuteStore(await buildAt(OWN), cwd, OWN, BARS)
      const made = (set: string) => {
        const { outcome } = experimentRun(commandOf(OWN), cwd, TRADES_EXPERIMENT, { set: [set] })
        const html = readFileSync(join(cwd, 'out/report.html'), 'utf8')
        const more = planted
          ? '<tr><td>1</td><td>2</td><td>3</td></tr>'.repeat(Number.parseInt(outcome, 10))
          : ''
        // What follows the end of a page still belongs to its body.
        return { outcome, html: `${html}<table><tbody>${more}</tbody></table>` }
      }
      const [many, few] = [made(MANY), made(FEW)]
      const browser = await startBrowser()
      try {
        const counted = { many: await nodesIn(browser, many.html), few: await nodesIn(browser, few.html) }
        return [
          {
            what: 'nodes of 5,000 trades',
            measured: counted.many / counted.few,
            most: 1.5,
            unit: 'of those of 100',
            detail: `${counted.many} with ${many.outcome}; ${counted.few} with ${few.outcome}; elements once the page has loaded`,
          },
        ]
      } finally {
        await browser.close()
      }
    }),
}

/** The one named in STILLHALTER_BROWSER, or the one that comes with the packages. */
async function startBrowser(): Promise<Browser> {
  const own = process.env.STILLHALTER_BROWSER
  return driver.launch({
    executablePath: own ?? (await chromium.executablePath()),
    // One process for all closes with its first page.
    args: own ? [] : chromium.args.filter(arg => arg !== '--single-process'),
    headless: true,
  })
}

async function nodesIn(browser: Browser, html: string): Promise<number> {
  const tab = await browser.newPage()
  await tab.setContent(html, { waitUntil: 'load', timeout: 120_000 })
  const nodes = await tab.locator('*').count()
  await tab.close()
  return nodes
}
