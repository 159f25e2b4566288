/** What a price does over the sessions that follow each session. */

export type ReturnKind = 'log' | 'simple'

/**
 * The return from each close to the one `horizon` rows later, a fraction (0.01 = 1 %), in the row it starts from.
 * NaN in the last `horizon` rows, and where either close is not above zero.
 */
export function forwardReturns(closes: Float64Array, horizon: number, kind: ReturnKind): Float64Array {
  return closes.map((from, row) => {
    const to = closes[row + horizon] ?? Number.NaN
    if (!(from > 0 && to > 0)) return Number.NaN
    return kind === 'log' ? Math.log(to / from) : to / from - 1
  })
}
