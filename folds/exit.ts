/** What ended a trade: the gravest of all that happened to it decides its name. */

import type { DeliveryRecord, EndedRecord, ExpiryRecord, FillRecord } from '../engine/model/record.ts'

export type Exit =
  | 'stop'
  | 'liquidation'
  | 'expiredWorthless'
  | 'cashSettled'
  | 'expired'
  | 'assigned'
  | 'delivered'
  | 'redeemed'
  | 'unwound'
  | 'strategy'
  | 'open'

/** What has happened to a group that may be its end. */
export interface Ends {
  readonly happened: (
    | 'liquidation'
    | 'stop'
    | ExpiryRecord['outcome']
    | EndedRecord['outcome']
    | DeliveryRecord['step']
  )[]
  /** The first order that took bonds out of the trade, and whether others did too. */
  firstSale: number | null
  soldInParts: boolean
}

export const noEnds = (): Ends => ({ happened: [], firstSale: null, soldInParts: false })

/** `held` is what the group held of the instrument before the fill. */
export function addFillToEnds(ends: Ends, { purpose, origin, fill }: FillRecord, held: number): void {
  if (purpose === 'close' && (origin === 'liquidation' || origin === 'stop')) ends.happened.push(origin)
  if (fill.instrument.kind !== 'bond' || held * fill.quantity >= 0) return
  ends.firstSale ??= fill.order
  if (ends.firstSale !== fill.order) ends.soldInParts = true
}

export function exitOf({ happened, soldInParts }: Ends, open: boolean): Exit {
  if (happened.includes('liquidation')) return 'liquidation'
  if (happened.includes('stop')) return 'stop'
  if (happened.includes('assigned')) return 'assigned'
  if (open) return 'open'
  if (happened.includes('delivered')) return 'delivered'
  if (happened.includes('redeemed')) return 'redeemed'
  if (happened.includes('cash')) return 'cashSettled'
  // Without bonds to deliver a short ends at its last settlement, like a future that takes none.
  if (happened.includes('expired') || happened.includes('failed')) return 'expired'
  if (happened.includes('worthless')) return 'expiredWorthless'
  return soldInParts ? 'unwound' : 'strategy'
}
