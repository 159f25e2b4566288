/** What an instrument of each kind is worth in a slice, and since when. */

import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../engine/kinds/index.ts'
import type { Mark } from '../../../engine/model/kind.ts'
import { CALL, FUTURE, type Row, sliceAt } from '../account/execution/slices.ts'

const quote = { bid: 5.8, ask: 6.2 }

describe('the mark of an option', () => {
  it.each<[string, Row, number | null]>([
    ['its settlement', { settlement: 6.5, ...quote, close: 7 }, 6.5],
    ['else the middle of the quotes', { ...quote, close: 7 }, 6],
    ['also when nobody bids', { bid: 0, ask: 0.2, close: 7 }, 0.1],
    ['else the close', { bid: 5.8, close: 7 }, 7],
    ['an open is no mark', { open: 6 }, null],
    ['nothing', {}, null],
  ])('is %s', (_, row, mark) => {
    expect(KINDS.option.mark(sliceAt(1, [[CALL, row]]), CALL)).toEqual(
      mark === null ? null : { price: mark, time: 1 },
    )
  })

  it('is none without a row', () => {
    expect(KINDS.option.mark(sliceAt(1, []), CALL)).toBeNull()
  })
})

describe('the mark of a future', () => {
  it.each<[string, Row, Mark | null]>([
    ['its settlement', { settlement: 1056.3, close: 1057 }, { price: 1056.3, time: 1 }],
    ['else its close', { close: 1057 }, { price: 1057, time: 1 }],
    [
      'that of its latest bar, when none is newer',
      { settlement: 1056.3, time: 0 },
      { price: 1056.3, time: 0 },
    ],
    ['nothing', {}, null],
  ])('is %s', (_, row, mark) => {
    expect(KINDS.future.mark(sliceAt(1, [[FUTURE, row]]), FUTURE)).toEqual(mark)
  })
})
