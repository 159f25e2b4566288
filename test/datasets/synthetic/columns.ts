/** Reads the synthetic market whole, as tests compare it. */

import { createHash } from 'node:crypto'
import {
  BAR_FIELDS,
  type BarColumns,
  CHAIN_FLOATS,
  type ChainColumns,
  joinBars,
  joinChains,
  type Market,
} from '../../../engine/index.ts'

export interface AllRows {
  readonly bars: ReadonlyMap<string, BarColumns>
  readonly chains: ReadonlyMap<string, ChainColumns>
}

/** Every row of some option products' chains and of some products' bars. */
export async function rowsOf(
  market: Market,
  chains: readonly string[],
  bars: readonly string[],
): Promise<AllRows> {
  const barParts = new Map<string, BarColumns[]>()
  const chainParts = new Map<string, ChainColumns[]>()
  const needs = { chains, bars, chainsAfter: 0 }
  for await (const block of market.read(needs, 0, Number.MAX_SAFE_INTEGER)) {
    for (const [id, part] of block.bars) barParts.set(id, [...(barParts.get(id) ?? []), part])
    for (const [id, part] of block.chains) chainParts.set(id, [...(chainParts.get(id) ?? []), part])
  }
  return {
    bars: new Map([...barParts].map(([id, parts]) => [id, joinBars(id, parts)])),
    chains: new Map([...chainParts].map(([id, parts]) => [id, joinChains(id, parts)])),
  }
}

/** What an option product settles into: the id of its future or its index. */
export function underlyingId(market: Market, option: string): string {
  const { settlement } = market.option(option)
  return settlement.kind === 'future' ? settlement.future : settlement.index
}

const bytesOf = (column: Float64Array | Int32Array | Uint8Array): Uint8Array =>
  new Uint8Array(column.slice().buffer)

/** SHA-256 of all columns, to the bit. */
export function digestOf({ bars, chains }: AllRows): string {
  const hash = createHash('sha256')
  for (const [id, columns] of bars) {
    hash.update(id)
    for (const field of BAR_FIELDS) hash.update(bytesOf(columns[field]))
  }
  for (const [id, columns] of chains) {
    hash.update(id)
    for (const field of [...CHAIN_FLOATS, 'expiry', 'right'] as const) hash.update(bytesOf(columns[field]))
  }
  return hash.digest('hex')
}
