/** Small made-up files of every format, with what must come of them, for the contract that all importers keep. */

import type { PlainRow } from '../market-rows.ts'

interface BadRow {
  readonly what: string
  /** What is added before the good rows; where it is left out, the `of`-th of them (the first) with `value` as `field`. */
  readonly row?: string
  readonly of?: number
  readonly field: string
  readonly value: string
  readonly reason: RegExp
}

export interface Sample {
  readonly what: string
  readonly importer: string
  readonly options: Readonly<Record<string, unknown>>
  readonly file: string
  /** Null: the format has none. */
  readonly header: string | null
  /** Lines between the header and the rows. */
  readonly preamble: readonly string[]
  /** Good rows of different keys, in order. */
  readonly rows: readonly string[]
  readonly bars: readonly string[]
  readonly chains: readonly string[]
  readonly expected: { readonly bars: readonly PlainRow[]; readonly chains: readonly PlainRow[] }
  readonly bad: readonly Required<Omit<BadRow, 'of'>>[]
  /** A column that must be there, and a misspelling of it; null: the format names none. */
  readonly column: readonly [name: string, misspelt: string] | null
}

type Stated = Omit<Sample, 'options' | 'preamble' | 'bars' | 'chains' | 'expected' | 'bad'> &
  Partial<Pick<Sample, 'options' | 'preamble' | 'bars' | 'chains'>> & {
    readonly expected: Partial<Sample['expected']>
    readonly bad: readonly BadRow[]
  }

/** A sample as it is stated below, with nothing for what is left out. */
const sample = ({ expected, bad, ...stated }: Stated): Sample => ({
  options: {},
  preamble: [],
  bars: [],
  chains: [],
  ...stated,
  expected: { bars: [], chains: [], ...expected },
  bad: bad.map(({ of = 0, row, ...one }) => ({ ...one, row: row ?? spoilt(stated, of, one) })),
})

/** A good row with a bad value; a value of the whole row is the row. */
function spoilt(
  { header, rows }: Pick<Sample, 'header' | 'rows'>,
  of: number,
  { field, value }: Omit<BadRow, 'row' | 'of'>,
): string {
  if (field === 'row') return value
  const separator = header?.includes(';') ? ';' : ','
  const column = header?.replaceAll('"', '').split(separator).indexOf(field) ?? -1
  if (column < 0) throw new Error(`${field} is no column; state the row`)
  return (rows[of] ?? '').split(separator).with(column, value).join(separator)
}

const ohlc = (open: number, high: number, low: number, close: number): PlainRow => ({
  open,
  high,
  low,
  close,
})

const nseClose = (day: string): string => `${day}T10:00:00.000Z`

const nseQuote = { product: 'NIFTY', expiry: '2022-01-27', strike: 17000, multiplier: 50 }

const nseOptions = sample({
  what: 'options',
  importer: 'nse-csv',
  file: 'options.csv',
  header:
    'date,expiry,type,strike,open,high,low,close,settle,open_interest,change_in_oi,traded_qty,market_lot',
  rows: [
    '2022-01-03,2022-01-27,CE,17000,410,455.5,400.05,450,450.25,1000,0,250,50',
    '2022-01-03,2022-01-27,PE,17000,210,215,180,190,190,1025,25,500,50',
    '2022-01-04,2022-01-27,CE,17000,0,0,0,470,470,1000,0,0,50',
  ],
  bars: ['NIFTY50'],
  chains: ['NIFTY'],
  expected: {
    chains: [
      {
        ...nseQuote,
        time: nseClose('2022-01-03'),
        right: 'call',
        ...ohlc(410, 455.5, 400.05, 450),
        settlement: 450.25,
        volume: 5,
        openInterest: 20,
      },
      {
        ...nseQuote,
        time: nseClose('2022-01-03'),
        right: 'put',
        ...ohlc(210, 215, 180, 190),
        settlement: 190,
        volume: 10,
        openInterest: 20.5,
      },
      {
        ...nseQuote,
        time: nseClose('2022-01-04'),
        right: 'call',
        close: 470,
        settlement: 470,
        volume: 0,
        openInterest: 20,
      },
    ],
  },
  bad: [
    { what: 'a price that is no number', field: 'high', value: '4x5', reason: /is no number/ },
    { what: 'a day that does not exist', field: 'date', value: '2022-02-30', reason: /is no date/ },
    { what: 'a negative price', field: 'low', value: '-400', reason: /is negative/ },
    {
      what: 'an expiry before the trade date',
      row: '2022-01-28,2022-01-27,CE,17000,410,455,400,450,450,1000,0,250,50',
      field: 'expiry',
      value: '2022-01-27',
      reason: /lies before the trade date 2022-01-28/,
    },
    {
      what: 'a row cut short',
      field: 'row',
      value: '2022-01-03,2022-01-27,CE,17000,410,455',
      reason: /has 6 fields where the header has 13/,
    },
    { what: 'an unknown right', field: 'type', value: 'XX', reason: /neither CE nor PE/ },
  ],
  column: ['market_lot', 'marketlot'],
})

