/** Files with a few bytes changed or cut off: the very same rows, a sentence, or rows that were changed in plain sight. */

import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { DataError } from '../../../engine/model/errors.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'
import { type Sample, samples, textOf } from './samples.ts'
import { zipOf } from './zip-of.ts'

const folder = tempFolders()

interface Mutation {
  readonly flips: readonly { readonly at: number; readonly bits: number }[]
  /** Share of the file that is left. */
  readonly kept: number
}

const mutations: fc.Arbitrary<Mutation> = fc.record({
  flips: fc.array(fc.record({ at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) }), { maxLength: 3 }),
  kept: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
})

function mutated(bytes: Uint8Array, { flips, kept }: Mutation): Uint8Array {
  const changed = Uint8Array.from(bytes)
  for (const { at, bits } of flips) {
    const index = at % changed.length
    changed[index] = (changed[index] ?? 0) ^ bits
  }
  return changed.subarray(0, Math.floor(kept * changed.length))
}

/** The stored rows; null when the file was refused with a sentence. Any other error is thrown on. */
async function rowsFrom(sample: Sample, name: string, bytes: Uint8Array) {
  const store = join(folder(), 'store')
  const { importer, options } = sample
  try {
    await importFiles({ paths: [fileIn(folder(), name, bytes)], store, importer, options, maxBadShare: 1 })
  } catch (error) {
    if (error instanceof DataError) return null
    throw error
  }
  return rowsOf(await openStore(store), sample)
}

const sampleOf = (what: string): Sample => {
  const sample = samples.find(one => one.what === what)
  if (!sample) throw new Error(`no sample ${what}`)
  return sample
}

describe('an archive with bytes changed or cut off', () => {
  const sample = sampleOf('options')
  const table = Buffer.from(textOf(sample))
  const member = { name: 'options.csv', table }
  const deflated = { ...member, method: 8, bytes: deflateRawSync(table) }

  it.each([
    ['deflated.zip', zipOf([deflated])],
    ['long.zip', zipOf([{ ...deflated, long: true }])],
    ['stored.zip', zipOf([{ ...member, method: 0, bytes: table }])],
    ['options.csv.gz', gzipSync(table)],
  ])('%s gives the very same rows, or is refused', async (name, archive) => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(mutations, async mutation => {
        const rows = await rowsFrom(sample, name, mutated(archive, mutation))
        if (rows === null) refused++
        else expect(rows).toEqual(sample.expected)
      }),
      { numRuns: 60 },
    )
    expect(refused).toBeGreaterThan(10)
  })
})

/** Other signs in the places of some: what stands in them still looks like numbers, dates and quotes. */
const rewritings = fc.array(
  fc.record({ at: fc.nat(), sign: fc.constantFrom(...'0123456789-+.eE",;\n\r\t\u001b '.split('')) }),
  { minLength: 1, maxLength: 4 },
)

function rewritten(text: string, signs: readonly { at: number; sign: string }[]): string {
  const characters = text.split('')
  for (const { at, sign } of signs) characters[at % characters.length] = sign
  return characters.join('')
}

describe('a text with bytes changed or cut off', () => {
  it.each(samples.map(sample => ({ sample, title: `${sample.importer}, ${sample.what}` })))(
    'of $title is imported or refused',
    async ({ sample }) => {
      const bytes = Buffer.from(textOf(sample))
      await fc.assert(
        fc.asyncProperty(mutations, async mutation => {
          await rowsFrom(sample, sample.file, mutated(bytes, mutation))
        }),
        { numRuns: 8 },
      )
      await fc.assert(
        fc.asyncProperty(rewritings, async signs => {
          await rowsFrom(sample, sample.file, Buffer.from(rewritten(textOf(sample), signs)))
        }),
        { numRuns: 15 },
      )
    },
  )
})
