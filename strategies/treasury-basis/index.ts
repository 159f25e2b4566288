/** `treasury-basis`: a Treasury bought on repo against its future, levered, until delivery, roll or a call. */

import { concatMap } from 'rxjs'
import { bondOf, inForce } from '../../engine/model/instrument.ts'
import { sessionIndexAt } from '../../engine/model/market.ts'
import { toAmount } from '../../engine/model/money.ts'
import type { Intent, Reason } from '../../engine/model/order.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { defineStrategy, type FundingView, type MarketFacts, type Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import type { BasisRow } from '../../engine/pricing/treasury/basket-basis.ts'
import {
  type DeliverableFuture,
  deliverableFuture,
} from '../../engine/pricing/treasury/deliverable-future.ts'
import { entryTag } from '../rules/groups.ts'
import { type BasisBoard, boardsOf, priceNow } from './board.ts'
import { type Contract, contractsOf } from './contracts.ts'
import { heldOf, observeBasis, orphanOf } from './held.ts'
import { lifeOf } from './life.ts'
import { type TreasuryBasisParams, treasuryBasisParams } from './params.ts'
import { moveMemory } from './reserve.ts'
import { type Size, sizeOf } from './size.ts'

export const treasuryBasis = defineStrategy({
  name: 'treasury-basis',
  about:
    'Buys the bond that is cheapest to deliver, borrows against it, and sells the future it is delivered into.',
  params: treasuryBasisParams,
  run: ({ bus, market, params }) => {
    const product = deliverableFuture(market.product(params.product), 'strategy.with.product')
    bus.read(product.id, product.delivery.bonds)
    const desk = deskOf(product, market, params)
    return bus.closes.pipe(concatMap(desk))
  },
})

/** Once a session of the bonds: what is held first, then whether something new begins. */
function deskOf(
  product: DeliverableFuture,
  market: MarketFacts,
  params: TreasuryBasisParams,
): (wake: Wake) => Intent[] {
  const bonds = market.product(product.delivery.bonds)
  const boardAt = bonds.kind === 'bond' ? boardsOf(bonds) : () => null
  const contracts = contractsOf(product, params.rollDays)
  const moves = moveMemory(params.sigmaDecay)

  return wake => {
    const end = wake.closes.find(one => one.products.includes(bonds.id))
    const funding = wake.funding()
    const fill = wake.fillSession(bonds.id)
    if (!end || !funding || !fill) return []
    const today = end.session.day
    const settle = settlementAfter(market, bonds.id, wake, today)
    const boardOf = (contract: Contract): BasisBoard | null =>
      boardAt(wake, { product, contract, day: today, settle, repoPercent: funding.ratePercent })
    const orphans = wake.snapshot.groups.flatMap(group => sellOrphan(wake, group))
    if (orphans.length > 0) return orphans
    const held = wake.snapshot.groups.map(heldOf).find(one => one !== null) ?? null
    const contract = held ? contracts.of(held.future.month) : contracts.front(fill.day)
    const board = boardOf(contract)
    const price = priceNow(wake, contract.future.id)
    const moveSigma = price === null ? null : moves.update(contract.future.id, price)
    let known: number | null = null
    const required = (): number => {
      known ??= toAmount(wake.requirement([]).initial, wake.snapshot.currency)
      return known
    }
    const told = board ? [observeBasis(wake, board, funding, held, required())] : []
    const multiplier = inForce(product.multiplier, today, `multiplier of ${product.id}`)
    const unitsPerLot = inForce(product.delivery.face, today, `face of ${product.id}`) / 100
    if (held) {
      const after = contracts.after(contract)
      const next = (): BasisBoard | null => boardOf(after)
      const sight = {
        wake,
        product,
        held,
        contract,
        after,
        next,
        required,
        today,
        unitsPerLot,
        multiplier,
        moveSigma,
      }
      const life = lifeOf({ ...sight, board, fillDay: fill.day }, params)
      return life ? [...told, life] : told
    }
    return board && wake.snapshot.groups.length === 0 && !wake.snapshot.bankrupt
      ? [...told, ...entry(wake, board, funding, unitsPerLot, params)]
      : told
  }
}

/** Bonds whose future is gone are sold, as after a forced reduction that closed it. */
function sellOrphan(wake: Wake, group: GroupView): Intent[] {
  const orphan = orphanOf(group)
  if (!orphan || wake.snapshot.working.some(order => order.group === group.id)) return []
  const reason = { rule: 'orphan', text: 'nothing hedges these bonds any more' }
  const legs = [{ instrument: orphan.bond, quantity: -orphan.units }]
  return [{ kind: 'adjust', group: group.id, legs, reason }]
}

/** The business day after today, on which a bond bought at today's price is paid for. */
function settlementAfter(market: MarketFacts, bonds: string, wake: Wake, today: Day): Day {
  const sessions = market.sessions(bonds)
  return sessions[sessionIndexAt(sessions, wake.time + 1)]?.day ?? today + 1
}

function entry(
  wake: Wake,
  board: BasisBoard,
  funding: FundingView,
  unitsPerLot: number,
  params: TreasuryBasisParams,
): Intent[] {
  const [row] = board.rows
  const tag = entryTag(`basis ${board.future.id}`, wake.snapshot, params.reentry)
  if (!row || tag === null) return []
  const refused = tooThin(row, funding, params)
  if (refused) return [{ kind: 'decline', tag, reason: refused }]
  const tradedBefore = wake.snapshot.tagsOpened.size > 0
  const size = sizeOf(wake, board, row, { unitsPerLot, tradedBefore }, params)
  if (size.kind === 'declined') return [{ kind: 'decline', tag, reason: size.reason }]
  return [openIntent(tag, board, row, size, unitsPerLot, evidenceOf(row, funding))]
}

const evidenceOf = (row: BasisRow, funding: FundingView): NonNullable<Reason['evidence']> => ({
  bond: row.issue.id,
  impliedRepoPercent: row.basis.impliedRepo === null ? null : row.basis.impliedRepo * 100,
  fundingPercent: funding.ratePercent,
  netBasis32nds: row.basis.netBasis * 32,
  grossBasis32nds: row.basis.grossBasis32nds,
})

/** Why the basis does not pay; null when it does. */
function tooThin(row: BasisRow, funding: FundingView, params: TreasuryBasisParams): Reason | null {
  const { impliedRepo, netBasis } = row.basis
  const evidence = evidenceOf(row, funding)
  if (params.entry === 'netBasis') {
    return netBasis * 32 <= params.maxNetBasis32nds
      ? null
      : { rule: 'net basis', text: `the net basis is above ${params.maxNetBasis32nds} 32nds`, evidence }
  }
  const spreadBp = impliedRepo === null ? null : impliedRepo * 10_000 - funding.ratePercent * 100
  return spreadBp !== null && spreadBp >= params.minSpreadBp
    ? null
    : { rule: 'spread', text: `implied repo over funding is below ${params.minSpreadBp} bp`, evidence }
}

const openIntent = (
  tag: string,
  board: BasisBoard,
  row: BasisRow,
  size: Size,
  unitsPerLot: number,
  evidence: NonNullable<Reason['evidence']>,
): Intent => ({
  kind: 'open',
  tag,
  legs: [
    { instrument: bondOf(row.issue), side: 'buy', ratio: size.lots * unitsPerLot },
    { instrument: board.future, side: 'sell', ratio: size.contracts },
  ],
  lots: 1,
  reason: { rule: 'basis', text: 'the cheapest bond pays more than it costs to finance', evidence },
})