const nseFutures = sample({
  what: 'futures',
  importer: 'nse-csv',
  file: 'futures.csv',
  header: 'symbol,date,expiry,open,high,low,close,settle,open_interest,change_in_oi,traded_qty,market_lot',
  rows: [
    'NIFTY,2022-01-03,2022-01-27,17500,17650.5,17450,17600,17601.25,5000,0,1000,50',
    'NIFTY,2022-01-04,2022-01-27,17600,17700,17550,17650,17650,5000,0,500,50',
  ],
  bars: ['NIFTY-F'],
  expected: {
    bars: [
      {
        instrument: 'NIFTY-F 2022-01',
        time: nseClose('2022-01-03'),
        ...ohlc(17500, 17650.5, 17450, 17600),
        settlement: 17601.25,
        volume: 20,
      },
      {
        instrument: 'NIFTY-F 2022-01',
        time: nseClose('2022-01-04'),
        ...ohlc(17600, 17700, 17550, 17650),
        settlement: 17650,
        volume: 10,
      },
    ],
  },
  bad: [
    { what: 'a blank date', field: 'date', value: '', reason: /is no date/ },
    { what: 'a lot of nothing', field: 'market_lot', value: '0', reason: /above zero/ },
  ],
  column: ['settle', 'settel'],
})

const nseIndex = sample({
  what: 'index',
  importer: 'nse-csv',
  file: 'index.csv',
  header: 'Price,Close,High,Low,Open,Volume',
  preamble: ['Ticker,^NSEI,^NSEI,^NSEI,^NSEI,^NSEI', 'Date,,,,,'],
  rows: [
    '2022-01-03,17625.7,17646.65,17383.3,17387.15,200',
    '2022-01-04,17805.25,17827.6,17593.55,17681.4,247',
  ],
  bars: ['NIFTY50'],
  expected: {
    bars: [
      { instrument: 'NIFTY50', time: nseClose('2022-01-03'), ...ohlc(17387.15, 17646.65, 17383.3, 17625.7) },
      { instrument: 'NIFTY50', time: nseClose('2022-01-04'), ...ohlc(17681.4, 17827.6, 17593.55, 17805.25) },
    ],
  },
  bad: [{ what: 'a close that is no number', field: 'Close', value: 'n/a', reason: /is no number/ }],
  column: ['Open', 'Opem'],
})

