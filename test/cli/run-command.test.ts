import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportSchema } from '../../reports/index.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { runCli } from './run-cli.ts'

const folder = tempFolders()()

const GOOD = `name: short
data: { store: demo }
from: 2009-01-02
to: 2009-04-30
account: { currency: USD, cash: 150000 }
strategy:
  use: oi-zone-strangle
  with:
    product: OG
`

let written = 0
const file = (text: string): string => {
  const path = join(folder, `experiment-${written++}.yaml`)
  writeFileSync(path, text)
  return path
}

const out = (name: string): string => join(folder, name)

/** Runs an experiment into a folder of that name, with these overrides. */
const run = (name: string, path = file(GOOD), ...sets: readonly string[]) =>
  runCli('run', path, '--out', out(name), ...sets.flatMap(set => ['--set', set]))

const reportIn = (name: string): string => readFileSync(join(out(name), 'report.json'), 'utf8')

const RESULTS = ['journal.parquet', 'records.parquet', 'report.html', 'report.json']

describe('stillhalter run', () => {
  it('writes a page, a report, its records and a journal, and says what came out', async () => {
    const ran = await run('good')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(
      /^short: oi-zone-strangle, 2009-01-02 to 2009-04-30, \d+ sessions\n\d+ trades? (gained|lost) USD/,
    )
    expect(readdirSync(out('good')).sort()).toEqual(RESULTS)
    const report = JSON.parse(reportIn('good'))
    expect(reportSchema.parse(report)).toEqual(report)
  })

  it('prints the report itself with --json', async () => {
    const ran = await runCli('run', file(GOOD), '--out', out('json'), '--json')
    expect(ran.out).toBe(reportIn('json'))
  })

  it('makes a report of a run without a trade', async () => {
    const ran = await run('none', file(GOOD), 'strategy.with.maxDelta=0.0001')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('No trade was made.')
    expect(JSON.parse(reportIn('none')).headline).toMatchObject({ trades: 0, winShare: null, profit: 0 })
  })

  it('says in red when orders fill in the slice of the decision, or open interest is known too early', async () => {
    const ran = await run('biased', file(GOOD), 'fill=same', 'data.oiLagSessions=0')
    expect(ran.out).toContain('!! Open interest was used before it was known')
    expect(ran.out).toContain('!! Orders were filled at the very prices that caused them.')
  })

  it('leaves an older report whole when the new run fails', async () => {
    await run('kept')
    const before = reportIn('kept')
    const ran = await run('kept', file(GOOD), 'strategy.with.product=nothing')
    expect(ran.code).toBe(2)
    expect(reportIn('kept')).toBe(before)
    expect(readdirSync(out('kept')).sort()).toEqual(RESULTS)
  })

  it('writes nothing when one of the files cannot be written', async () => {
    mkdirSync(join(out('blocked'), 'report.json'), { recursive: true })
    writeFileSync(join(out('blocked'), 'report.json', 'in-the-way'), '')
    const ran = await run('blocked')
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/blocked.report\.json: a folder is in the way/)
    expect(readdirSync(out('blocked'))).toEqual(['report.json'])
  })
})

