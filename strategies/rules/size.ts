/** How many lots: by risk (rule R2) and up to a share of capital (rules R1, R2). */

/**
 * Whole lots whose stop loses at most `riskShare` of equity: floor(equity x share x factor / (stop x point value)).
 * `equity` is in currency units, the stop in price, `valuePerPoint` in currency units per 1.00 of price.
 * The hair added keeps 2800 / 700 = 4 from becoming 3 in binary floats. 0 when a stop of zero gives no measure.
 */
export function lotsByRisk(
  equity: number,
  riskShare: number,
  stopPoints: number,
  valuePerPoint: number,
  sizeFactor = 1,
): number {
  const riskPerLot = stopPoints * valuePerPoint
  return riskPerLot > 0 ? Math.max(0, Math.floor((equity * riskShare * sizeFactor) / riskPerLot + 1e-9)) : 0
}

/** The most lots, up to `lots`, for which `fits` holds; more lots never fit where fewer do not. */
export function mostLots(lots: number, fits: (lots: number) => boolean): number {
  let low = 0
  let high = lots
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