const oldBhavcopy = sample({
  what: 'old layout',
  importer: 'nse-bhavcopy',
  options: { lot: 50 },
  file: 'fo03JAN2022bhav.csv',
  header:
    'INSTRUMENT,SYMBOL,EXPIRY_DT,STRIKE_PR,OPTION_TYP,OPEN,HIGH,LOW,CLOSE,SETTLE_PR,CONTRACTS,VAL_INLAKH,OPEN_INT,CHG_IN_OI,TIMESTAMP,',
  rows: [
    'FUTIDX,NIFTY,27-Jan-2022,0,XX,17500,17650,17450,17600,17601.25,100,878.5,5000,0,03-JAN-2022,',
    'OPTIDX,NIFTY,27-Jan-2022,17000,CE,600,650,590,640,641,10,88.1,1000,0,03-JAN-2022,',
    'OPTIDX,NIFTY,27-Jan-2022,17000,PE,0,0,0,40,40,0,0,100,0,03-JAN-2022,',
  ],
  bars: ['NIFTY-F', 'NIFTY50'],
  chains: ['NIFTY'],
  expected: {
    bars: [
      {
        instrument: 'NIFTY-F 2022-01',
        time: nseClose('2022-01-03'),
        ...ohlc(17500, 17650, 17450, 17600),
        settlement: 17601.25,
        volume: 100,
      },
    ],
    chains: [
      {
        ...nseQuote,
        time: nseClose('2022-01-03'),
        right: 'call',
        ...ohlc(600, 650, 590, 640),
        settlement: 641,
        volume: 10,
        openInterest: 20,
      },
      {
        ...nseQuote,
        time: nseClose('2022-01-03'),
        right: 'put',
        close: 40,
        settlement: 40,
        volume: 0,
        openInterest: 2,
      },
    ],
  },
  bad: [
    {
      what: 'a month that does not exist',
      of: 1,
      field: 'EXPIRY_DT',
      value: '27-Jam-2022',
      reason: /is no date/,
    },
    { what: 'negative open interest', of: 1, field: 'OPEN_INT', value: '-1000', reason: /is negative/ },
  ],
  column: ['OPEN_INT', 'OPEN_INTEREST'],
})

const udiff = sample({
  what: 'UDiFF layout',
  importer: 'nse-bhavcopy',
  file: 'BhavCopy_NSE_FO_20240708.csv',
  header:
    'TradDt,BizDt,FinInstrmTp,TckrSymb,XpryDt,StrkPric,OptnTp,OpnPric,HghPric,LwPric,ClsPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,NewBrdLotQty',
  rows: [
    '2024-07-08,2024-07-08,IDF,NIFTY,2024-07-25,,,24400,24450,24300,24410,24320.55,24411.5,2500,0,250,25',
    '2024-07-08,2024-07-08,IDO,NIFTY,2024-07-25,24000,PE,110,150,100,120,24320.55,121.5,5000,-25,1250,25',
    '2024-07-08,2024-07-08,IDO,NIFTY,2024-07-25,25000,CE,90,95,60,70,24320.55,71,2500,0,25,25',
  ],
  bars: ['NIFTY-F', 'NIFTY50'],
  chains: ['NIFTY'],
  expected: {
    bars: [
      {
        instrument: 'NIFTY-F 2024-07',
        time: nseClose('2024-07-08'),
        ...ohlc(24400, 24450, 24300, 24410),
        settlement: 24411.5,
        volume: 250,
      },
      { instrument: 'NIFTY50', time: nseClose('2024-07-08'), close: 24320.55 },
    ],
    chains: [
      {
        product: 'NIFTY',
        expiry: '2024-07-25',
        time: nseClose('2024-07-08'),
        strike: 24000,
        right: 'put',
        ...ohlc(110, 150, 100, 120),
        settlement: 121.5,
        volume: 1250,
        openInterest: 200,
        multiplier: 25,
      },
      {
        product: 'NIFTY',
        expiry: '2024-07-25',
        time: nseClose('2024-07-08'),
        strike: 25000,
        right: 'call',
        ...ohlc(90, 95, 60, 70),
        settlement: 71,
        volume: 25,
        openInterest: 100,
        multiplier: 25,
      },
    ],
  },
  bad: [
    { what: 'a strike that is no number', of: 1, field: 'StrkPric', value: '24k', reason: /is no number/ },
    {
      what: 'a trade date in another form',
      of: 1,
      field: 'TradDt',
      value: '08/07/2024',
      reason: /is no date/,
    },
    { what: 'no lot', of: 1, field: 'NewBrdLotQty', value: '', reason: /above zero/ },
  ],
  column: ['NewBrdLotQty', 'BrdLotQty'],
})

const spxQuote = { product: 'SPX', expiry: '2011-01-21', time: '2011-01-03T21:00:00.000Z' }

