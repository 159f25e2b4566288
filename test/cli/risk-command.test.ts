import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../engine/index.ts'
import { readExperiment, runExperiment } from '../../studies/index.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { printedBy } from './run-cli.ts'

const folder = tempFolders()()

const EXPERIMENT = join(folder, 'short.yaml')
writeFileSync(
  EXPERIMENT,
  `name: short
data: { store: demo }
from: 2009-01-02
to: 2009-03-31
account: { currency: USD, cash: 150000 }
strategy:
  use: oi-zone-strangle
  with: { product: OG, sizing: marginShare, marginShare: 0.3, stopMult: 1.5, putRule: { anchor: near, steps: 0 } }
`,
)

const risk = (...words: readonly string[]) => printedBy('risk', EXPERIMENT, ...words)

/** A strangle is open. */
const OPEN = '2009-03-12'

describe('stillhalter risk', () => {
  it('prints every open group and the account', async () => {
    const out = await risk('--at', OPEN, '--range', '5')
    expect(out).toMatch(/^Risk of short at the close of 2009-03-12, money in USD\n/)
    expect(out).toMatch(
      /\n== Group \d+, OG [\d-]+\n\d+ lots?, credit [\d.]+ points, closing costs [\d.]+ points/,
    )
    expect(out).toMatch(/\nBreak-even at expiry: GC [\d.]+ \(-[\d.]+ %\), GC [\d.]+ \(\+[\d.]+ %\)\.\n/)
    expect(out).toMatch(
      /\n== Account\nEquity [\d.]+; maintenance margin asks for [\d.]+ of it; excess [\d.]+\.\n/,
    )
    expect(out).toMatch(/\nMargin call today: reached at GC [\d.]+ \(-[\d.]+ %\) below, at GC/)
    expect(out).toMatch(/\nStop at a loss of [\d.]+ points a lot, -?[\d.]+ now\. Today: reached at GC/)
    expect(out).toMatch(/\nNet in USD: delta -?[\d.]+ contracts/)
    expect(out).toMatch(/\nmove % +now +\+\d+ d +\+\d+ d +\+\d+ d\n +-5\.00 /)
    expect(out).not.toMatch(/NaN|undefined|-0\.0+\b/)
  })

  it('prints the same as JSON, the same on every run', async () => {
    const words = ['--at', OPEN, '--range', '4', '--step', '2', '--json']
    const out = await risk(...words)
    const view = JSON.parse(out)
    expect(view).toMatchObject({ session: OPEN, currency: 'USD' })
    const [group] = view.groups
    expect(group.legs.map((leg: { quantity: number }) => Math.sign(leg.quantity))).toEqual([-1, -1])
    expect(group.grid.movesPercent).toEqual([-4, -2, 0, 2, 4])
    expect(group.grid.cells[2 * group.grid.daysAhead.length]).toMatchObject({ daysAhead: 0, profit: 0 })
    expect(group.breakEvens).toHaveLength(2)
    expect(await risk(...words, '--group', group.tag)).toBe(out)
  })

  it('stands where a run that ends on that day stands', async () => {
    const { experiment, placeOf } = await readExperiment(EXPERIMENT, [`to=${OPEN}`])
    const options = { folder, placeOf, engine: 'test', rerun: 'test' }
    const records: RunRecord[] = []
    const { report, holdings } = await runExperiment(experiment, {
      ...options,
      sink: record => records.push(record),
    })
    expect(JSON.parse(await risk('--at', OPEN, '--json')).equity).toBe(holdings.equity / 100)
    const whole = { ...experiment, to: '2009-03-31' }
    const earlier: RunRecord[] = []
    const early = await runExperiment(whole, {
      ...options,
      until: holdings.day,
      sink: record => earlier.push(record),
    })
    expect(earlier).toEqual(records)
    expect(early.report).toEqual(report)
  })

  it('looks at the last session before a day without one', async () => {
    expect(JSON.parse(await risk('--at', '2009-01-18', '--json')).session).toBe('2009-01-16')
  })

  it('says so when nothing is open', async () => {
    const out = await risk('--at', '2009-01-02')
    expect(out).toBe(
      'Risk of short at the close of 2009-01-02, money in USD\nNo position is open. Equity 150000.00.\n',
    )
    expect(JSON.parse(await risk('--at', '2009-01-02', '--json'))).toMatchObject({ groups: [] })
  })

  it('takes overrides', async () => {
    expect(await risk('--at', OPEN, '--set', 'strategy.with.maxDelta=0.0001')).toContain(
      'No position is open.',
    )
  })

  it.each<[string[], RegExp]>([
    [['--at', '2009-01-01'], /field --at: "2009-01-01": the experiment runs from 2009-01-02 to 2009-03-31/],
    [['--at', '2009-04-01'], /field --at: "2009-04-01": the experiment runs from/],
    [['--at', 'soon'], /field --at: "soon": no such date/],
    [['--at', OPEN, '--group', 'mine'], /field --group: "mine": no open group has this tag; open are OG /],
    [['--at', OPEN, '--range', '100'], /field --range: "100"/],
    [['--at', OPEN, '--step', '0'], /field --step: "0"/],
    [['--at', OPEN, '--step', '11'], /field --step: "11": choose a step that goes 1 to 100 times into 10/],
    [[], /Missing required argument: at/],
  ])('refuses %j', async (words, message) => {
    await expect(risk(...words)).rejects.toThrow(message)
  })
})
