/** How the price, the volatility and the strikes of each product behave in the synthetic market. All of it is invented. */

import { DataError } from '../../engine/model/errors.ts'
import type { PathTerms } from './price-path.ts'
import type { SmileTerms } from './smile.ts'

export interface ProductTerms {
  readonly path: PathTerms
  readonly smile: SmileTerms
  /** Cost of carry, a year: of the futures over spot, of a forward over its index. */
  readonly carry: number
  /** Distance of strikes near the money; further out every second and every tenth of them is listed. */
  readonly strikeStep: number
}

/** Prices start near those of autumn 2008. */
const TERMS: Readonly<Record<string, ProductTerms>> = {
  EURFX: {
    path: {
      priceStart: 1.41,
      drift: -0.02,
      volMean: 0.12,
      reversion: 3,
      volOfVol: 0.27,
      correlation: -0.1,
      jumpsPerYear: 3,
      jumpMean: 0,
      jumpDeviation: 0.012,
    },
    smile: { riskPremium: 1.08, skew: -0.01, curvature: 0.025 },
    carry: -0.006,
    strikeStep: 0.005,
  },
  JPYFX: {
    path: {
      priceStart: 0.00945,
      drift: 0.04,
      volMean: 0.13,
      reversion: 3,
      volOfVol: 0.29,
      correlation: 0.3,
      jumpsPerYear: 4,
      jumpMean: 0.003,
      jumpDeviation: 0.014,
    },
    smile: { riskPremium: 1.08, skew: 0.03, curvature: 0.025 },
    carry: 0.003,
    strikeStep: 0.00005,
  },
  OZB: {
    path: {
      priceStart: 118,
      drift: 0.01,
      volMean: 0.11,
      reversion: 3,
      volOfVol: 0.25,
      correlation: 0.1,
      jumpsPerYear: 3,
      jumpMean: 0,
      jumpDeviation: 0.01,
    },
    smile: { riskPremium: 1.07, skew: -0.01, curvature: 0.02 },
    carry: -0.03,
    strikeStep: 1,
  },
  LO: {
    path: {
      priceStart: 98,
      drift: 0,
      volMean: 0.38,
      reversion: 3,
      volOfVol: 0.8,
      correlation: -0.3,
      jumpsPerYear: 5,
      jumpMean: -0.01,
      jumpDeviation: 0.035,
    },
    smile: { riskPremium: 1.08, skew: -0.03, curvature: 0.025 },
    carry: 0.05,
    strikeStep: 0.5,
  },
  OG: {
    path: {
      priceStart: 880,
      drift: 0.06,
      volMean: 0.2,
      reversion: 3,
      volOfVol: 0.45,
      correlation: -0.2,
      jumpsPerYear: 5,
      jumpMean: -0.005,
      jumpDeviation: 0.025,
    },
    smile: { riskPremium: 1.08, skew: 0.01, curvature: 0.03 },
    carry: 0.012,
    strikeStep: 5,
  },
  ES: {
    path: {
      priceStart: 1165,
      drift: 0.03,
      volMean: 0.24,
      reversion: 3,
      volOfVol: 0.54,
      correlation: -0.7,
      jumpsPerYear: 5,
      jumpMean: -0.01,
      jumpDeviation: 0.02,
    },
    smile: { riskPremium: 1.1, skew: -0.06, curvature: 0.02 },
    carry: -0.005,
    strikeStep: 5,
  },
  ODAX: {
    path: {
      priceStart: 5830,
      drift: 0.03,
      volMean: 0.25,
      reversion: 3,
      volOfVol: 0.56,
      correlation: -0.7,
      jumpsPerYear: 5,
      jumpMean: -0.01,
      jumpDeviation: 0.02,
    },
    smile: { riskPremium: 1.1, skew: -0.06, curvature: 0.02 },
    carry: 0.02,
    strikeStep: 50,
  },
  OESX: {
    path: {
      priceStart: 3040,
      drift: 0.01,
      volMean: 0.26,
      reversion: 3,
      volOfVol: 0.58,
      correlation: -0.7,
      jumpsPerYear: 5,
      jumpMean: -0.01,
      jumpDeviation: 0.02,
    },
    smile: { riskPremium: 1.1, skew: -0.06, curvature: 0.02 },
    carry: -0.01,
    strikeStep: 25,
  },
  OGBL: {
    path: {
      priceStart: 115,
      drift: 0.02,
      volMean: 0.07,
      reversion: 3,
      volOfVol: 0.15,
      correlation: 0.1,
      jumpsPerYear: 2,
      jumpMean: 0,
      jumpDeviation: 0.006,
    },
    smile: { riskPremium: 1.07, skew: -0.01, curvature: 0.02 },
    carry: -0.02,
    strikeStep: 0.5,
  },
}

/** The terms of an option product. Throws a DataError for one that the synthetic market cannot make. */
export function productTermsOf(option: string): ProductTerms {
  const terms = TERMS[option]
  if (!terms) {
    throw new DataError(
      `the synthetic market has no terms for it; it makes ${Object.keys(TERMS).join(', ')}`,
      { field: 'products', value: option },
    )
  }
  return terms
}

/** How much wider a product's strikes and open interest lie than those of gold. */
export const spreadOf = (terms: ProductTerms): number => terms.path.volMean / 0.2
