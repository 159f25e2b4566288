/** The stop on a group's loss: rules R2 and R3. */

import type { LossStop } from '../../engine/model/order.ts'
import type { LossStopParams } from './risk-params.ts'

/** The stop that an opening order carries, points as prices. Null where the parameters have no stop. */
export function lossStop(params: LossStopParams): LossStop | null {
  if (params.stopPoints !== null) return { loss: { points: params.stopPoints }, test: params.stopTest }
  return params.stopMult === null ? null : { loss: { timesCredit: params.stopMult }, test: params.stopTest }
}

/** What a lot may lose, in price: the stop, or once the credit where there is none. `credit` is in price, of one lot. */
export const riskPointsOf = (params: LossStopParams, credit: number): number =>
  params.stopPoints ?? (params.stopMult ?? 1) * credit
