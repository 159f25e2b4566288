/** Positions of one account in one contract offset each other, whichever groups they were opened in. */

import type { InitialNeed, MarginPosition, RunningRequirement } from '../model/margin-model.ts'

/** What offsets: the same contract at the same multiplier. Bonds, which may stand against loans of their own, do not. */
const keyOf = ({ instrument, multiplier }: MarginPosition): string => `${instrument.id} ${multiplier}`

/** The positions without what they offset of each other: the smaller side is gone, of the larger the earliest shrink. */
export function netted(positions: readonly MarginPosition[]): readonly MarginPosition[] {
  const byContract = new Map<string, MarginPosition[]>()
  for (const position of positions) {
    const same = byContract.get(keyOf(position))
    if (same) same.push(position)
    else byContract.set(keyOf(position), [position])
  }
  return byContract.size === positions.length ? positions : [...byContract.values()].flatMap(netOne)
}

/** Positions in one contract. */
function netOne(positions: readonly MarginPosition[]): readonly MarginPosition[] {
  let [long, short] = [0, 0]
  for (const { quantity } of positions) {
    if (quantity > 0) long += quantity
    else short -= quantity
  }
  let offset = Math.min(long, short)
  if (offset === 0) return positions
  const side = Math.sign(long - short)
  return positions.flatMap(position => {
    if (Math.sign(position.quantity) !== side) return []
    const gone = Math.min(offset, Math.abs(position.quantity))
    offset -= gone
    return gone === Math.abs(position.quantity)
      ? []
      : [{ ...position, quantity: position.quantity - side * gone }]
  })
}

/** Positions in one contract that were added, and what of them the model was told: the same ones, unless they offset. */
interface Contract {
  readonly added: Set<MarginPosition>
  readonly told: Set<MarginPosition>
}

/** A running requirement over netted positions. One that offsets nothing costs the same time however many there are. */
export class RunningNet {
  private readonly running: RunningRequirement
  private readonly contracts = new Map<string, Contract>()

  constructor(running: RunningRequirement) {
    this.running = running
  }

  add(position: MarginPosition): void {
    const key = keyOf(position)
    const contract = this.contracts.get(key) ?? { added: new Set(), told: new Set() }
    this.contracts.set(key, contract)
    const offsets = isOffset(contract) || isOpposite(contract, position)
    contract.added.add(position)
    if (offsets) this.tell(contract, netOne([...contract.added]))
    else {
      contract.told.add(position)
      this.running.add(position)
    }
  }

  /** Takes out a position that was added: the same object. */
  remove(position: MarginPosition): void {
    const contract = this.contracts.get(keyOf(position))
    if (!contract) return
    const offsets = isOffset(contract)
    contract.added.delete(position)
    if (offsets) this.tell(contract, netOne([...contract.added]))
    else if (contract.told.delete(position)) this.running.remove(position)
    if (contract.added.size === 0) this.contracts.delete(keyOf(position))
  }

  /** What `look` makes of the needs with these positions more; they hold for its call alone. */
  withMore<T>(more: readonly MarginPosition[], look: (needs: readonly InitialNeed[]) => T): T {
    const touched = new Map<Contract, readonly MarginPosition[]>()
    for (const position of more) {
      const contract = this.contracts.get(keyOf(position))
      if (contract && (isOffset(contract) || isOpposite(contract, position)))
        touched.set(contract, [...contract.told])
    }
    for (const contract of touched.keys()) this.tell(contract, [])
    const held = [...touched.keys()].flatMap(({ added }) => [...added])
    try {
      return look(this.running.initialWith(netted([...held, ...more])))
    } finally {
      for (const [contract, told] of touched) this.tell(contract, told)
    }
  }

  private tell({ told }: Contract, now: readonly MarginPosition[]): void {
    const fresh = new Set(now)
    for (const position of [...told]) {
      if (fresh.delete(position)) continue
      told.delete(position)
      this.running.remove(position)
    }
    for (const position of fresh) {
      told.add(position)
      this.running.add(position)
    }
  }
}

/** Whether the model was told less than was added: the smaller side of an offset is gone. */
const isOffset = ({ added, told }: Contract): boolean => added.size !== told.size

/** Whether a position is on the other side of what there is of its contract. */
function isOpposite({ told }: Contract, { quantity }: MarginPosition): boolean {
  const [first] = told
  return first !== undefined && Math.sign(first.quantity) !== Math.sign(quantity)
}
