/** Imports daily quote bars of a currency pair or a metal as LEAN writes them: bid and ask, no header, rows of Sundays. */

import { z } from 'zod'
import { DataError } from '../../engine/model/errors.ts'
import type { IndexProduct } from '../../engine/model/instrument.ts'
import { type Day, weekdayOf } from '../../engine/model/time.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'
import { isZone } from './date-format.ts'
import { eachRow } from './each-row.ts'
import { type Fields, leanDay } from './fields.ts'
import type { Importer } from './importer.ts'

const SIDES = ['Open', 'High', 'Low', 'Close'] as const
const COLUMNS = [
  'time',
  ...SIDES.map(side => `bid${side}`),
  'bidSize',
  ...SIDES.map(side => `ask${side}`),
  'askSize',
]

const SUNDAY = 7

const optionsSchema = z.strictObject({
  /** Id of the index that the prices become; left out, the file's name in capitals. */
  id: z.string().regex(/^\S+$/, 'an id is one word without spaces').optional(),
  name: z.string().optional(),
  /** Currency of the prices; left out, the last three letters of an id of six, as in XAUUSD. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in USD')
    .optional(),
  /** A Sunday's few hours join the next row, which opens at their open, or are left out. */
  sundays: z.enum(['merge', 'drop']).default('merge'),
  /** Zone of the days. A day's prices are known at its end. */
  zone: z.string().refine(isZone, 'no such time zone; name it as in Europe/Berlin').default('UTC'),
})

type LeanOptions = z.infer<typeof optionsSchema>

/** A day's prices, in the middle of bid and ask. */
interface DayPrices {
  readonly day: Day
  readonly line: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** Prices are the middle of bid and ask, each of the four by itself; sizes are left out. */
export const leanQuotes: Importer<LeanOptions> = {
  name: 'lean-quotes',
  about: 'daily quote bars of a currency pair or a metal (LEAN, QuantConnect): their middle as an index',
  version: 1,
  knownAt: 'prices of day D are known at its end, in the last minute of it',
  options: optionsSchema,
  recognises: ({ lines }) => /^\d{8} 00:00(,[^,]*){10}$/.test(lines[0] ?? ''),
  async read(source, options, intake) {
    const index = indexOf(options, source.name)
    intake.product(index, sessionsOf(index.id, options.zone))
    const dayOf = leanDay()
    const days: DayPrices[] = []
    await eachRow(source, { header: COLUMNS, required: COLUMNS }, intake, fields => {
      const prices = pricesOf(fields, dayOf)
      if (!fields.fault) days.push(prices)
    })
    let sunday: DayPrices | null = null
    for (const prices of days.sort((a, b) => a.day - b.day)) {
      if (weekdayOf(prices.day) === SUNDAY) {
        // It is no row of its own: what is counted is the row that it joins.
        intake.skip()
        if (options.sundays === 'merge') sunday = sunday ? joined(sunday, prices) : prices
        continue
      }
      const { day, line, ...values } = sunday ? joined(sunday, prices) : prices
      intake.bar(index.id, { time: intake.closeOf(index.id, day), ...values }, line)
      sunday = null
    }
  },
}

function indexOf({ id: stated, name, currency }: LeanOptions, file: string): IndexProduct {
  const id = stated ?? (file.split('/').pop() ?? file).replace(/\..*$/, '').toUpperCase()
  const quoted = currency ?? /^[A-Z]{3}([A-Z]{3})$/.exec(id)?.[1]
  if (quoted === undefined) {
    throw new DataError('the id does not end in a currency; state options.currency, as in USD', {
      file,
      field: 'options.currency',
      value: id,
    })
  }
  return {
    kind: 'index',
    id,
    name: name ?? `${id}, middle of bid and ask`,
    exchange: 'listed',
    currency: quoted,
  }
}

const sessionsOf = (id: string, zone: string): SessionsRule => ({
  kind: 'listed',
  of: [id],
  zone,
  close: '23:59',
})

function pricesOf(fields: Fields, dayOf: (text: string) => Day): DayPrices {
  const day = fields.day('time', dayOf)
  return {
    day,
    line: fields.line,
    open: middle(fields, 'Open'),
    high: middle(fields, 'High'),
    low: middle(fields, 'Low'),
    close: middle(fields, 'Close'),
  }
}

function middle(fields: Fields, side: (typeof SIDES)[number]): number {
  const bid = fields.positive(`bid${side}`)
  const ask = fields.positive(`ask${side}`)
  if (bid > ask) fields.reject(`bid${side}`, fields.text(`bid${side}`), `is above the ask of ${ask}`)
  return (bid + ask) / 2
}

/** One bar over both: the later one's day and close. */
const joined = (before: DayPrices, after: DayPrices): DayPrices => ({
  ...after,
  open: before.open,
  high: Math.max(before.high, after.high),
  low: Math.min(before.low, after.low),
})
