/** The daily volatility of an instrument, weighted towards the latest sessions. */

import { ofLibrary } from '../model/library.ts'
import { column, derive, type Signal } from '../model/signal.ts'

/** Weight of the day before against today, as RiskMetrics has it for slow estimates (spec M3: 0.97). */
const DECAY = 0.97

/** Returns that must have been seen: the first few say little. */
const RETURNS_LEAST = 20

/**
 * Standard deviation of daily log returns about zero, exponentially weighted: variance = 0.97 x that of the day before
 * + 0.03 x return squared, from the mean square of the first 20 returns on. By session; the price is the settlement,
 * else the close. NaN before that, and at a session without a price above zero.
 */
export const dailySigma = (instrument: string): Signal =>
  ofLibrary(
    derive({
      operation: 'dailySigma',
      parameters: [DECAY, RETURNS_LEAST],
      inputs: [column(instrument, 'settlement', 'session'), column(instrument, 'close', 'session')],
      kernel: () => {
        let before = Number.NaN
        let returns = 0
        let variance = 0
        return ([settlements, closes], out) => {
          for (let row = 0; row < out.length; row++) {
            const settlement = settlements?.[row] ?? Number.NaN
            const price = Number.isNaN(settlement) ? (closes?.[row] ?? Number.NaN) : settlement
            out[row] = Number.NaN
            if (!(price > 0)) continue
            if (!Number.isNaN(before)) {
              const square = Math.log(price / before) * Math.log(price / before)
              returns++
              variance =
                returns <= RETURNS_LEAST
                  ? variance + (square - variance) / returns
                  : DECAY * variance + (1 - DECAY) * square
            }
            before = price
            if (returns >= RETURNS_LEAST) out[row] = Math.sqrt(variance)
          }
        }
      },
    }),
  )
