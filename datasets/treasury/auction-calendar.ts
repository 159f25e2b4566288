/** When the Treasury sells which term: the regular calendar, as far as it is known. */

import type { Month } from '../../engine/model/time.ts'
import type { Tenor } from './tenor.ts'

/** Months of first issues, both included; null = since ever, or still. */
interface AuctionSpan {
  readonly from: Month | null
  readonly to: Month | null
}

export interface AuctionTerms {
  readonly tenor: Tenor
  /** The day from which interest runs, and on whose like the issue matures. */
  readonly dated: 'fifteenth' | 'monthEnd'
  /** Calendar months of first issues, 1 to 12; later sales in between reopen them. */
  readonly months: readonly number[]
  /** Not confirmed: the months in which the term came, went and came back. */
  readonly spans: readonly AuctionSpan[]
}

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const REFUNDINGS = [2, 5, 8, 11]
const ALWAYS: AuctionSpan = { from: null, to: null }
const since = (from: Month): readonly AuctionSpan[] => [{ from, to: null }]

/**
 * The calendar of today, projected back. Before 2009 the real one was thinner and changed often (five-year notes came
 * quarterly for some years, thirty-year bonds twice a year); the terms of three, seven and twenty years that were sold
 * before the spans below are left out.
 */
export const auctionCalendar: readonly AuctionTerms[] = [
  { tenor: '2Y', dated: 'monthEnd', months: EVERY_MONTH, spans: [ALWAYS] },
  { tenor: '3Y', dated: 'fifteenth', months: EVERY_MONTH, spans: since('2008-11') },
  { tenor: '5Y', dated: 'monthEnd', months: EVERY_MONTH, spans: [ALWAYS] },
  { tenor: '7Y', dated: 'monthEnd', months: EVERY_MONTH, spans: since('2009-02') },
  { tenor: '10Y', dated: 'fifteenth', months: REFUNDINGS, spans: [ALWAYS] },
  { tenor: '20Y', dated: 'fifteenth', months: REFUNDINGS, spans: since('2020-05') },
  {
    tenor: '30Y',
    dated: 'fifteenth',
    months: REFUNDINGS,
    spans: [
      { from: null, to: '2001-08' },
      { from: '2006-02', to: null },
    ],
  },
]
