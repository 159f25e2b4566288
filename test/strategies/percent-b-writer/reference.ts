/** The rules B1 to B7 as one plain loop over closes: what the strategy must do, session by session. */

export interface ReferenceEvent {
  readonly session: number
  readonly kind: 'write' | 'stop' | 'counter'
  readonly side: 'put' | 'call'
  /** For a writing: where the strike may begin, which is where the stop stands too. */
  readonly limit: number | null
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map(x => (x - mean(values)) * (x - mean(values)))))
const last = (values: readonly number[], at: number, length: number): readonly number[] =>
  values.slice(at - length + 1, at + 1)

/** %B by session; null while it warms up. */
export function percentBOf(closes: readonly number[]): (number | null)[] {
  return closes.map((close, at) => {
    if (at < 20) return null
    const window = last(closes, at, 21)
    const half = 2 * deviation(window)
    return half === 0 ? null : (close - mean(window) + half) / (2 * half)
  })
}

/** Decisions at each close; an order fills at the next session, and a stop is tested from there on. */
export function referenceEvents(closes: readonly number[]): ReferenceEvent[] {
  const b = percentBOf(closes)
  const average = b.map((_, at) => {
    const window = b.slice(Math.max(0, at - 9), at + 1)
    return window.length === 10 && window.every(x => x !== null) ? mean(window as number[]) : null
  })
  const events: ReferenceEvent[] = []
  const held: { put: number | null; call: number | null } = { put: null, call: null }
  for (let at = 1; at < closes.length; at++) {
    const [now, before, mid, midBefore] = [b[at], b[at - 1], average[at], average[at - 1]]
    const close = closes[at] ?? 0
    const reach = at >= 19 ? 2 * deviation(last(closes, at, 20)) : Number.NaN
    for (const side of ['put', 'call'] as const) {
      if (held[side] === null) continue
      const level = side === 'put' ? close - reach : close + reach
      held[side] = side === 'put' ? Math.max(held.put ?? 0, level) : Math.min(held.call ?? 0, level)
      if (side === 'put' ? close < (held.put ?? 0) : close > (held.call ?? 0)) {
        events.push({ session: at, kind: 'stop', side, limit: null })
        held[side] = null
      }
    }
    if (now == null || before == null || mid == null || midBefore == null) continue
    const up = before <= midBefore && now > mid
    const down = before >= midBefore && now < mid
    for (const side of ['put', 'call'] as const) {
      const counter = side === 'put' ? down && now > 0.5 : up && now < 0.5
      if (held[side] === null || !counter) continue
      events.push({ session: at, kind: 'counter', side, limit: null })
      held[side] = null
    }
    const side = up && now < 0.4 ? 'put' : down && now > 0.6 ? 'call' : null
    if (side === null || held[side] !== null) continue
    const limit = side === 'put' ? close - reach : close + reach
    events.push({ session: at, kind: 'write', side, limit })
    held[side] = limit
  }
  return events
}
