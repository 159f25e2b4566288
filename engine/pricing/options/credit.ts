/** The arithmetic of a credit: what it is worth, what it earns a day, where it breaks even, what it risks. */

/** Sum of premiums in points. Float dust of adding decimals is taken off at twelve digits. */
export const creditPoints = (premiums: readonly number[]): number =>
  Number(premiums.reduce((sum, premium) => sum + premium, 0).toPrecision(12))

/** Currency received for one lot. */
export const creditMoney = (points: number, valuePerPoint: number): number =>
  Number((points * valuePerPoint).toPrecision(12))

/** Credit a calendar day, straight line; the trade day is excluded, the expiry day included. */
export const dailyGain = (credit: number, days: number): number | null => (days > 0 ? credit / days : null)

/** Profit in points of buying back at `value` what was sold for `credit`. */
export const closingProfit = (credit: number, value: number): number =>
  Number((credit - value).toPrecision(12))

/** Prices of the underlying at expiry between which a strangle does not lose (rule R8); null for a side not written. */
export const breakEvens = (
  callStrike: number | null,
  putStrike: number | null,
  credit: number,
): { upper: number | null; lower: number | null } => ({
  upper: callStrike === null ? null : Number((callStrike + credit).toPrecision(12)),
  lower: putStrike === null ? null : Number((putStrike - credit).toPrecision(12)),
})

/** Points x value x lots as a share of equity: of a credit the return at expiry, of a stop the account's risk. */
export const shareOfEquity = (points: number, valuePerPoint: number, lots: number, equity: number): number =>
  (points * valuePerPoint * lots) / equity
