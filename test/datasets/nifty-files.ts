/** Made-up NIFTY files for tests of the store: options, index days, futures. */

const OPTION_HEADER =
  'date,expiry,type,strike,open,high,low,close,settle,open_interest,change_in_oi,traded_qty,market_lot'

/** A row of an option whose prices are all `price`; the lot is 50. */
export const optionRow = (
  date: string,
  expiry: string,
  type: 'CE' | 'PE',
  strike: number,
  price: number,
  openInterest = 5000,
): string =>
  [date, expiry, type, strike, price, price, price, price, price, openInterest, 0, 500, 50].join(',')

export const optionsFile = (...rows: readonly string[]): string => [OPTION_HEADER, ...rows, ''].join('\n')

/** Index days that closed at these prices. */
export const indexFile = (closes: Readonly<Record<string, number>>): string =>
  [
    'Price,Close,High,Low,Open,Volume',
    'Ticker,^NSEI,^NSEI,^NSEI,^NSEI,^NSEI',
    'Date,,,,,',
    ...Object.entries(closes).map(([day, close]) => `${day},${close},${close},${close},${close},0`),
    '',
  ].join('\n')
