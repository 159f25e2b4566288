/** An entry that a rule refuses. */

import type { Reason } from '../../engine/model/order.ts'

export interface Declined {
  readonly kind: 'declined'
  readonly reason: Reason
}

export const decline = (rule: string, text: string, evidence: NonNullable<Reason['evidence']>): Declined => ({
  kind: 'declined',
  reason: { rule, text, evidence },
})
