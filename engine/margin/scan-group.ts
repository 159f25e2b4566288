/** Groups of positions that are scanned together: an option product and the future it delivers. */

import { invariant } from '../model/errors.ts'
import type { Product } from '../model/instrument.ts'
import type { MarginPosition } from '../model/margin-model.ts'

export interface ScanGroup {
  /** The option product, where options are held; else the future. */
  readonly product: Product
  /** The future that is held or would be delivered; null for options that settle in cash. */
  readonly future: string | null
  /** The option products held, sorted by id. */
  readonly options: readonly string[]
  /** Currency per 1.00 of price, of one future. */
  readonly multiplier: number
  /** In an order of their own, so that sums of doubles do not depend on the caller's. */
  readonly positions: readonly MarginPosition[]
}

/** The groups of an account, sorted by the id of their product. Nothing offsets between groups. */
export function scanGroups(positions: readonly MarginPosition[]): readonly ScanGroup[] {
  const groups = new Map<string, MarginPosition[]>()
  for (const position of positions) {
    const key = scanGroupKey(position)
    const group = groups.get(key) ?? []
    group.push(position)
    groups.set(key, group)
  }
  return [...groups.values()].map(groupOf).sort((a, b) => compare(a.product.id, b.product.id))
}

/** What positions that are scanned together have in common. */
export const scanGroupKey = ({ deliverable, product }: MarginPosition): string => deliverable ?? product.id

/** The group that positions of one key make. */
export function groupOf(held: readonly MarginPosition[]): ScanGroup {
  const positions = held.toSorted(
    (a, b) => compare(a.instrument.id, b.instrument.id) || a.quantity - b.quantity || a.price - b.price,
  )
  const options = positions.filter(({ option }) => option !== null)
  const head = options[0] ?? positions[0]
  const outright = positions.find(({ option }) => option === null) ?? head
  invariant(head !== undefined && outright !== undefined, 'a group has a position')
  return {
    product: head.product,
    future: head.deliverable,
    options: [...new Set(options.map(position => position.product.id))],
    multiplier: outright.multiplier,
    positions,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