const spxChain = sample({
  what: 'S&P 500',
  importer: 'ivolatility-chain',
  file: 'spx.csv',
  header:
    'symbol,exchange,company_name,date,stock_price_close,option_symbol,option_expiration,strike,call/put,style,ask,bid,mean_price,settlement,iv,volume,open_interest',
  rows: [
    'SPX,CBOE,"S&P 500, the index",01/03/2011,1271.87,SPX   110122C01200000,01/21/2011,1200.0,C,E,75.4,73.2,74.3,0.0,0.2,150,9000',
    'SPX,CBOE,"S&P 500, the index",01/03/2011,1271.87,SPX   110122P00500000,01/21/2011,500.0,P,E,0.05,0.0,0.0,0.0,0.9,0,77',
    'SPX,CBOE,"S&P 500, the index",01/03/2011,1271.87,SPXW  110121C01200000,01/21/2011,1200.0,C,E,76,74,75,0.0,0.2,5,6',
  ],
  bars: ['SPX-INDEX'],
  chains: ['SPX', 'SPXW'],
  expected: {
    bars: [{ instrument: 'SPX-INDEX', time: '2011-01-03T21:00:00.000Z', close: 1271.87 }],
    chains: [
      { ...spxQuote, strike: 500, right: 'put', bid: 0, ask: 0.05, volume: 0, openInterest: 77 },
      { ...spxQuote, strike: 1200, right: 'call', bid: 73.2, ask: 75.4, volume: 150, openInterest: 9000 },
      {
        ...spxQuote,
        product: 'SPXW',
        strike: 1200,
        right: 'call',
        bid: 74,
        ask: 76,
        volume: 5,
        openInterest: 6,
      },
    ],
  },
  bad: [
    {
      what: 'a bid above the ask',
      row: 'SPX,CBOE,S&P,01/03/2011,1271.87,SPX   110122C01200000,01/21/2011,1200.0,C,E,73.2,75.4,74.3,0.0,0.2,150,9000',
      field: 'bid',
      value: '75.4',
      reason: /is above the ask of 73.2/,
    },
    {
      what: 'an unknown root',
      row: 'SPX,CBOE,S&P,01/03/2011,1271.87,JXA   110122C01200000,01/21/2011,1200.0,C,E,75.4,73.2,74.3,0.0,0.2,150,9000',
      field: 'option_symbol',
      value: 'JXA   110122C01200000',
      reason: /unknown root/,
    },
    {
      what: 'a day before its month',
      row: 'SPX,CBOE,S&P,13/03/2011,1271.87,SPX   110122C01200000,01/21/2011,1200.0,C,E,75.4,73.2,74.3,0.0,0.2,150,9000',
      field: 'date',
      value: '13/03/2011',
      reason: /is no date/,
    },
  ],
  column: ['open_interest', 'openinterest'],
})

const genericChain = sample({
  what: 'chains of a known contract',
  importer: 'generic-csv',
  options: {
    table: 'chains',
    separator: ';',
    decimal: ',',
    thousands: '.',
    map: {
      date: 'Tag',
      expiry: 'Verfall',
      strike: 'Basis',
      right: 'Typ',
      bid: 'Geld',
      ask: 'Brief',
      openInterest: 'OI',
    },
    fixed: { product: 'OG' },
    dateFormat: 'dd.MM.yyyy',
    expiryFormat: 'dd.MM.yyyy',
    products: ['OG', 'GC'],
    factors: { strike: 0.1 },
    zeroIsMissing: ['ask'],
  },
  file: 'gold.csv',
  header: 'Tag;Verfall;Basis;Typ;Geld;Brief;OI',
  rows: [
    '05.10.2009;27.10.2009;10.000;C;15,1;16,4;1.200',
    '05.10.2009;27.10.2009;10.000;P;11;0;77',
    '06.10.2009;27.10.2009;10.050;C;;12;',
  ],
  bars: ['GC'],
  chains: ['OG'],
  expected: {
    chains: [
      {
        product: 'OG',
        expiry: '2009-10-27',
        time: '2009-10-05T21:15:00.000Z',
        strike: 1000,
        right: 'call',
        bid: 15.1,
        ask: 16.4,
        openInterest: 1200,
      },
      {
        product: 'OG',
        expiry: '2009-10-27',
        time: '2009-10-05T21:15:00.000Z',
        strike: 1000,
        right: 'put',
        bid: 11,
        openInterest: 77,
      },
      {
        product: 'OG',
        expiry: '2009-10-27',
        time: '2009-10-06T21:15:00.000Z',
        strike: 1005,
        right: 'call',
        ask: 12,
      },
    ],
  },
  bad: [
    { what: 'a right without a meaning', field: 'Typ', value: 'K', reason: /neither a call nor a put/ },
    {
      what: 'crossed quotes',
      row: '05.10.2009;27.10.2009;10.000;C;16,5;16,4;1.200',
      field: 'bid',
      value: '16.5',
      reason: /is above the ask of 16.4/,
    },
    { what: 'an expiry in another form', field: 'Verfall', value: '2009-10-27', reason: /is no date/ },
  ],
  column: ['Verfall', 'Verfal'],
})

