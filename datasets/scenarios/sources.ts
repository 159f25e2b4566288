/** Sources that more than one scenario rests on. */

import type { FactSource } from './fact.ts'

export const PAR_YIELD_CURVE: FactSource = {
  source: 'US Treasury, daily par yield curve rates, home.treasury.gov',
  status: 'verified',
}

/** Each row of these files cites an advisory of CME Clearing. */
export const MARGIN_ADVISORIES: FactSource = {
  source: 'CME Clearing performance bond advisories, as collected in the margin files of QuantConnect’s LEAN',
  status: 'verified',
}