describe('bad input', () => {
  const changed = (was: string, is: string): string => file(GOOD.replace(was, is))
  const longer = (line: string): string => file(`${GOOD}${line}\n`)
  const cases: [what: string, path: string, message: RegExp, ...sets: string[]][] = [
    ['a missing file', join(folder, 'nope.yaml'), /nope\.yaml: there is no such file; check the path/],
    ['an empty file', file(''), /experiment-\d+\.yaml: the file holds no experiment; start with `name:`/],
    ['broken YAML', file('name: [x\ndata: 1\n'), /experiment-\d+\.yaml, line \d+: .*; mend the YAML/],
    ['a key twice', longer('name: again'), /line 10: .*[Mm]ap keys must be unique/],
    ['a missing key', changed('from: 2009-01-02\n', ''), /field from: is missing; add it/],
    [
      'an unknown key',
      longer('fil: nextOpen'),

      /line 10, field fil: "fil": there is no such key; did you mean fill\?/,
    ],
    [
      'a date that does not exist',
      changed('2009-04-30', '2009-04-31'),

      /line 4, field to: "2009-04-31": no such date; write it as YYYY-MM-DD/,
    ],
    [
      'an end before the start',
      changed('2009-04-30', '2008-12-30'),

      /field to: "2008-12-30": must not be before from/,
    ],
    [
      'an unknown strategy',
      changed('oi-zone-strangle', 'oi-zone-strngle'),

      /line 7, field strategy\.use: "oi-zone-strngle": .*did you mean oi-zone-strangle/,
    ],
    [
      'an unknown parameter',
      longer('    dteMn: 20'),

      /line 10, field strategy\.with\.dteMn: "dteMn": there is no such key; did you mean dteMin\?/,
    ],
    [
      'a parameter out of bounds',
      longer('    theta: 2'),

      /line 10, field strategy\.with\.theta: "2": .*<=\s?1/,
    ],
    [
      'parameters that contradict',
      longer('    dteMin: 61'),

      /field strategy\.with\.dteMax: .*must not be less than dteMin/,
    ],
    [
      'an unknown product',
      changed('OG', 'OGX'),

      /line 9, field strategy\.with\.product: "OGX": .*did you mean OG\?/,
    ],
    ['an unknown store', changed('demo', 'demmo'), /"demmo"/],
    [
      'a strategy file that is not there',
      changed('oi-zone-strangle', './mine.ts'),

      /field strategy\.use: "\.\/mine\.ts": there is no such strategy file/,
    ],
    [
      'dates the data does not have',
      file(GOOD.replaceAll('2009', '1999')),

      /no session between 1999-01-02 and 1999-04-30/,
    ],
    [
      'a product in another currency without a rate',
      changed('USD', 'EUR'),

      /field account\.fx: "USD": OG trades in USD; state a rate/,
    ],
    ['broken YAML in an override', file(GOOD), /field --set: "seed=\[1": .*; mend the YAML/, 'seed=[1'],
    ['an override of what no key may be', file(GOOD), /__proto__ cannot be a key/, '__proto__.x=1'],
    ['an alias', longer('fill: *none'), /line 10: aliases are not read; write the value out/],
    ['a text of several lines', longer('fill: "a\\nb"'), /field fill: "a\\nb": /],
    ['an override that is none', file(GOOD), /field --set: "fill": write an override as key=value/, 'fill'],
  ]

  it.each(cases)('%s ends with one clear line and exit code 2', async (_, path, message, ...sets) => {
    const ran = await run('bad', path, ...sets)
    expect(ran.err).toMatch(message)
    expect(ran.err.trim().split('\n').length).toBe(1)
    expect(ran.code).toBe(2)
    expect(existsSync(out('bad'))).toBe(false)
  })

  it('beyond a ceiling is refused with the way to raise it, and read when it is raised', async () => {
    const path = file(GOOD)
    const lowered = await runCli('run', path, '--out', out('low'), '--ceiling', 'yamlDepth=1')
    expect(lowered.err).toMatch(
      /"3": more than 1 levels of a YAML file \(yamlDepth\); .* --ceiling yamlDepth=3\n$/,
    )
    expect(lowered.code).toBe(2)
    const raised = await runCli('run', path, '--out', out('raised'), '--ceiling', 'yamlDepth=3')
    expect(raised).toMatchObject({ code: 0, err: '' })
    const unknown = await runCli('run', path, '--ceiling', 'yamlDeep=3')
    expect(unknown.err).toMatch(/field --ceiling: "yamlDeep=3": write name=number, with one of /)
    expect(unknown.code).toBe(2)
  })

  it.each([['run'], ['risk', '--at', '2009-01-05'], ['study', 'ambiguities']])(
    'a strategy file is refused by %s %s %s with --no-own-code',
    async (...command) => {
      const path = file(GOOD.replace('oi-zone-strangle', './own.ts'))
      writeFileSync(join(folder, 'own.ts'), "throw new Error('it was loaded')")
      const ran = await runCli(...command.filter(Boolean), path, '--no-own-code')
      expect(ran.err).toMatch(/line 7, field strategy\.use: "\.\/own\.ts": strategy files are not run here/)
      expect(ran.code).toBe(2)
    },
  )

  it('that yargs finds ends with exit code 2 as well', async () => {
    expect((await runCli('rn')).code).toBe(2)
    expect((await runCli('rn')).err).toMatch(/Did you mean run\?/)
    expect((await runCli()).code).toBe(2)
    expect((await runCli('run')).code).toBe(2)
    expect((await runCli('run', file(GOOD), '--jsn')).code).toBe(2)
  })
})

describe('a strategy file', () => {
  const strategyFile = (name: string, body: string): string => {
    writeFileSync(join(folder, name), body)
    return file(GOOD.replace('oi-zone-strangle', `./${name}`).replace('OG', 'OG'))
  }
  const head = `import { map, delay } from 'rxjs'\nimport { z } from 'zod'\n`
  const whole = (run: string): string =>
    `${head}export default { name: 'mine', about: 'Mine.', params: z.strictObject({ product: z.string() }), run: ({ bus, params }) => ${run} }\n`
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  for (const name of ['rxjs', 'zod'])
    symlinkSync(join(process.cwd(), 'node_modules', name), join(folder, 'node_modules', name))

  it.each([
    [
      'that throws',
      whole("bus.chains(params.product).pipe(map(() => { throw new Error('oh no') }))"),
      1,
      /strategy mine threw at 2009-01-02T\S+: oh no/,
    ],
    [
      'that answers late',
      whole(
        "bus.chains(params.product).pipe(delay(1), map(() => ({ kind: 'decline', tag: 'x', reason: { rule: 'x', text: 'x' } })))",
      ),
      1,
      /strategy mine (answered after its slice|still had work pending)/,
    ],
    ['that exports nothing', `${head}export const nothing = 1\n`, 2, /must export default defineStrategy/],
    ['that does not parse', 'export default {{\n', 2, /the strategy file does not load: /],
  ])('%s ends with its name and the reason', async (name, body, code, message) => {
    const ran = await run('faulty', strategyFile(`${name.replaceAll(' ', '-')}.ts`, body))
    expect(ran.err).toMatch(message)
    expect(ran.code).toBe(code)
    expect(existsSync(out('faulty'))).toBe(false)
  })

  it('is shown by --trace where its own code threw, before what was made of it', () => {
    const experiment = strategyFile(
      'traced.mjs',
      `import { z } from 'zod'
const fail = () => { throw new Error('oh no') }
export default { name: 'mine', about: 'Mine.', params: z.looseObject({}), run: fail }
`,
    )
    const words = ['run', experiment, '--out', out('traced'), '--quiet', '--trace']
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--conditions=development', 'cli/main.ts', ...words],
      { encoding: 'utf8' },
    )
    expect(status).toBe(1)
    const { stack, msg } = JSON.parse(stderr) as { stack: string; msg: string }
    expect(msg).toMatch(/strategy mine threw before the run: oh no/)
    expect(stack).toMatch(/^Error: oh no\n +at [^\n]*fail[^\n]*traced\.mjs/)
    expect(stack).toMatch(/\nStrategyError: strategy mine threw/)
  })
})