const genericBars = sample({
  what: 'bars within the day of a product of the user',
  importer: 'generic-csv',
  options: {
    table: 'bars',
    map: { time: ['day', 'clock'], open: 'o', close: 'c', volume: 'v' },
    fixed: { instrument: 'PALM 2020-03' },
    timeFormat: 'yyyyMMdd HHmm',
    zone: 'Asia/Kuala_Lumpur',
    bar: { time: 'start', minutes: 30 },
    sorted: true,
    negativePrices: true,
    listed: { zone: 'Asia/Kuala_Lumpur', close: '18:00' },
    products: [
      {
        kind: 'future',
        id: 'PALM',
        name: 'Palm oil future',
        exchange: 'listed',
        currency: 'MYR',
        multiplier: [{ from: null, value: 25 }],
        ticks: [{ from: null, value: [{ below: null, tick: 1 }] }],
      },
    ],
  },
  file: 'palm.csv',
  header: 'day,clock,o,c,v',
  rows: ['20200102,1030,3000,3010,5', '20200102,1100,3010,-1,7', '20200103,1730,3011,3012,1'],
  bars: ['PALM'],
  expected: {
    bars: [
      { instrument: 'PALM 2020-03', time: '2020-01-02T03:00:00.000Z', open: 3000, close: 3010, volume: 5 },
      { instrument: 'PALM 2020-03', time: '2020-01-02T03:30:00.000Z', open: 3010, close: -1, volume: 7 },
      { instrument: 'PALM 2020-03', time: '2020-01-03T10:00:00.000Z', open: 3011, close: 3012, volume: 1 },
    ],
  },
  bad: [
    {
      what: 'a bar after the close',
      row: '20200101,1800,3000,3010,5',
      field: 'time',
      value: '2020-01-01T10:30:00.000Z',
      reason: /after the close/,
    },
    {
      what: 'an hour that does not exist',
      row: '20200102,2530,3000,3010,5',
      field: 'day clock',
      value: '20200102 2530',
      reason: /is no time/,
    },
    { what: 'negative volume', field: 'v', value: '-5', reason: /is negative/ },
  ],
  column: ['clock', 'clok'],
})

const leanQuotes = sample({
  what: 'spot gold',
  importer: 'lean-quotes',
  options: { id: 'XAUUSD' },
  file: 'xauusd.csv',
  header: null,
  rows: [
    '20060320 00:00,552,556.5,550,554,0,555,557.5,550.5,555,0',
    '20060321 00:00,553.5,555,546.5,552,0,554.5,555.5,547,553,0',
    '20060322 00:00,552.25,553,546,550,0,553.25,554,547,551.5,0',
  ],
  bars: ['XAUUSD'],
  expected: {
    bars: [
      { instrument: 'XAUUSD', time: '2006-03-20T23:59:00.000Z', ...ohlc(553.5, 557, 550.25, 554.5) },
      { instrument: 'XAUUSD', time: '2006-03-21T23:59:00.000Z', ...ohlc(554, 555.25, 546.75, 552.5) },
      { instrument: 'XAUUSD', time: '2006-03-22T23:59:00.000Z', ...ohlc(552.75, 553.5, 546.5, 550.75) },
    ],
  },
  bad: [
    {
      what: 'a bid above the ask',
      row: '20060317 00:00,552,556.5,550,556,0,555,557.5,550.5,555,0',
      field: 'bidClose',
      value: '556',
      reason: /is above the ask of 555/,
    },
    {
      what: 'a side without a price',
      row: '20060317 00:00,552,556.5,550,554,0,,,,,0',
      field: 'askOpen',
      value: '',
      reason: /must be a number above zero/,
    },
    {
      what: 'a row within the day',
      row: '20060317 13:00,552,556.5,550,554,0,555,557.5,550.5,555,0',
      field: 'time',
      value: '20060317 13:00',
      reason: /is no date/,
    },
    {
      what: 'a row cut short',
      field: 'row',
      value: '20060317 00:00,552,556.5',
      reason: /has 3 fields where the header has 11/,
    },
  ],
  column: null,
})

