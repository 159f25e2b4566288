/** Serves open interest as it was known: dated D from a later session on, never on D itself. */

import type { ChainColumns } from '../model/block.ts'
import type { Day } from '../model/time.ts'

/** The latest open interest of every live series, ascending by expiry, strike, right: the first `length` of its columns. */
interface Book {
  length: number
  readonly expiry: Int32Array
  readonly strike: Float64Array
  readonly right: Uint8Array
  readonly contracts: Float64Array
  readonly day: Int32Array
}

/** Open interest by row: contracts (NaN = never known) and the session it is of (0 = none). */
export interface KnownColumns {
  readonly contracts: Float64Array
  readonly day: Int32Array
}

/** The state of one product's open interest; a cache that its chain can rebuild. */
export interface KnownOpenInterest {
  /**
   * Reads the rows [from, to) of one instant in session `day` and writes what was known then; what is of a day before
   * `oldestDay` counts no more.
   */
  serve(chain: ChainColumns, from: number, to: number, day: Day, oldestDay: Day, out: KnownColumns): void
}

/**
 * Open interest that lags by whole sessions: with 1, rows of session D serve what the sessions before D ended with.
 * 0 serves D's own, which nobody could know on D: look-ahead, for studies of that bias.
 */
export function knownOpenInterest(lagSessions: number): KnownOpenInterest {
  let today: Day | null = null
  let book = emptyBook(0)
  /** Nobody reads it any more: a book is made at every chain, and buffers are dear. */
  let spare: Book | null = null
  const endOfSession: Book[] = []

  function endSession(): void {
    if (lagSessions === 0) return
    endOfSession.push(book)
    if (endOfSession.length > lagSessions) spare = endOfSession.shift() ?? null
  }

  function update(chain: ChainColumns, from: number, to: number, day: Day): void {
    const before = book
    const most = before.length + to - from
    book = spare && spare.strike.length >= most ? spare : emptyBook(most + (most >> 2))
    merge(before, chain, from, to, day, book)
    spare = endOfSession.at(-1) === before ? null : before
  }

  return {
    serve(chain, from, to, day, oldestDay, out) {
      if (today !== null && day !== today) endSession()
      today = day
      update(chain, from, to, day)
      const known =
        lagSessions === 0 ? book : endOfSession.length < lagSessions ? null : (endOfSession[0] ?? null)
      lookUp(known, chain, from, to, oldestDay, out)
    },
  }
}

/** Room for so many rows, in one buffer. */
function emptyBook(rows: number): Book {
  const buffer = new ArrayBuffer(25 * rows)
  return {
    length: 0,
    expiry: new Int32Array(buffer, 16 * rows, rows),
    strike: new Float64Array(buffer, 0, rows),
    right: new Uint8Array(buffer, 24 * rows, rows),
    contracts: new Float64Array(buffer, 8 * rows, rows),
    day: new Int32Array(buffer, 20 * rows, rows),
  }
}

/** Order of book row i against chain row j. */
const compare = (book: Book, i: number, chain: ChainColumns, j: number): number =>
  (book.expiry[i] as number) - (chain.expiry[j] as number) ||
  (book.strike[i] as number) - (chain.strike[j] as number) ||
  (book.right[i] as number) - (chain.right[j] as number)

/** Writes the book with the rows' open interest laid over it into `next`, without series that have expired before `day`. */
function merge(book: Book, chain: ChainColumns, from: number, to: number, day: Day, next: Book): void {
  let length = 0
  let i = 0
  let j = from
  while (i < book.length || j < to) {
    const order = i >= book.length ? 1 : j >= to ? -1 : compare(book, i, chain, j)
    const fresh = order >= 0 && !Number.isNaN(chain.openInterest[j] as number)
    const held = order <= 0
    if (fresh || (held && (book.expiry[i] as number) >= day)) {
      next.expiry[length] = (fresh ? chain.expiry[j] : book.expiry[i]) as number
      next.strike[length] = (fresh ? chain.strike[j] : book.strike[i]) as number
      next.right[length] = (fresh ? chain.right[j] : book.right[i]) as number
      next.contracts[length] = (fresh ? chain.openInterest[j] : book.contracts[i]) as number
      next.day[length] = fresh ? day : (book.day[i] as number)
      length++
    }
    if (held) i++
    if (order >= 0) j++
  }
  next.length = length
}

function lookUp(
  book: Book | null,
  chain: ChainColumns,
  from: number,
  to: number,
  oldestDay: Day,
  out: KnownColumns,
): void {
  if (book === null) {
    out.contracts.fill(Number.NaN, from, to)
    out.day.fill(0, from, to)
    return
  }
  let i = 0
  for (let j = from; j < to; j++) {
    while (i < book.length && compare(book, i, chain, j) < 0) i++
    const found = i < book.length && compare(book, i, chain, j) === 0 && (book.day[i] as number) >= oldestDay
    out.contracts[j] = found ? (book.contracts[i] as number) : Number.NaN
    out.day[j] = found ? (book.day[i] as number) : 0
  }
}
