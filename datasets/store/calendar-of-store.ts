/** Sessions, series and contracts of a store, derived from its manifest. */

import { exchangeOf } from '../../engine/calendar/exchange.ts'
import type { Series, Session } from '../../engine/model/market.ts'
import { type Day, type EpochMs, MS_PER_DAY, parseDay } from '../../engine/model/time.ts'
import { exchangeBy, type SessionsRule, sessionCloseOf, sessionOn } from '../facts/sessions-rule.ts'
import type { Manifest, Part } from './manifest.ts'
import type { SessionRows } from './windows.ts'

export interface StoreCalendar {
  sessions(product: string): readonly Session[]
  /** Time zone of the product's sessions; UTC for an unknown product. */
  zoneOf(product: string): string
  series(product: string): readonly Series[]
  lastSessionOf(instrument: string): Session | null
  /** Rows by session of some products. */
  rows(table: 'bars' | 'chains', products: readonly string[]): SessionRows[]
}

/** How far a calendar reaches beyond the rows. */
const DAYS_BEFORE = 40
const DAYS_AFTER = 400

/** No series is listed for longer; an expiry in the year 9999 is one of bad data. */
const DAYS_LISTED_MOST = 30 * 366

/** An unknown product has no sessions and no series. Sessions are worked out at the first question. */
export function calendarOfStore(manifest: Manifest): StoreCalendar {
  const parts = manifest.sources.flatMap(({ bars, chains }) => [bars, chains]).filter(part => part !== null)
  const reach = reachOf(manifest, parts)
  const known = new Map<string, readonly Session[]>()

  const sessions = (product: string): readonly Session[] => {
    const rule = manifest.sessions[product]
    if (!rule) return []
    const list = known.get(product) ?? daysOf(rule, manifest, parts, reach).map(day => sessionOn(rule, day))
    known.set(product, list)
    return list
  }

  const lastSessionOn = (product: string, expiry: Day): Session | null => {
    const rule = manifest.sessions[product]
    return rule ? lastSession(rule, sessions(product), expiry) : null
  }

  const contracts = new Map(manifest.contracts.map(({ instrument, expiry }) => [instrument, expiry]))
  return {
    sessions,
    zoneOf(product) {
      const rule = manifest.sessions[product]
      return rule === undefined
        ? 'UTC'
        : rule.kind === 'exchange'
          ? exchangeOf(rule.exchange).zone
          : rule.zone
    },
    series: product =>
      manifest.series.flatMap(({ product: id, expiry, underlying, settlement }): Series[] => {
        if (id !== product) return []
        const day = parseDay(expiry)
        const last = lastSessionOn(id, day)
        return last ? [{ product: id, expiry: day, lastSession: last, underlying, settlement }] : []
      }),
    lastSessionOf(instrument) {
      const expiry = contracts.get(instrument)
      const product = instrument.split(' ')[0] ?? instrument
      return expiry === undefined ? null : lastSessionOn(product, parseDay(expiry))
    },
    rows: (table, products) =>
      manifest.sources.flatMap(source => {
        const part = source[table]
        return part ? products.flatMap(product => rowsIn(part, product, manifest.sessions[product])) : []
      }),
  }
}

function rowsIn(part: Part, product: string, rule: SessionsRule | undefined): SessionRows[] {
  if (!rule) return []
  return Object.entries(part.sessions[product] ?? {}).map(([date, rows]) => {
    const day = parseDay(date)
    return { day, close: sessionCloseOf(rule, day), rows }
  })
}

interface Reach {
  readonly from: Day
  readonly to: Day
}

/** All products of the store share one reach, so that an option's calendar starts no later than its underlying's. */
function reachOf(manifest: Manifest, parts: readonly Part[]): Reach {
  const dayOf = (time: EpochMs): Day => Math.floor(time / MS_PER_DAY)
  const first = parts.reduce((least, part) => Math.min(least, dayOf(part.first)), Number.POSITIVE_INFINITY)
  const last = parts.reduce((most, part) => Math.max(most, dayOf(part.last)), Number.NEGATIVE_INFINITY)
  const expiry = manifest.series.reduce((most, series) => Math.max(most, parseDay(series.expiry)), last)
  return {
    from: first - DAYS_BEFORE,
    to: Math.max(last + DAYS_AFTER, Math.min(expiry, last + DAYS_LISTED_MOST)),
  }
}

/**
 * Of listed days those with rows, and between them those on which series end: a day that is missing in the data is then a
 * session without a price, since the rows cannot tell it from a holiday. The user states holidays in `closedDays`.
 */
function daysOf(rule: SessionsRule, { series }: Manifest, parts: readonly Part[], reach: Reach): Day[] {
  if (rule.kind === 'exchange') {
    return Number.isFinite(reach.from) ? exchangeBy(rule).sessions(reach.from, reach.to) : []
  }
  const days = new Set<Day>()
  for (const part of parts) {
    for (const product of rule.of) {
      for (const date of Object.keys(part.sessions[product] ?? {})) days.add(parseDay(date))
    }
  }
  const listed = [...days].sort((a, b) => a - b)
  const [first, last] = [listed[0], listed.at(-1)]
  if (first === undefined || last === undefined) return []
  const closed = new Set(rule.closedDays?.map(day => parseDay(day)))
  for (const { product, expiry } of series) {
    const day = parseDay(expiry)
    if (rule.of.includes(product) && first < day && day < last && !closed.has(day)) days.add(day)
  }
  return days.size === listed.length ? listed : [...days].sort((a, b) => a - b)
}

/**
 * The last session not after a listed expiry. Listed sessions end with the rows: an expiry beyond them is taken for
 * a session of its own.
 */
function lastSession(rule: SessionsRule, sessions: readonly Session[], expiry: Day): Session | null {
  if (rule.kind === 'exchange') return sessionOn(rule, exchangeBy(rule).previous(expiry + 1))
  const last = sessions[sessions.length - 1]
  if (!last || expiry > last.day) return sessionOn(rule, expiry)
  return sessions.findLast(({ day }) => day <= expiry) ?? null
}