/** 17:00 in New York, in winter. */
const bondClose = (day: string): string => `${day}T22:00:00.000Z`

const parYields = sample({
  what: 'official layout',
  importer: 'par-yields',
  file: 'daily-treasury-rates.csv',
  header: 'Date,"1 Mo","1.5 Month","10 Yr","30 Yr"',
  rows: ['01/05/2024,5.5,,4.04,4.19', '01/04/2024,5.49,5.45,3.99,N/A', '01/03/2024,-0.02,,,4.05'],
  bars: ['CMT'],
  expected: {
    bars: [
      { instrument: 'CMT 1.5M', time: bondClose('2024-01-04'), close: 5.45 },
      { instrument: 'CMT 10Y', time: bondClose('2024-01-04'), close: 3.99 },
      { instrument: 'CMT 10Y', time: bondClose('2024-01-05'), close: 4.04 },
      { instrument: 'CMT 1M', time: bondClose('2024-01-03'), close: -0.02 },
      { instrument: 'CMT 1M', time: bondClose('2024-01-04'), close: 5.49 },
      { instrument: 'CMT 1M', time: bondClose('2024-01-05'), close: 5.5 },
      { instrument: 'CMT 30Y', time: bondClose('2024-01-03'), close: 4.05 },
      { instrument: 'CMT 30Y', time: bondClose('2024-01-05'), close: 4.19 },
    ],
  },
  bad: [
    { what: 'a yield that is no number', field: '10 Yr', value: '4.0a', reason: /is no number/ },
    { what: 'a month that does not exist', field: 'Date', value: '13/05/2024', reason: /is no date/ },
    {
      what: 'a row cut short',
      field: 'row',
      value: '01/02/2024,5.5,,4.04',
      reason: /has 4 fields where the header has 5/,
    },
  ],
  column: ['Date', 'Dat'],
})

const fredSofr = sample({
  what: 'SOFR',
  importer: 'fred',
  file: 'SOFR.csv',
  header: 'observation_date,SOFR',
  rows: ['2024-01-03,5.4', '2024-01-04,5.32', '2024-01-05,-0.01'],
  bars: ['SOFR'],
  expected: {
    bars: [
      { instrument: 'SOFR', time: '2024-01-04T13:00:00.000Z', close: 5.4 },
      { instrument: 'SOFR', time: '2024-01-05T13:00:00.000Z', close: 5.32 },
      { instrument: 'SOFR', time: '2024-01-08T13:00:00.000Z', close: -0.01 },
    ],
  },
  bad: [
    { what: 'a rate that is no number', field: 'SOFR', value: '5.4%', reason: /is no number/ },
    {
      what: 'a day that does not exist',
      field: 'observation_date',
      value: '2024-02-30',
      reason: /is no date/,
    },
  ],
  column: ['observation_date', 'observationdate'],
})

const frontRow = (close: number, high: number, low: number, open: number, date: string): string =>
  `${close},${high},${low},${open},1000,ZN=F,${date}`

