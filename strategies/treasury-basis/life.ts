/** What is done with a trade that is held: its end by delivery, roll or close, and the soft rule before it. */

import { type FutureProduct, futureOf } from '../../engine/model/instrument.ts'
import type { Intent, OrderLeg, Reason } from '../../engine/model/order.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import { basketBreach, basketRuleOf } from '../../engine/pricing/treasury/basket.ts'
import type { BasisRow } from '../../engine/pricing/treasury/basket-basis.ts'
import { deliveryTail } from '../../engine/pricing/treasury/hedge.ts'
import { type BasisBoard, priceNow } from './board.ts'
import type { Contract } from './contracts.ts'
import type { Held } from './held.ts'
import type { TreasuryBasisParams } from './params.ts'
import { type Reserve, reserveOf } from './reserve.ts'
import { contractsFor } from './size.ts'

/** What the decisions look at. */
export interface Sight {
  readonly wake: Wake
  readonly product: FutureProduct
  readonly held: Held
  /** The contract that is held, and its board; null without a price. */
  readonly contract: Contract
  readonly board: BasisBoard | null
  /** The contract after it. */
  readonly after: Contract
  /** Works out the board of that one, for a roll; null while it has no price. */
  readonly next: () => BasisBoard | null
  /** What the account needs for what it holds, in its currency. */
  readonly required: () => number
  readonly today: Day
  /** The session in which an order given now fills. */
  readonly fillDay: Day
  readonly unitsPerLot: number
  readonly multiplier: number
  /** Deviation of the future's daily moves, points; null while it is not known. */
  readonly moveSigma: number | null
}

/** At most one thing is done with a trade in a session: the first of these that applies. */
export function lifeOf(sight: Sight, params: TreasuryBasisParams): Intent | null {
  if (sight.wake.snapshot.working.some(order => order.group === sight.held.group.id)) return null
  return (
    excess(sight) ??
    delivery(sight) ??
    (sight.board === null || sight.fillDay > sight.contract.dates.lastTradingDay
      ? null
      : (tail(sight, params) ??
        takeProfit(sight, sight.board, params) ??
        leave(sight, params) ??
        reduceSoftly(sight, sight.board, params)))
  )
}

/** Once the future has stopped trading, bonds that it will not take are hedged by nothing. */
function excess({ held, contract, today, unitsPerLot }: Sight): Intent | null {
  const more = held.units - held.contracts * unitsPerLot
  return today < contract.dates.lastTradingDay || more <= 0 ? null : fewerBonds(held, more)
}

const fewerBonds = (held: Held, units: number): Intent =>
  adjust(held, [{ instrument: held.bond, quantity: -units }], {
    rule: 'excess',
    text: 'bonds that the contracts will not take are sold',
    evidence: { units: held.units, contracts: held.contracts },
  })

/** Declared on the last day: until then the short keeps the right to choose. */
function delivery({ held, contract, today, unitsPerLot }: Sight): Intent | null {
  if (today !== contract.dates.lastIntentionDay) return null
  const contracts = Math.min(held.contracts, Math.floor(held.units / unitsPerLot))
  if (contracts <= 0) return null
  return {
    kind: 'deliver',
    group: held.group.id,
    future: held.future.id,
    bond: held.bond.id,
    contracts,
    reason: { rule: 'delivery', text: 'the bonds are delivered on the last day' },
  }
}

/**
 * Makes the short as large as the bonds, so that they can be delivered one for one; a factor above 1 buys back. While a
 * call is open no order may sell more: then the bonds are made as few as the contracts.
 */
function tail(sight: Sight, params: TreasuryBasisParams): Intent | null {
  const { held, contract, fillDay, unitsPerLot, wake } = sight
  if (params.exit !== 'deliver' || fillDay !== contract.dates.lastTradingDay) return null
  const lots = Math.floor(held.units / unitsPerLot)
  const more = lots > 0 ? deliveryTail(lots, 1, held.contracts) : 0
  if (more === 0) return null
  if (more > 0 && wake.snapshot.callOpen) return fewerBonds(held, held.units - held.contracts * unitsPerLot)
  return adjust(held, [{ instrument: held.future, quantity: -more }], {
    rule: 'tail',
    text: 'contracts are brought to the face that will be delivered',
    evidence: { contracts: held.contracts, deliverable: lots },
  })
}

