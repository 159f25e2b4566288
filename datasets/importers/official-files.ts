/** Where the official files of the bond market's rates are fetched from. */

/** A file to fetch, and the importer that reads it. */
export interface OfficialFile {
  readonly what: string
  readonly importer: 'par-yields' | 'fred'
  readonly url: string
}

/** The Treasury has a file a year (from 1990); FRED one for a whole series. */
export const officialFiles = (year: number): readonly OfficialFile[] => [
  {
    what: `par yield curve of ${year}, US Treasury`,
    importer: 'par-yields',
    url: `https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/${year}/all?type=daily_treasury_yield_curve&field_tdr_date_value=${year}&page&_format=csv`,
  },
  {
    what: 'SOFR since April 2018, New York Fed by way of FRED',
    importer: 'fred',
    url: 'https://fred.stlouisfed.org/graph/fredgraph.csv?id=SOFR',
  },
]
