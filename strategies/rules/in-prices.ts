/** Parameters that are stated in points of a product, as prices. */

/**
 * The parameters with every number whose name ends in `Points` times the product's point (0.01 for the euro): call it once,
 * `inPrices(params, product.point)`, before anything is compared with a price. Null stays null.
 */
export const inPrices = <Params extends object>(params: Params, point: number): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('Points') && typeof value === 'number' ? value * point : value,
    ]),
  ) as Params
