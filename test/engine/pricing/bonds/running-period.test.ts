/** The running half-year of a bond: what accrued interest and remaining payments make of it, and who remembers it. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accrualStart, accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { interestOver } from '../../../../engine/pricing/bonds/interest.ts'
import { remainingPayments } from '../../../../engine/pricing/bonds/remaining-payments.ts'
import { runningPeriod, runningPeriods } from '../../../../engine/pricing/bonds/running-period.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond } from './bonds.ts'

describe('a running period', () => {
  it('accrues to the last bit what the parts of its first period add up to', () => {
    holds(
      fc.property(settledBond, ({ bond, settle }) => {
        const from = accrualStart(bond, settle, runningPeriod(bond, settle))
        expect(accruedInterest(bond, settle)).toBe(interestOver(bond, from, settle))
      }),
    )
  })

  it('remembered from earlier days, or from later ones, is the one that is found anew', () => {
    holds(
      fc.property(settledBond, fc.array(fc.integer({ min: -400, max: 400 })), ({ bond, settle }, steps) => {
        const periodOf = runningPeriods()
        for (const step of [0, ...steps]) {
          const day = Math.min(Math.max(settle + step, bond.issued ?? settle), bond.maturity - 1)
          const period = periodOf(bond, day)
          expect(period).toEqual(runningPeriod(bond, day))
          expect(accruedInterest(bond, day, period)).toBe(accruedInterest(bond, day))
          expect(remainingPayments(bond, day, period)).toEqual(remainingPayments(bond, day))
        }
      }),
    )
  })

  it('is remembered for each bond apart', () => {
    const periodOf = runningPeriods()
    const [one, other] = [bondOf(4, '2030-05-15'), bondOf(4, '2030-08-15')]
    expect(periodOf(one, 20_000)).toBe(periodOf(one, 20_001))
    expect(periodOf(other, 20_000)).not.toEqual(periodOf(one, 20_000))
  })

  it('ends with the bond, remembered or not', () => {
    const periodOf = runningPeriods()
    const bond = bondOf(4, '2030-05-15')
    periodOf(bond, bond.maturity - 1)
    expect(() => periodOf(bond, bond.maturity)).toThrow('the bond has matured')
  })
})
