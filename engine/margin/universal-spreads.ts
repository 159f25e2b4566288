/** The sets of options that may be one spread under the universal rule, by the expiries between their shorts and longs. */

import type { Right } from '../model/instrument.ts'
import type { Day } from '../model/time.ts'
import type { OptionLeg } from './option-leg.ts'

/** Shorts of one right, and the longs that may stand against any of them. Neither is empty. */
export interface Side {
  readonly shorts: readonly OptionLeg[]
  /** The first covers best: the lowest call, the highest put. */
  readonly longs: readonly OptionLeg[]
}

/** Whatever is balanced within its sides is one spread. At least one side is there. */
export interface SpreadFrame {
  readonly calls: Side | null
  readonly puts: Side | null
}

/**
 * Every short of a spread ends by some date, every long on it or after. Two spreads of one such date are no dearer as one,
 * so one frame a date is enough; a frame whose legs are all in another is left out. `perRight`: calls and puts have dates
 * of their own. FINRA 4210(f)(2)(A)(xxxii).
 */
export function spreadFrames(legs: readonly OptionLeg[], spreadExpiry: 'all' | 'perRight'): SpreadFrame[] {
  const dates = [...new Set(legs.filter(leg => leg.short).map(leg => leg.expiry))].sort((a, b) => a - b)
  const at = (right: Right) => dates.map(date => sideOf(legs, right, date))
  const [calls, puts] = [at('call'), at('put')]
  const frames =
    spreadExpiry === 'all'
      ? dates.map((_, i): SpreadFrame => ({ calls: calls[i] ?? null, puts: puts[i] ?? null }))
      : calls.flatMap(call => puts.map((put): SpreadFrame => ({ calls: call, puts: put })))
  return widest(frames.filter(({ calls: call, puts: put }) => call !== null || put !== null))
}

function sideOf(legs: readonly OptionLeg[], right: Right, date: Day): Side | null {
  const shorts = legs.filter(leg => leg.short && leg.right === right && leg.expiry <= date)
  const longs = legs.filter(leg => !leg.short && leg.right === right && leg.expiry >= date)
  if (shorts.length === 0 || longs.length === 0) return null
  const sign = right === 'call' ? 1 : -1
  return { shorts, longs: longs.sort((a, b) => sign * (a.strike - b.strike)) }
}

function widest(frames: readonly SpreadFrame[]): SpreadFrame[] {
  const kept: SpreadFrame[] = []
  for (const frame of frames) {
    if (kept.some(other => isIn(frame, other))) continue
    const rest = kept.filter(other => !isIn(other, frame))
    kept.splice(0, kept.length, ...rest, frame)
  }
  return kept
}

const isIn = (frame: SpreadFrame, other: SpreadFrame): boolean =>
  isSideIn(frame.calls, other.calls) && isSideIn(frame.puts, other.puts)

const isSideIn = (side: Side | null, other: Side | null): boolean =>
  side === null ||
  (other !== null &&
    side.shorts.every(leg => other.shorts.includes(leg)) &&
    side.longs.every(leg => other.longs.includes(leg)))