function takeProfit({ held }: Sight, board: BasisBoard, params: TreasuryBasisParams): Intent | null {
  const row = rowOf(board, held)
  const target = params.takeProfit32nds
  if (target === null || !row || row.basis.netBasis * 32 < target) return null
  return {
    kind: 'close',
    group: held.group.id,
    reason: {
      rule: 'take profit',
      text: 'the net basis has come back',
      evidence: { netBasis32nds: row.basis.netBasis * 32, target },
    },
  }
}

/** The contract is left when its roll day comes, or before it stops trading. */
function leave(sight: Sight, params: TreasuryBasisParams): Intent | null {
  const { held, contract, fillDay } = sight
  if (params.exit === 'deliver' || fillDay < contract.rollDay) return null
  return (
    (params.exit === 'roll' ? rollOf(sight, params) : null) ?? {
      kind: 'close',
      group: held.group.id,
      reason: {
        rule: params.exit === 'roll' ? 'no roll' : 'end of the contract',
        text:
          params.exit === 'roll'
            ? 'the next contract does not take the bond, or has no price'
            : 'the contract nears its delivery month',
      },
    }
  )
}

/** Buys the held contract back and sells the next against the same bonds. */
function rollOf(sight: Sight, params: TreasuryBasisParams): Intent | null {
  const { held, product, unitsPerLot } = sight
  const next = sight.next()
  const after = sight.after.future.month
  if (!next || basketBreach(held.bond.issue, basketRuleOf(product, after), after) !== null) return null
  const row = rowOf(next, held)
  if (!row) return null
  const contracts = contractsFor(Math.floor(held.units / unitsPerLot), row, next, params)
  const legs = [
    { instrument: held.future, quantity: held.contracts },
    { instrument: futureOf(product.id, after), quantity: -contracts },
  ]
  return adjust(held, legs, {
    rule: 'roll',
    text: `the short moves to ${after}`,
    evidence: { impliedRepoNext: row.basis.impliedRepo, contracts },
  })
}

/** Closes a share of what is more than free cash carries, both legs in proportion. */
function reduceSoftly(sight: Sight, board: BasisBoard, params: TreasuryBasisParams): Intent | null {
  const { held, wake, moveSigma, multiplier, unitsPerLot } = sight
  const row = rowOf(board, held)
  if (params.reserveSigmas === 0 || moveSigma === null || !row) return null
  if (priceNow(wake, held.bond.id) === null) return null
  const reserve = reserveOf(
    wake,
    sight.required(),
    held.contracts,
    multiplier,
    moveSigma,
    params.reserveSigmas,
  )
  const lots = Math.floor(held.units / unitsPerLot)
  const fewer = Math.min(lots, Math.ceil(params.reduceSpeed * reserve.excess * lots - 1e-9))
  if (fewer <= 0) return null
  const left = lots - fewer
  const contracts = left === 0 ? 0 : Math.min(held.contracts, contractsFor(left, row, board, params))
  const bonds = left === 0 ? held.units : fewer * unitsPerLot
  return adjust(
    held,
    [
      { instrument: held.bond, quantity: -bonds },
      ...(held.contracts > contracts
        ? [{ instrument: held.future, quantity: held.contracts - contracts }]
        : []),
    ],
    softReason(reserve),
  )
}

const softReason = ({ free, needed, excess }: Reserve): Reason => ({
  rule: 'reserve',
  text: 'free cash is less than the reserve for variation margin',
  evidence: { free, needed, excess },
})

const rowOf = (board: BasisBoard, { bond }: Held): BasisRow | undefined =>
  board.rows.find(row => row.issue.id === bond.id)

const adjust = ({ group }: Held, legs: readonly OrderLeg[], reason: Reason): Intent => ({
  kind: 'adjust',
  group: group.id,
  legs,
  reason,
})