const frontMonth = sample({
  what: 'ten-year notes over a roll',
  importer: 'front-month',
  file: 'zn.csv',
  header: 'close,high,low,open,volume,code,date',
  rows: [
    frontRow(138.53130340576172, 138.75, 138.5, 138.625, '2020-06-18'),
    frontRow(138.640625, 138.6875, 138.4843978881836, 138.53125, '2020-06-19'),
    frontRow(138.25, 138.375, 138.25, 138.3125, '2020-06-22'),
  ],
  bars: ['ZN'],
  expected: {
    bars: [
      {
        instrument: 'ZN 2020-06',
        time: '2020-06-18T21:00:00.000Z',
        ...ohlc(138.625, 138.75, 138.5, 138.53125),
        volume: 1000,
      },
      {
        instrument: 'ZN 2020-06',
        time: '2020-06-19T21:00:00.000Z',
        ...ohlc(138.53125, 138.6875, 138.484375, 138.640625),
      },
      {
        instrument: 'ZN 2020-09',
        time: '2020-06-22T21:00:00.000Z',
        ...ohlc(138.3125, 138.375, 138.25, 138.25),
        volume: 1000,
      },
    ],
  },
  bad: [
    {
      what: 'a close outside the day’s range',
      row: frontRow(138.765625, 138.75, 138.5, 138.625, '2020-06-17'),
      field: 'close',
      value: '138.765625',
      reason: /lies outside the day’s range of 138.5 to 138.75/,
    },
    {
      what: 'a Sunday',
      row: frontRow(138.5, 138.75, 138.5, 138.625, '2020-06-21'),
      field: 'date',
      value: '2020-06-21',
      reason: /is no session of CME/,
    },
    {
      what: 'a price off the grid',
      row: frontRow(138.585, 138.75, 138.5, 138.625, '2020-06-17'),
      field: 'close',
      value: '138.585',
      reason: /lies 0.44 ticks of 0.015625 off the price grid/,
    },
    {
      what: 'a code of no future',
      row: frontRow(138.5, 138.75, 138.5, 138.625, '2020-06-17').replace('ZN=F', 'XX=F'),
      field: 'code',
      value: 'XX=F',
      reason: /is the code of no known future/,
    },
  ],
  column: ['code', 'coda'],
})

const genericSettlements = sample({
  what: 'settlements of labelled bond futures',
  importer: 'generic-csv',
  options: {
    table: 'bars',
    map: {
      date: 'Trade Date',
      instrument: 'Contract',
      settlement: 'Settle',
      volume: 'Volume',
      expiry: 'Last',
    },
    products: ['ZN'],
  },
  file: 'settlements.csv',
  header: 'Trade Date,Contract,Settle,Volume,Last',
  rows: [
    '2020-05-28,ZN 2020-06,138.90625,500,2020-06-19',
    '2020-05-29,ZN 2020-06,139.0625,400,2020-06-19',
    '2020-05-29,ZN 2020-09,138.921875,900,2020-09-21',
  ],
  bars: ['ZN'],
  expected: {
    bars: [
      { instrument: 'ZN 2020-06', time: '2020-05-28T21:00:00.000Z', settlement: 138.90625, volume: 500 },
      { instrument: 'ZN 2020-06', time: '2020-05-29T21:00:00.000Z', settlement: 139.0625, volume: 400 },
      { instrument: 'ZN 2020-09', time: '2020-05-29T21:00:00.000Z', settlement: 138.921875, volume: 900 },
    ],
  },
  bad: [
    {
      what: 'a contract of another future',
      field: 'Contract',
      value: 'ZF 2020-06',
      reason: /belongs to none of the stated products/,
    },
  ],
  column: ['Settle', 'Setle'],
})

export const samples: readonly Sample[] = [
  nseOptions,
  nseFutures,
  nseIndex,
  oldBhavcopy,
  udiff,
  spxChain,
  genericChain,
  genericBars,
  genericSettlements,
  leanQuotes,
  parYields,
  fredSofr,
  frontMonth,
]

const headOf = ({ header, preamble }: Sample): readonly string[] => [
  ...(header === null ? [] : [header]),
  ...preamble,
]

/** The file's text with these rows. */
export const textOf = (sample: Sample, rows: readonly string[] = sample.rows, newline = '\n'): string =>
  [...headOf(sample), ...rows, ''].join(newline)

/** The line of a row by its index. */
export const lineOf = (sample: Sample, row: number): number => 1 + headOf(sample).length + row
