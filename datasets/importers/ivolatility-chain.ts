/** Imports end-of-day chains of S&P 500 index options in the layout of IVolatility. */

import { z } from 'zod'
import { CALL, PUT } from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { IndexProduct, OptionProduct } from '../../engine/model/instrument.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'
import { eachRow } from './each-row.ts'
import { americanDay, type Fields } from './fields.ts'
import { END_OF_DAY_KNOWN_AT, type Importer, type Intake } from './importer.ts'

const COLUMNS = [
  'symbol',
  'date',
  'stock_price_close',
  'option_symbol',
  'option_expiration',
  'strike',
  'call/put',
  'ask',
  'bid',
  'settlement',
  'volume',
  'open_interest',
]

/**
 * A bid of 0 is a bid of 0; an ask or a settlement of 0 is none. The last session of a series is the last NYSE session
 * not after its listed expiry, which is a Saturday in some files.
 */
export const ivolatilityChain: Importer<Record<never, never>> = {
  name: 'ivolatility-chain',
  about: 'S&P 500 index options (SPX, SPXW, SPXPM) with quotes and open interest, end of day, as csv',
  version: 1,
  knownAt: END_OF_DAY_KNOWN_AT,
  options: z.strictObject({}),
  recognises({ lines }) {
    const header = (lines[0] ?? '').split(',')
    return header.includes('option_symbol') || header.includes('option_expiration')
  },
  async read(source, _options, intake) {
    const dateOf = americanDay()
    const closes = new Map<EpochMs, number>()
    let rows = 0
    let others = 0
    intake.product(spxIndex, spxSessions)
    await eachRow(source, { required: COLUMNS }, intake, fields => {
      if (fields.text('symbol') !== 'SPX') {
        others++
        intake.skip()
        return
      }
      rows++
      readQuote(fields, dateOf, closes, intake)
    })
    if (rows === 0 && others > 0) {
      throw new DataError('there is no row of symbol SPX; options on other underlyings need generic-csv', {
        file: source.name,
        field: 'symbol',
      })
    }
  },
}

function readQuote(
  fields: Fields,
  dateOf: (text: string) => Day,
  closes: Map<EpochMs, number>,
  intake: Intake,
): void {
  const root = fields.text('option_symbol').slice(0, 6).trim()
  const option = spxOptions.find(({ id }) => id === root)
  if (!option) fields.reject('option_symbol', fields.text('option_symbol'), 'has an unknown root')
  const day = fields.day('date', dateOf)
  const expiry = fields.day('option_expiration', dateOf)
  const right = fields.text('call/put')
  if (right !== 'C' && right !== 'P') fields.reject('call/put', right, 'is neither C nor P')
  const strike = fields.positive('strike')
  const bid = fields.amount('bid')
  const ask = presentAmount(fields, 'ask')
  const settlement = presentAmount(fields, 'settlement')
  const volume = fields.amount('volume')
  const openInterest = fields.amount('open_interest')
  const close = fields.positive('stock_price_close')
  if (fields.fault || !option) return
  const time = intake.closeOf(spxIndex.id, day)
  const known = closes.get(time)
  if (known !== undefined && known !== close) {
    fields.reject('stock_price_close', fields.text('stock_price_close'), `differs from ${known} of the day`)
    return
  }
  if (known === undefined) {
    closes.set(time, close)
    intake.carriedBar(spxIndex.id, { time, close }, fields.line)
  }
  intake.product(option, spxSessions)
  intake.quote(
    option.id,
    { time, expiry, strike, right: right === 'C' ? CALL : PUT, bid, ask, settlement, volume, openInterest },
    spxIndex.id,
    fields.line,
  )
}

/** An amount of which 0 means that there is none. */
function presentAmount(fields: Fields, column: string): number {
  const value = fields.amount(column)
  return value === 0 ? Number.NaN : value
}

/** The option roots on the S&P 500 index: each root is a product, for each settles in its own way. */
const spxIndex: IndexProduct = {
  kind: 'index',
  id: 'SPX-INDEX',
  name: 'S&P 500 index',
  exchange: 'NYSE',
  currency: 'USD',
}

const spxSessions: SessionsRule = { kind: 'exchange', exchange: 'NYSE' }

/** The same expiry and strike may be listed under several roots: they are different series. */
const spxOptions: readonly OptionProduct[] = [
  // Settles at the opening of the third Friday; the last session is taken to be that day, not the Thursday before.
  spx('SPX', 'S&P 500 index options (Cboe)', ['S&P 500 index'], '09:30'),
  spx('SPXW', 'S&P 500 weekly options (Cboe)', ['S&P 500 weekly'], '16:00'),
  spx('SPXPM', 'S&P 500 quarterly options (Cboe)', ['S&P 500 quarterly'], '16:00'),
]

function spx(id: string, name: string, aliases: readonly string[], time: string): OptionProduct {
  return {
    kind: 'option',
    id,
    name,
    aliases,
    exchange: 'NYSE',
    currency: 'USD',
    multiplier: [{ from: null, value: 100 }],
    point: 1,
    ticks: [
      {
        from: null,
        value: [
          { below: 3, tick: 0.05 },
          { below: null, tick: 0.1 },
        ],
      },
    ],
    exercise: [{ from: null, value: 'european' }],
    settlement: { kind: 'cash', index: spxIndex.id },
    premium: [{ from: null, value: 'upFront' }],
    expiry: [{ from: null, value: { rule: 'listed', time, zone: 'America/New_York' } }],
    exercisedAtTheMoney: { call: false, put: false },
    sizeFactor: 1,
  }
}
