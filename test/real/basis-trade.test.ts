/** The levered basis trade through March 2020 and April 2025, on official par yields, SOFR and CME's margins. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles } from '../../datasets/index.ts'
import type { LeverageRun } from '../../reports/index.ts'
import { leverageStudy } from '../../studies/definitions/leverage/index.ts'
import { parseExperiment, type RecordSink, runExperiment, runStudy } from '../../studies/index.ts'
import { sharedPath } from '../fixtures/shared.ts'

const FILES = ['ust_par_yields.csv', 'sofr.csv'].map(name => sharedPath(`data/treasury/${name}`))
const missing = !FILES.every(file => existsSync(file))

/** The dislocation is an assumption: no source states by how much futures were rich. */
const MARCH_2020 = {
  from: '2020-02-03',
  to: '2020-04-30',
  dislocation:
    '[{ from: 2020-02-03, bp: 12 }, { from: 2020-03-06, bp: 14 }, { from: 2020-03-18, bp: 28 }, { from: 2020-04-01, bp: 8 }]',
}
const APRIL_2025 = {
  from: '2025-03-03',
  to: '2025-05-30',
  dislocation:
    '[{ from: 2025-03-03, bp: 12 }, { from: 2025-04-02, bp: 12 }, { from: 2025-04-09, bp: 17 }, { from: 2025-05-01, bp: 12 }]',
}

describe.skipIf(missing)('the basis trade on official yields', () => {
  if (missing) it('needs data that are not here', () => {})
  const folder = mkdtempSync(join(tmpdir(), 'basis-'))
  const store = join(folder, 'rates')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  beforeAll(async () => {
    await importFiles({ paths: FILES, store })
  }, 60_000)

  function study(week: typeof MARCH_2020, sets: readonly string[] = []): Promise<LeverageRun[]> {
    const text = `name: basis
data: { store: ${store}, treasury: { futures: [ZN], dislocation: ${week.dislocation} } }
from: ${week.from}
to: ${week.to}
account: { currency: USD, cash: 20000000 }
strategy: { use: treasury-basis, with: { product: ZN } }
margin: { model: futures }
funding: { rate: SOFR, repoLag: 1 }
costs: { commissionPerContract: 0.85, slippageTicks: 0 }
fill: nextClose
`
    const run = (leverage: number, sink: RecordSink) => {
      const { experiment, placeOf } = parseExperiment(text, 'basis.yaml', [
        ...sets,
        `strategy.with.leverage=${leverage}`,
      ])
      return runExperiment(experiment, { folder, placeOf, engine: 'test', rerun: 'test', sink })
    }
    const { experiment } = parseExperiment(text, 'basis.yaml', sets)
    return runStudy(leverageStudy([{ experiment, run }], [10, 20, 30, 50]))
  }

  const fates = (runs: readonly LeverageRun[]) =>
    runs.map(({ leverage, survival }) => [leverage, survival?.fate, survival?.firstCall?.day ?? null])

  it('comes through March 2020 at any of these leverages where free cash is kept for variation margin', async () => {
    const runs = await study(MARCH_2020)
    expect(fates(runs)).toEqual([
      [10, 'survived', null],
      [20, 'survived', null],
      [30, 'survived', null],
      [50, 'survived', null],
    ])
    const soft = runs.map(({ survival }) => survival?.softDays.length ?? 0)
    expect(soft[0]).toBe(0)
    expect(soft[3]).toBeGreaterThan(5)
  }, 120_000)

  it('is called at 50 times in the rally of February 2020 without that rule: variation margin goes out, equity hardly moves', async () => {
    const runs = await study(MARCH_2020, ['strategy.with.reserveSigmas=0'])
    expect(
      fates(runs)
        .slice(0, 3)
        .map(([, fate]) => fate),
    ).toEqual(['survived', 'survived', 'survived'])
    const fifty = runs[3]?.survival
    expect(fifty?.firstCall?.day).toBe('2020-02-28')
    const cause = fifty?.firstCall?.cause
    expect(cause?.variation).toBeLessThan(0)
    expect(Math.abs(cause?.variation ?? 0)).toBeGreaterThan(Math.abs(cause?.margin ?? 0))
    const paths = runs[3]?.equity ?? []
    const before = paths.filter(({ day }) => day <= '2020-03-09').map(({ value }) => value)
    expect(Math.min(...before)).toBeGreaterThan(0.98)
  }, 120_000)

  it('says of April 2025 that its margins are carried from the last day that is known', async () => {
    const runs = await study(APRIL_2025)
    const [note] = runs[0]?.notes ?? []
    expect(note?.kind).toBe('carried margin')
    expect(note?.text).toMatch(/^The margin of ZN is carried: 1500 a contract .* of 2021-11-12/)
    expect(runs.map(({ survival }) => survival?.fate)).toEqual([
      'survived',
      'survived',
      'survived',
      'survived',
    ])
  }, 120_000)

  it('refuses a leverage that haircut and margin forbid, with the largest allowed', async () => {
    const runs = await study(MARCH_2020, ['funding.lender=[{haircutPercent: 3}]'])
    expect(runs[3]?.refused).toMatch(
      /haircut and margin allow at most 25\.\d times the equity on 2020-02-0\d/,
    )
    expect(runs[2]?.refused).toMatch(/at most 25\.\d/)
    expect(runs[1]?.survival).not.toBeNull()
  }, 120_000)
})
