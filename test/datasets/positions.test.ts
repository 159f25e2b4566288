/** A csv of positions: what it gives, and what it says of a row that is wrong. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPositions } from '../../datasets/positions.ts'
import { parseDay } from '../../engine/model/time.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { tinyMarket } from '../fixtures/tiny-market.ts'

const market = tinyMarket({
  expiry: '2009-10-27',
  days: [
    {
      day: '2009-10-20',
      underlying: 1000,
      quotes: [1110, 1025].map(strike => ({ strike, right: 'call', settlement: 5 })),
    },
  ],
})
const folder = tempFolders()

async function read(...rows: readonly string[]) {
  const path = join(folder(), 'book.csv')
  writeFileSync(path, ['tag,instrument,quantity,price', ...rows, ''].join('\n'))
  return readPositions(path, 'book.csv', market, parseDay('2009-10-20'))
}

describe('a csv of positions', () => {
  it('is read row by row', async () => {
    expect(await read('strangle,OG 2009-10-27 C 1110,-2,6.0', 'hedge,GC 2009-12,1,1057.5')).toMatchObject([
      {
        tag: 'strangle',
        instrument: { id: 'OG 2009-10-27 C 1110', right: 'call', strike: 1110 },
        quantity: -2,
        price: 6,
      },
      {
        tag: 'hedge',
        instrument: { id: 'GC 2009-12', kind: 'future', month: '2009-12' },
        quantity: 1,
        price: 1057.5,
      },
    ])
  })

  it.each([
    ['a,OG 2009-10-27 X 1110,-2,6', 'book.csv, line 2, field instrument: "OG 2009-10-27 X 1110"'],
    ['a,OG 2009-02-30 C 1110,-2,6', 'no such date'],
    [
      'a,OG 2009-10-27 C 1101,-2,6',
      'book.csv, line 2, field instrument: "OG 2009-10-27 C 1101": the chain lists no such strike on 2009-10-27 when the run begins; is 1110 meant?',
    ],
    ['a,OGG 2009-10-27 C 1110,-2,6', '"OGG"'],
    ['a,GC 2009-10-27 C 1110,-2,6', 'GC lists no options'],
    ['a,OG 2009-12,1,6', 'OG lists no futures'],
    ['a,OG 2009-10-27 C 1110,-1.5,6', 'book.csv, line 2, field quantity: "-1.5": must be whole contracts'],
    ['a,OG 2009-10-27 C 1110,0,6', 'must be whole contracts'],
    ['a,OG 2009-10-27 C 1110,-1,-6', 'must be a price'],
    ['a,OG 2009-10-27 C 1110,-1,', 'must be a price'],
    [',OG 2009-10-27 C 1110,-1,6', 'must name the group'],
    ['a,OG 2009-10-27 C 1110,-1', 'has 3 fields where the header has 4'],
  ])('refuses %s', async (row, message) => {
    await expect(read(row)).rejects.toThrow(message)
  })

  it('refuses the same position of a group twice', async () => {
    const row = 'a,OG 2009-10-27 C 1110,-1,6'
    await expect(read(row, row)).rejects.toThrow('line 3, field instrument')
  })

  it('refuses a missing column and an empty file', async () => {
    const path = join(folder(), 'book.csv')
    writeFileSync(path, 'tag,instrument,lots,price\n')
    await expect(readPositions(path, 'book.csv', market, parseDay('2009-10-20'))).rejects.toThrow(
      '"quantity"',
    )
    writeFileSync(path, '')
    await expect(readPositions(path, 'book.csv', market, parseDay('2009-10-20'))).rejects.toThrow(
      'the file is empty',
    )
  })
})
