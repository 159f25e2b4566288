/** What each kind of record must look like when it comes from a file: the shapes of the engine's own records. */

import { z } from 'zod'
import type { Minor } from '../../engine/model/money.ts'
import type { RunRecord } from '../../engine/model/record.ts'

const time = z.number()
const day = z.int()
const money = z.int() as unknown as z.ZodType<Minor>
const group = z.int()
const evidence = z.record(z.string(), z.union([z.number(), z.string(), z.null()]))
const reason = z.strictObject({ rule: z.string(), text: z.string(), evidence: evidence.exactOptional() })
const origin = z.enum(['strategy', 'stop', 'liquidation', 'carried'])
const purpose = z.enum(['open', 'close'])

const issue = z.strictObject({
  id: z.string(),
  couponPercent: z.number(),
  maturity: day,
  issued: day,
  firstCoupon: day.nullable(),
  originalMonths: z.number(),
})

const instrument = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('option'),
    id: z.string(),
    product: z.string(),
    expiry: day,
    right: z.enum(['call', 'put']),
    strike: z.number(),
  }),
  z.strictObject({ kind: z.literal('future'), id: z.string(), product: z.string(), month: z.string() }),
  z.strictObject({ kind: z.literal('bond'), id: z.string(), product: z.string(), issue }),
])

const signal = z.strictObject({
  key: z.string(),
  grid: z.strictObject({ key: z.string(), instrument: z.string(), every: z.enum(['bar', 'session']) }),
})

const stop = z.union([
  z.strictObject({
    loss: z.union([z.strictObject({ points: z.number() }), z.strictObject({ timesCredit: z.number() })]),
    test: z.enum(['settlement', 'intraday']),
  }),
  z.strictObject({
    watch: signal,
    fires: z.enum(['below', 'above']),
    level: z.number(),
    follows: signal.nullable(),
    trailing: z.boolean(),
  }),
])

const order = z.strictObject({
  id: z.int(),
  group,
  tag: z.string(),
  purpose,
  origin,
  placedAt: time,
  legs: z.array(
    z.strictObject({ instrument, quantity: z.number(), reduces: z.literal(true).exactOptional() }),
  ),
  lots: z.number(),
  limit: z.number().nullable(),
  stop: stop.nullable(),
  reason,
})

const fill = z.strictObject({
  order: z.int(),
  group,
  time,
  instrument,
  quantity: z.number(),
  price: z.number(),
  source: z.enum(['quote', 'open', 'close', 'carried']),
  multiplier: z.number(),
  currency: z.string(),
})

const account = z.enum([
  'cash',
  'capital',
  'premium',
  'variation',
  'settlement',
  'commission',
  'interest',
  'exchange',
  'bond',
  'coupon',
  'repo',
  'repoInterest',
  'delivery',
  'margin',
  'creditLine',
])

const entry = z.strictObject({
  id: z.int(),
  time,
  kind: account.exclude(['cash', 'capital']).or(z.literal('deposit')),
  currency: z.string(),
  postings: z.array(z.strictObject({ account, amount: money })),
  group: group.nullable(),
  instrument: z.string().nullable(),
  memo: z.string(),
})

const hedge = z.strictObject({
  future: z.string(),
  contracts: z.number(),
  unitsPerContract: z.number(),
  price: z.number(),
  factor: z.number().nullable(),
})

const kind = <const Kind extends RunRecord['kind'], Shape extends z.core.$ZodLooseShape>(
  name: Kind,
  shape: Shape,
) => z.strictObject({ kind: z.literal(name), time, ...shape })

/** One record. */
export const recordSchema: z.ZodType<RunRecord> = z.discriminatedUnion('kind', [
  kind('order', { order }),
  kind('cancel', { order: z.int(), group, why: z.string() }),
  kind('refusal', {
    by: z.enum(['strategy', 'engine']),
    intent: z.enum(['open', 'close', 'adjust', 'deliver', 'cancel', 'decline', 'observe']),
    tag: z.string(),
    reason,
  }),
  kind('fill', { origin, purpose, fill }),
  kind('stop', {
    group,
    valuePoints: z.number(),
    creditPoints: z.number(),
    lossPoints: z.number(),
    watched: z.strictObject({ signal: z.string(), price: z.number(), level: z.number() }).nullable(),
  }),
  kind('expiry', {
    group,
    instrument: z.string(),
    quantity: z.number(),
    outcome: z.enum(['worthless', 'cash', 'assigned']),
    settlement: z.number(),
    source: z.enum(['final', 'underlying', 'underlyingInstead', 'underlyingEarlier']),
    early: z.boolean(),
    beforeExpiry: z.boolean(),
    delivers: z.string().nullable(),
  }),
  kind('assignment', { group, instrument: z.string(), quantity: z.number(), price: z.number() }),
  kind('ended', {
    group,
    instrument: z.string(),
    quantity: z.number(),
    outcome: z.enum(['expired', 'redeemed']),
    price: z.number(),
  }),
  kind('substitute', {
    of: z.enum(['settlement', 'lastPrice', 'rate']),
    name: z.string(),
    staleSessions: z.number(),
  }),
  kind('entry', { entry }),
  kind('call', {
    call: z.int(),
    step: z.enum(['notice', 'deposit', 'cured', 'unmet', 'reduction', 'bankruptcy']),
    equity: money,
    initial: money,
    maintenance: money,
    amount: money,
    deadline: time.nullable(),
  }),
  kind('mark', { group, valuePoints: z.number(), staleSessions: z.number() }),
  kind('day', {
    session: day,
    equity: money,
    cash: money,
    initial: money,
    maintenance: money,
    premiumIncluded: money,
    scenarios: z.record(z.string(), z.number()),
    carvings: z.record(z.string(), z.string()).exactOptional(),
    groups: z.int(),
    rates: z.record(z.string(), z.number()),
  }),
  kind('comparison', {
    model: z.string(),
    equity: money,
    initial: money,
    maintenance: money,
    called: z.boolean(),
  }),
  kind('comparisonFault', { model: z.string(), why: z.string() }),
  kind('delivery', {
    group,
    step: z.enum(['tender', 'delivered', 'failed']),
    future: z.string(),
    bond: z.string().nullable(),
    contracts: z.number(),
    price: z.number(),
    factor: z.number().nullable(),
    invoice: money.nullable(),
  }),
  kind('bond', {
    session: day,
    group,
    bond: z.string(),
    units: z.number(),
    unsettled: z.number(),
    cleanPrice: z.number(),
    accrued: z.number(),
    value: money,
    borrowed: money,
    repoPercent: z.number().nullable(),
    hedges: z.array(hedge),
  }),
  kind('liquidity', {
    session: day,
    cashFree: money,
    marginPosted: money,
    creditDrawn: money,
    bondValue: money,
    borrowed: money,
  }),
  kind('open', { group, value: money }),
  kind('observation', { name: z.string(), values: evidence }),
])
