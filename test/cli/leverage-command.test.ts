/** `stillhalter study leverage` on the embedded rates. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { runCli } from './run-cli.ts'

const folderOf = tempFolders()

/** The futures grow dear from 9 March 2020 on, so that a holder of the basis loses. */
const textOf = (name: string, strategy = 'treasury-basis'): string => `name: ${name}
data:
  store: rates-demo
  treasury:
    futures: [ZN]
    dislocation: [{ from: 2020-02-18, bp: 10 }, { from: 2020-03-09, bp: 10 }, { from: 2020-03-17, bp: 70 }]
from: 2020-02-18
to: 2020-03-20
account: { currency: USD, cash: 20000000 }
strategy:
  use: ${strategy}
  with: { product: ZN, minSpreadBp: -500, reserveSigmas: 0 }
margin: { model: futures }
funding: { rate: SOFR, lender: [{ haircutPercent: 1 }] }
fill: nextClose
warmup: 0
`

function fileOf(name: string, strategy?: string): { readonly file: string; readonly out: string } {
  const folder = folderOf()
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, textOf(name, strategy))
  return { file, out: join(folder, 'out') }
}

describe('stillhalter study leverage', () => {
  it('writes a page and its JSON, and prints a row a leverage with the reason of each call', async () => {
    const { file, out } = fileOf('march')
    const ran = await runCli(
      'study',
      'leverage',
      file,
      '--leverage',
      '40,10',
      '--leverage',
      '90',
      '--out',
      out,
    )
    expect(ran).toMatchObject({ code: 0, err: '' })
    const lines = ran.out.trimEnd().split('\n')
    expect(lines[0]).toMatch(
      /^Of 3 runs, .*1 was refused\. The lowest leverage with a margin call is 40 times, in march on 2020-0[23]-\d\d\.$/,
    )
    expect(lines).toContain('march, 2020-02-18 to 2020-03-20')
    const head = lines.findIndex(line => line.startsWith('Leverage  Fate'))
    expect(lines.slice(head + 1, head + 4).map(line => line.trim().split(/ {2,}/).slice(0, 2))).toEqual([
      ['10', 'survived'],
      ['40', expect.stringMatching(/survived|reduced by force|bankrupt/)],
      ['90', 'refused'],
    ])
    expect(ran.out).toMatch(
      /\n40 times: Free cash fell from USD \d+ to USD -\d+ in a session: .*variation margin/,
    )
    expect(ran.out).toMatch(/\n90 times: haircut and margin allow at most \d+(\.\d)? times the equity/)
    expect(ran.out).toMatch(/-> .*comparison\.html\n-> .*comparison\.json\n$/)
    const comparison = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'))
    expect(comparison).toMatchObject({
      schema: 'stillhalter.leverage/1',
      rerun: `stillhalter study leverage ${file} --leverage 40,10,90`,
      experiments: [{ name: 'march', runs: [{ leverage: 10 }, { leverage: 40 }, { leverage: 90 }] }],
    })
    const html = readFileSync(join(out, 'comparison.html'), 'utf8')
    expect(html).toContain('40 times')
    expect(html.trimEnd().endsWith('</html>')).toBe(true)
  })

  it('sets several experiments side by side, takes overrides, and prints the JSON that it writes', async () => {
    const [one, two] = [fileOf('one'), fileOf('two')]
    const words = ['--leverage', '2.5', '--set', 'to=2020-02-28', '--out', one.out, '--json']
    const ran = await runCli('study', 'leverage', one.file, two.file, ...words)
    expect(ran.out).toBe(readFileSync(join(one.out, 'comparison.json'), 'utf8'))
    const { experiments, rerun } = JSON.parse(ran.out)
    expect(experiments.map(({ name, to }: { name: string; to: string }) => [name, to])).toEqual([
      ['one', '2020-02-28'],
      ['two', '2020-02-28'],
    ])
    expect(rerun).toContain('--leverage 2.5 --set to=2020-02-28')
    const again = await runCli('study', 'leverage', one.file, two.file, ...words)
    expect(again.out).toBe(ran.out)
  })

  it.each<[string[], RegExp]>([
    [['--leverage', '0'], /field --leverage: "0": write positive numbers by commas/],
    [['--leverage', '10,-5'], /field --leverage: "-5": write positive numbers/],
    [['--leverage', '10,ten'], /field --leverage: "ten": write positive numbers/],
    [['--leverage', '10,,20'], /field --leverage: "10,,20": write positive numbers/],
    [['--leverage', 'Infinity'], /field --leverage: "Infinity": write positive numbers/],
    [['--leverage', '10,20,10'], /field --leverage: "10": name each leverage once/],
    [
      ['--set', 'strategy.with.sizing=marginBudget'],
      /"marginBudget": the size does not come from a leverage/,
    ],
    [['--set', 'account.currency=EUR'], /"EUR": Treasury bonds are paid for in dollars/],
    [['--set', 'data.store=nowhere'], /there is no such store/],
  ])('answers %j with what is wrong, and writes nothing', async (words, message) => {
    const { file, out } = fileOf('bad')
    const ran = await runCli('study', 'leverage', file, ...words, '--out', out)
    expect(ran.err).toMatch(message)
    expect(ran.code).toBe(2)
    expect(existsSync(out)).toBe(false)
  })

  it('answers an experiment of another strategy with its place', async () => {
    const { file, out } = fileOf('other', 'percent-b-writer')
    const ran = await runCli('study', 'leverage', file, '--out', out)
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(
      /other\.yaml, line 11, field strategy\.use: "percent-b-writer": this study is of the strategy treasury-basis/,
    )
  })

  it('answers a file that is not there, and two experiments of one name', async () => {
    const missing = await runCli('study', 'leverage', '/nowhere/a.yaml')
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('there is no such file') })
    const twice = await runCli('study', 'leverage', fileOf('same').file, fileOf('same').file)
    expect(twice.code).toBe(2)
    expect(twice.err).toMatch(/field name: "same": two experiments have this name/)
  })
})
