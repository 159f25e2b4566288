/** The shape of a product's facts as files state them: the same fields as the engine's own products. */

import { z } from 'zod'
import type { Product } from '../../engine/model/instrument.ts'

const isoDate = z.iso.date()
const dated = <T extends z.ZodType>(value: T) =>
  z.array(z.strictObject({ from: isoDate.nullable(), value })).min(1)
/** Instrument ids start with the product's id and a space, so an id has none. */
const id = z.string().regex(/^\S+$/, 'an id is one word without spaces')
const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in USD')
const exchange = z.enum(['CME', 'NYMEX', 'NYSE', 'EUREX', 'SIFMA', 'listed'])
const tickBand = z.strictObject({ below: z.number().positive().nullable(), tick: z.number().positive() })
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads HH:MM')

const option = z.strictObject({
  kind: z.literal('option'),
  id,
  name: z.string(),
  aliases: z.array(z.string()),
  exchange,
  currency,
  multiplier: dated(z.number().positive()),
  point: z.number().positive(),
  ticks: dated(z.array(tickBand).min(1)),
  exercise: dated(z.enum(['american', 'european'])),
  settlement: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('future'),
      future: id,
      cycle: z.array(z.number().int().min(1).max(12)).min(1),
    }),
    z.strictObject({ kind: z.literal('cash'), index: id, final: z.enum(['close', 'open']).exactOptional() }),
  ]),
  premium: dated(z.enum(['upFront', 'futuresStyle'])),
  expiry: dated(
    z.strictObject({
      rule: z.enum([
        'fx',
        'treasuryBond',
        'treasuryBondFiveDays',
        'crude',
        'gold',
        'thirdFriday',
        'bundSixDays',
        'bundFriday',
        'listed',
      ]),
      time: timeOfDay,
      deliveryMonthTime: timeOfDay.exactOptional(),
      zone: z.string(),
    }),
  ),
  exercisedAtTheMoney: z.strictObject({ call: z.boolean(), put: z.boolean() }),
  sizeFactor: z.number().positive(),
})

const future = z.strictObject({
  kind: z.literal('future'),
  id,
  name: z.string(),
  exchange,
  currency,
  multiplier: dated(z.number().positive()),
  ticks: dated(z.array(tickBand).min(1)),
  delivery: z
    .strictObject({
      bonds: id,
      face: dated(z.number().positive()),
      rule: z.enum(['long', 'short']),
      basket: dated(
        z.strictObject({
          originalMonthsMost: z.number().positive().nullable(),
          remainingMonthsLeast: z.number().nonnegative(),
          remainingMonthsMost: z
            .strictObject({
              months: z.number().positive(),
              inclusive: z.boolean(),
              from: z.enum(['first', 'last']),
            })
            .nullable(),
        }),
      ),
    })
    .exactOptional(),
})

const day = z.int()

const bond = z.strictObject({
  kind: z.literal('bond'),
  id,
  name: z.string(),
  exchange,
  currency,
  ticks: dated(z.array(tickBand).min(1)),
  settlementDays: dated(z.int().nonnegative()),
  issues: z.array(
    z.strictObject({
      id: z.string(),
      couponPercent: z.number().nonnegative(),
      issued: day,
      maturity: day,
      firstCoupon: day.nullable(),
      originalMonths: z.int().positive(),
    }),
  ),
})

const index = z.strictObject({
  kind: z.literal('index'),
  id,
  name: z.string(),
  exchange,
  currency,
  isRate: z.literal(true).exactOptional(),
})

/** Validates the facts of a product; what comes out is a `Product` of the engine. */
export const productSchema: z.ZodType<Product> = z.discriminatedUnion('kind', [option, future, index, bond])
