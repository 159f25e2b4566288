/** The options of a csv of the user's own: which column is what, and what the file does not say itself. */

import { z } from 'zod'
import { products as knownProducts } from '../../engine/calendar/contracts.ts'
import type { Product } from '../../engine/model/instrument.ts'
import { productSchema } from '../facts/product-schema.ts'
import { type SessionsRule, statedDays } from '../facts/sessions-rule.ts'
import { isZone } from './date-format.ts'

/** Fields that are numbers. */
export const BAR_NUMBERS = ['open', 'high', 'low', 'close', 'settlement', 'volume'] as const
export const CHAIN_NUMBERS = ['bid', 'ask', ...BAR_NUMBERS, 'openInterest', 'multiplier'] as const

const FIELDS = [
  'date',
  'product',
  'instrument',
  'underlying',
  'expiry',
  'right',
  'strike',
  ...CHAIN_NUMBERS,
] as const

const numberField = z.enum(['strike', ...CHAIN_NUMBERS])
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads HH:MM')

const shape = z.strictObject({
  table: z.enum(['bars', 'chains']),
  /** Columns by field. `time` may name several, which are joined by a blank. */
  map: z.strictObject({
    ...(Object.fromEntries(FIELDS.map(field => [field, z.string().optional()])) as Record<
      (typeof FIELDS)[number],
      z.ZodOptional<z.ZodString>
    >),
    time: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  }),
  /** Values of fields that have no column, the same in every row. */
  fixed: z
    .partialRecord(z.enum(['product', 'instrument', 'underlying', 'expiry', 'right']), z.string())
    .default({}),
  separator: z.string().length(1).default(','),
  decimal: z.enum(['.', ',']).default('.'),
  thousands: z.string().length(1).nullable().default(null),
  /** Lines between the header and the first row. */
  preamble: z.number().int().nonnegative().default(0),
  /** Luxon tokens of `date`, of `time` and of `expiry`. */
  dateFormat: z.string().default('yyyy-MM-dd'),
  timeFormat: z.string().default('yyyy-MM-dd HH:mm:ss'),
  expiryFormat: z.string().default('yyyy-MM-dd'),
  /** IANA zone of `time`. */
  zone: z.string().refine(isZone, 'no such time zone; name it as in Europe/Berlin').default('UTC'),
  /** Whether `time` is a bar's end or its start, and then how long the bar is. */
  bar: z
    .discriminatedUnion('time', [
      z.strictObject({ time: z.literal('end') }),
      z.strictObject({ time: z.literal('start'), minutes: z.number().positive() }),
    ])
    .default({ time: 'end' }),
  /** Bars claim to be in order: one that is not later than the one before is bad. */
  sorted: z.boolean().default(false),
  rights: z
    .strictObject({ call: z.array(z.string()), put: z.array(z.string()) })
    .default({ call: ['C', 'CE', 'call', 'Call', 'CALL'], put: ['P', 'PE', 'put', 'Put', 'PUT'] }),
  /** What a number of the file is multiplied by: a number, or the column that has it for each row. */
  factors: z.partialRecord(numberField, z.union([z.number(), z.string()])).default({}),
  /** Cells that mean that there is no number, besides blank ones: `NaN`, `-`, `null`. */
  missing: z.array(z.string()).default([]),
  /** Fields in which 0 means that there is no value. */
  zeroIsMissing: z.array(numberField).default([]),
  /** Prices of bars may be below zero, as crude oil's was. */
  negativePrices: z.boolean().default(false),
  /** Ids of known contracts, or the facts of others. */
  products: z.array(z.union([z.string(), productSchema])).min(1),
  /** Sessions of products whose exchange is `listed`; `of` is all of them unless stated. */
  listed: z
    .strictObject({
      of: z.array(z.string()).min(1).optional(),
      zone: z.string().refine(isZone),
      close: timeOfDay,
    })
    .nullable()
    .default(null),
  ...statedDays,
})

export type GenericOptions = z.infer<typeof shape>

export const genericOptionsSchema = shape.superRefine((options, context) => {
  const fault = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: path.split('.'), message })
  }
  const has = (field: string): boolean => field in options.map || field in options.fixed
  if (has('date') === has('time'))
    fault('map', 'name either a date (daily rows) or a time (rows within the day)')
  const needed = options.table === 'bars' ? ['instrument'] : ['product', 'expiry', 'right', 'strike']
  for (const field of needed) {
    if (!has(field)) fault(`map.${field}`, `name the column of ${field}, or its value under fixed`)
  }
  for (const product of options.products) {
    if (typeof product === 'string' && !knownProducts.some(({ id }) => id === product)) {
      fault('products', `no contract is known as "${product}"; state its facts`)
    }
  }
  if (options.listed === null && productsOf(options).some(({ exchange }) => exchange === 'listed')) {
    fault('listed', 'state the zone and the close of products whose sessions are listed')
  }
})

/** The products that the options state. */
export const productsOf = ({ products }: GenericOptions): Product[] =>
  products.flatMap(product =>
    typeof product === 'string' ? knownProducts.filter(({ id }) => id === product) : [product],
  )

/** The sessions of a stated product. */
export function sessionsOf(options: GenericOptions, { exchange }: Product): SessionsRule {
  const { extraSessions, closedDays } = options
  const closed = closedDays ? { closedDays } : {}
  if (exchange !== 'listed')
    return { kind: 'exchange', exchange, ...(extraSessions ? { extraSessions } : {}), ...closed }
  const { of, zone = 'UTC', close = '00:00' } = options.listed ?? {}
  const listed = productsOf(options).filter(product => product.exchange === 'listed')
  return { kind: 'listed', of: of ?? listed.map(({ id }) => id), zone, close, ...closed }
}
