/** The names that the profit of a basis trade falls under. */

/**
 * From the surest to the rest: coupons and interest, what is borrowed, the basis against its hedge and the part of it
 * that the choice of bond made, what the hedge leaves open, fills, commissions, and cents.
 */
export const PROFIT_NAMES = [
  'carry',
  'financing',
  'convergence',
  'deliveryOption',
  'curve',
  'execution',
  'fees',
  'rounding',
] as const

export type ProfitName = (typeof PROFIT_NAMES)[number]

/** An amount for each name; all of them add up to the profit. */
export type ProfitNames = Readonly<Record<ProfitName, number>>

/** The same while it is being counted. */
export type ProfitSums = Record<ProfitName, number>

export const noProfit = (): ProfitSums => ({
  carry: 0,
  financing: 0,
  convergence: 0,
  deliveryOption: 0,
  curve: 0,
  execution: 0,
  fees: 0,
  rounding: 0,
})

/** The profit that the names divide. */
export const profitOf = (names: ProfitNames): number =>
  PROFIT_NAMES.reduce((sum, name) => sum + names[name], 0)
