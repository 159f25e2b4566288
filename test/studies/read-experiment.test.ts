import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../engine/index.ts'
import { readExperiment } from '../../studies/index.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'

const tempFolder = tempFolders()

const TEXT = `name: rates
data:
  store: rates-demo
  treasury: { futures: [ZN], dislocation: [{ from: 2020-02-18, bp: 10 }, { from: 2020-03-09, bp: 10 }] }
from: 2020-02-18
to: 2020-03-20
account: { currency: USD, cash: 20000000, fx: { EUR: 1.1 } }
strategy:
  use: treasury-basis   # by name
  with: { product: "ZN", 'minSpreadBp': -500 }
  when:
    - { kind: belowAverage, of: SPX, length: 200 }
margin: { model: futures }
funding: { rate: SOFR, lender: [{ haircutPercent: 1 }] }
fill: nextClose
`

/** Each mutation cuts out some characters and puts others there. */
const SCRAPS = [
  '',
  '\0',
  '\t',
  '\n',
  '&a ',
  '*a',
  '!!js ',
  '__proto__: ',
  '<<: ',
  '? ',
  '- ',
  ': ',
  '[',
  '}',
  '"',
  "'",
  '|',
  '%',
  '---\n',
  '.nan',
  '1e400',
  '\ufeff',
  '\ud800',
  '# ',
]
const put = fc.oneof(
  fc.constantFrom(...SCRAPS).map(text => Buffer.from(text)),
  fc.string({ unit: 'binary', maxLength: 3 }).map(text => Buffer.from(text)),
  fc.uint8Array({ maxLength: 2 }),
)
const mutation = fc.record({
  at: fc.nat(TEXT.length),
  cut: fc.oneof(fc.nat(3), fc.nat(TEXT.length)),
  put,
})
type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never

const mutated = (changes: readonly Mutation[]): Buffer =>
  changes.reduce(
    (bytes, one) => Buffer.concat([bytes.subarray(0, one.at), one.put, bytes.subarray(one.at + one.cut)]),
    Buffer.from(TEXT),
  )

const FILE = join(tempFolder(), 'mutated.yaml')

/** What reading ends with: null, or the error. */
async function faultOf(bytes: Uint8Array | string, sets: readonly string[] = []): Promise<unknown> {
  writeFileSync(FILE, bytes)
  return readExperiment(FILE, sets).then(
    () => null,
    (error: unknown) => error,
  )
}

const prototypeKeys = Reflect.ownKeys(Object.prototype)

describe('an experiment', () => {
  it('in its true text is read', async () => {
    expect(await faultOf(TEXT)).toBeNull()
  })

  it('of any text is read, or refused in one line that names the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async changes => {
        const fault = await faultOf(mutated(changes))
        expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys)
        if (fault === null) return
        expect(fault).toBeInstanceOf(DataError)
        expect((fault as DataError).message).toMatch(/^\S*mutated\.yaml\b.*$/)
      }),
      { numRuns: 500 },
    )
  })

  it('with any override is read, or refused in one line', async () => {
    const keys = fc.array(
      fc.constantFrom(
        'data',
        'strategy',
        'with',
        'when',
        '0',
        'length',
        '__proto__',
        'constructor',
        'toString',
        'fx',
        '',
      ),
      { maxLength: 4 },
    )
    const value = fc.oneof(
      fc.constantFrom(...SCRAPS, '{__proto__: {x: 1}}', '[1', '{}'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    await fc.assert(
      fc.asyncProperty(keys, value, async (path, text) => {
        const fault = await faultOf(TEXT, [`${path.join('.')}=${text}`])
        expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys)
        if (fault === null) return
        expect(fault).toBeInstanceOf(DataError)
        expect((fault as DataError).message).toMatch(/^.+$/)
      }),
      { numRuns: 300 },
    )
  })
})
