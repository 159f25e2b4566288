import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseExperiment, runExperiment } from '../../studies/index.ts'
import { ownFolder } from './own-code/own-folder.ts'

const { folder, write } = ownFolder()

const OWN = `name: own
data: { store: demo }
from: 2009-01-02
to: 2009-01-09
account: { currency: USD, cash: 150000 }
strategy: { use: ./mine.ts }
warmup: 0
`

/** Nothing is traded: the hashes are of what could be. */
const RATES = `name: rates
data: { store: rates-demo, treasury: { issues: issues.csv } }
from: 2020-02-18
to: 2020-02-21
account: { currency: USD, cash: 20000000, positions: book.csv }
strategy: { use: treasury-basis, with: { product: ZN, minSpreadBp: 1000 } }
margin: { model: futures, files: { ZN: margin.csv } }
funding: {}
fill: nextClose
warmup: 0
`

const FILES: Readonly<Record<string, string>> = {
  'issues.csv': `cusip,couponPercent,issued,maturity,originalTerm
912828ZZ1,1.5,2019-11-15,2026-11-15,7-Year
912828ZZ2,1.5,2020-02-18,2027-02-15,7-Year
`,
  'margin.csv': 'date,initial,maintenance\n20180101,1100,1000\n20200301,1320,1200\n',
  'book.csv': 'tag,instrument,quantity,price\n',
}

const STRATEGY = `import { ignoreElements } from 'rxjs'
import { z } from 'zod'
import { name } from './helper.ts'
export default { name, about: 'Does nothing.', params: z.strictObject({}), run: ({ bus }) => bus.chains('OG').pipe(ignoreElements()) }
`

async function provenanceOf(text: string, ownCode?: boolean) {
  const { experiment, placeOf } = parseExperiment(text, 'own.yaml')
  const options = {
    folder,
    placeOf,
    engine: 'test',
    rerun: '',
    ...(ownCode === undefined ? {} : { ownCode }),
  }
  return (await runExperiment(experiment, options)).report.provenance
}

describe('the hash of an experiment', () => {
  it('follows what a strategy file imports', async () => {
    write('mine.ts', STRATEGY)
    write('helper.ts', "export const name = 'one'")
    const before = await provenanceOf(OWN)
    write('helper.ts', "export const name = 'two'")
    const after = await provenanceOf(OWN)
    expect(after.strategyHash).not.toBe(before.strategyHash)
    expect(after.specHash).not.toBe(before.specHash)
    expect(after.experiment.strategy).toMatchObject({ use: './mine.ts', sha256: after.strategyHash })
    write('helper.ts', "export const name = 'one'")
    expect(await provenanceOf(OWN)).toEqual(before)
  })

  it('of a strategy by name knows no file', async () => {
    for (const [file, text] of Object.entries(FILES)) write(file, text)
    const { strategyHash, experiment } = await provenanceOf(RATES)
    expect(strategyHash).toBeNull()
    expect(experiment.strategy).not.toHaveProperty('sha256')
  })

  it.each(Object.keys(FILES))('follows %s', async name => {
    for (const [file, text] of Object.entries(FILES)) write(file, text)
    const before = await provenanceOf(RATES)
    expect(JSON.stringify(before.experiment)).toMatch(
      new RegExp(`\\{"file":"${name}","sha256":"[0-9a-f]{64}"\\}`),
    )
    write(name, `${FILES[name]}\n`)
    expect((await provenanceOf(RATES)).specHash).not.toBe(before.specHash)
  })
})

describe('an experiment without code of its own', () => {
  it('is refused where it names a strategy file, before anything of that is loaded', async () => {
    const touched = join(folder, 'touched')
    write(
      'mine.ts',
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(touched)}, '')\n${STRATEGY}`,
    )
    await expect(provenanceOf(OWN, false)).rejects.toThrow(
      'own.yaml, line 6, field strategy.use: "./mine.ts": strategy files are not run here (--no-own-code)',
    )
    expect(existsSync(touched)).toBe(false)
    await provenanceOf(OWN, true)
    expect(existsSync(touched)).toBe(true)
  })

  it('may name a strategy of the registry', async () => {
    for (const [file, text] of Object.entries(FILES)) write(file, text)
    expect((await provenanceOf(RATES, false)).strategyHash).toBeNull()
  })
})
