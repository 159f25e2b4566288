/** A position that has one side only: its delta, and what it has been through (rule N5). */

import type { OptionInstrument, Right } from '../../engine/model/instrument.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { GroupView, Snapshot } from '../../engine/model/snapshot.ts'
import { type PricedExpiry, pricedOption } from '../chain/priced-option.ts'

/** The one side a group holds; null when it holds both, or none. */
export function soleSide(group: GroupView): Right | null {
  const rights = new Set(
    group.legs.flatMap(({ instrument }) => (instrument.kind === 'option' ? [instrument.right] : [])),
  )
  const [first] = rights
  return rights.size === 1 && first ? first : null
}

/**
 * Delta of one lot as the writer holds it. A leg in the money whose price implies no volatility, because it is worth no
 * more than its exercise, moves with the underlying; null when a leg out of the money has none.
 */
export function deltaOfLot(group: GroupView, chain: ChainView, expiry: PricedExpiry): number | null {
  let delta = 0
  for (const { instrument, quantity } of group.legs) {
    if (instrument.kind !== 'option') return null
    const option = pricedOption(chain, expiry, instrument.right, instrument.strike)
    const legDelta = option?.delta ?? deltaInTheMoney(instrument, expiry.price)
    if (legDelta === null) return null
    delta += (quantity / group.lots) * legDelta
  }
  return delta
}

function deltaInTheMoney({ right, strike }: OptionInstrument, price: number): number | null {
  if (right === 'call') return price > strike ? 1 : null
  return price < strike ? -1 : null
}

/** What the strategy remembers of its groups: the sides each has ever held, and how often it was neutralised. */
export class Balance {
  private readonly sides = new Map<number, Set<Right>>()
  private readonly neutralised = new Map<number, number>()
  /** Neutralisations ordered and not yet seen in the group. */
  private readonly ordered = new Map<number, Right>()

  /** Looks at the groups of a wake. An order that is still at work is not decided yet. */
  see({ groups, working }: Snapshot): void {
    for (const group of groups) {
      const held = this.sides.get(group.id) ?? new Set()
      for (const { instrument } of group.legs) if (instrument.kind === 'option') held.add(instrument.right)
      this.sides.set(group.id, held)
      const right = this.ordered.get(group.id)
      const atWork = working.some(order => order.group === group.id && order.purpose === 'open')
      if (right === undefined || atWork) continue
      this.ordered.delete(group.id)
      const filled = group.legs.some(
        ({ instrument }) => instrument.kind === 'option' && instrument.right === right,
      )
      if (filled) this.neutralised.set(group.id, this.times(group.id) + 1)
    }
  }

  /** How often the group was neutralised. */
  times(group: number): number {
    return this.neutralised.get(group) ?? 0
  }

  hasHeld(group: number, right: Right): boolean {
    return this.sides.get(group)?.has(right) ?? false
  }

  /** Remembers that the other side of a group was ordered to neutralise it. */
  order(group: number, right: Right): void {
    this.ordered.set(group, right)
  }
}
