/** A declaration of delivery: a short future on its way into bonds. */

import type { Instrument } from '../../model/instrument.ts'
import type { Day } from '../../model/time.ts'

/** Contracts of a short future that bonds were declared for, until these change hands. */
export interface Tender {
  readonly group: number
  readonly future: Instrument
  readonly bond: string
  readonly contracts: number
  /** Settlement of the future on the day of the declaration, in points. */
  readonly price: number
  readonly factor: number
  readonly multiplier: number
  readonly currency: string
  /** Units of 100 face that one contract takes. */
  readonly unitsPerContract: number
  readonly delivers: Day
}

/** Units of a bond that tenders will take. */
export const promisedUnits = (tenders: readonly Tender[], bond: string): number =>
  tenders
    .filter(tender => tender.bond === bond)
    .reduce((units, tender) => units + tender.contracts * tender.unitsPerContract, 0)
