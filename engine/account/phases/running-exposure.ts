/** What an account needs as initial margin, kept up while orders are admitted or fill in one slice: each costs the same time. */

import { isFinanced, runningBonds } from '../../margin/bonds.ts'
import { RunningNet } from '../../margin/net.ts'
import { runningOf } from '../../margin/running.ts'
import type {
  InitialMargin,
  InitialNeed,
  MarginPosition,
  RunningRequirement,
} from '../../model/margin-model.ts'
import { add, type Minor, subtract, ZERO } from '../../model/money.ts'
import type { Order, OrderLeg } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { PricedLeg } from '../../model/strategy.ts'
import type { Account } from '../account.ts'
import { deliveriesOf, hypothetical, positionsOf, pricedLeg } from './exposure.ts'

/** Holds for the slice that it was made in, as long as it is told what changes. */
export class RunningExposure {
  private readonly account: Account
  private readonly slice: Slice
  private readonly bonds = runningBonds()
  private readonly others: RunningNet
  private readonly byGroup = new Map<number, readonly MarginPosition[]>()
  private readonly byOrder = new Map<number, readonly MarginPosition[]>()
  /** What was asked about last: mostly it is admitted, or fills, next. */
  private asked: {
    readonly legs: readonly OrderLeg[]
    readonly positions: readonly MarginPosition[]
  } | null = null

  /** Everything held, deliveries included. */
  constructor(account: Account, slice: Slice) {
    this.account = account
    this.slice = slice
    this.others = new RunningNet(
      runningOf(account.rules.margin, account.facts.session(account.home, slice.time).day),
    )
    for (const { id } of account.portfolio.groups()) this.takeGroup(id)
    this.addAll(deliveriesOf(account, slice))
  }

  /** Looks at what a group holds once more. */
  takeGroup(id: number): void {
    this.removeAll(this.byGroup.get(id))
    const group = this.account.portfolio.group(id)
    const positions = group ? positionsOf(this.account, this.slice, group) : []
    this.byGroup.set(id, positions)
    this.addAll(positions)
  }

  /** Counts in an opening order that is at work, at what it would fill at now. */
  takeOrder({ id, purpose, legs }: Order): void {
    if (purpose !== 'open') return
    const positions = this.asPositions(legs)
    this.byOrder.set(id, positions)
    this.addAll(positions)
  }

  /** Leaves out an order that is at work no more. */
  dropOrder(id: number): void {
    this.removeAll(this.byOrder.get(id))
    this.byOrder.delete(id)
  }

  /**
   * What equity must reach for the initial margin with these legs more, at their own prices or what they would fill at,
   * where that is above `equity`; null where it is not.
   */
  initialAbove(equity: Minor, legs: readonly (OrderLeg | PricedLeg)[]): Minor | null {
    const more = this.asPositions(legs)
    const bonds = this.bonds.initialWith(more.filter(isFinanced))
    const others = more.filter(position => !isFinanced(position))
    return this.others.withMore(others, needs => {
      const all = [...bonds, ...needs]
      if (this.total(all, need => need.bound) <= equity) return null
      const needed = this.total(all, need => need.exact())
      return needed > equity ? needed : null
    })
  }

  private total(needs: readonly InitialNeed[], marginOf: (need: InitialNeed) => InitialMargin): Minor {
    const { portfolio } = this.account
    return needs.reduce((sum, need) => {
      const { initial, premiumIncluded } = marginOf(need)
      const premium = portfolio.money.inAccount(premiumIncluded, need.currency)
      return subtract(add(sum, portfolio.money.inAccount(initial, need.currency)), premium)
    }, ZERO)
  }

  private asPositions(legs: readonly (OrderLeg | PricedLeg)[]): readonly MarginPosition[] {
    if (this.asked?.legs === legs) return this.asked.positions
    const positions = legs.map(leg =>
      hypothetical(this.account, this.slice, pricedLeg(this.account, this.slice, leg)),
    )
    this.asked = { legs, positions }
    return positions
  }

  private addAll(positions: readonly MarginPosition[]): void {
    for (const position of positions) this.partOf(position).add(position)
  }

  private removeAll(positions: readonly MarginPosition[] = []): void {
    for (const position of positions) this.partOf(position).remove(position)
  }

  private partOf(position: MarginPosition): Pick<RunningRequirement, 'add' | 'remove'> {
    return isFinanced(position) ? this.bonds : this.others
  }
}
