/** When a written side is closed by the chart: B6 in the words of the deck, and B7. */

import type { Right } from '../../engine/model/instrument.ts'
import type { Reason } from '../../engine/model/order.ts'
import type { Reading } from '../percent-b/chart.ts'
import type { PercentBWriterParams } from './params.ts'

/** `stopLevel` is that of the side. Null when it stays written; the stop proper is the broker's. */
export const counterExit = (
  right: Right,
  reading: Reading,
  stopLevel: number | null,
  params: PercentBWriterParams,
): Reason | null => literalStop(right, reading, stopLevel, params) ?? counterSignal(right, reading, params)

function counterSignal(right: Right, reading: Reading, params: PercentBWriterParams): Reason | null {
  const { cross, percentB } = reading
  const put = cross < 0 && percentB > params.exitLevel
  const call = percentB < params.exitLevel && (params.counterSignal === 'mirrored' ? cross > 0 : cross < 0)
  if (!(right === 'put' ? put : call)) return null
  return {
    rule: 'B7',
    text: `%B has crossed its average ${cross > 0 ? 'upwards' : 'downwards'}`,
    evidence: { percentB, average: reading.average, close: reading.close },
  }
}

/** The deck's slides have the words swapped: read as they stand, a put stops while the price is above its level. */
function literalStop(
  right: Right,
  { close }: Reading,
  level: number | null,
  params: PercentBWriterParams,
): Reason | null {
  if (params.stopSide === 'mirrored' || level === null) return null
  if (!(right === 'put' ? close > level : close < level)) return null
  return {
    rule: 'B6',
    text: `the close is ${right === 'put' ? 'above' : 'below'} the stop, as the words have it`,
    evidence: { close, level },
  }
}
