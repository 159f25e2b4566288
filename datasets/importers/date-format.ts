/** Reads dates and times by luxon's tokens, without luxon's cost per row. */

import { DateTime, IANAZone } from 'luxon'
import { type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import { remembered } from './fields.ts'

/** Instants by local time are looked up once a day: both ends of a day with the same offset share it. */
const MS_PER_MINUTE = 60_000

/** Whether a zone's name is known, as `Europe/Berlin` is. */
export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone)

/**
 * A reader of instants by a luxon format such as `yyyy-MM-dd HH:mm`, local to `zone`; `x` and `X` are Unix
 * milliseconds and seconds. NaN for a text that is not of the form, or of no existing date, or of a time that the clocks of
 * the zone skip. A time that occurs twice is the first of the two, which no later row can precede.
 */
export function instantReader(format: string, zone: string): (text: string) => EpochMs {
  if (format === 'x') return unixReader(1)
  if (format === 'X') return unixReader(1000)
  const pattern = patternOf(format)
  const instantOf = instants(zone)
  if (!pattern) {
    const hasZone = /[Zz]/.test(format.replace(/'[^']*'/g, ''))
    return remembered(text => {
      const local = DateTime.fromFormat(
        text,
        format,
        hasZone ? { zone, locale: 'en' } : { zone: 'utc', locale: 'en' },
      )
      if (!local.isValid) return Number.NaN
      return hasZone ? local.toMillis() : instantOf(local.toMillis())
    })
  }
  return text => {
    const match = pattern.exec(text)?.groups
    if (!match) return Number.NaN
    const part = (name: string): number => Number(match[name] ?? 0)
    const year = part('yyyy')
    const month = match.MM === undefined ? 1 : part('MM')
    const day = match.dd === undefined ? 1 : part('dd')
    const midnight = Date.UTC(year, month - 1, day)
    const [hour, minute, second] = [part('HH'), part('mm'), part('ss')]
    // Years below 100 would be taken for years of the last century.
    const exists =
      new Date(midnight).getUTCFullYear() === year &&
      new Date(midnight).getUTCMonth() === month - 1 &&
      hour < 24 &&
      minute < 60 &&
      second < 60
    if (!exists) return Number.NaN
    const local = midnight + ((hour * 60 + minute) * 60 + second) * 1000
    return instantOf(local)
  }
}

const unixReader =
  (factor: number): ((text: string) => EpochMs) =>
  text =>
    /^-?\d+$/.test(text) ? Number(text) * factor : Number.NaN

/** Widths of the tokens that are read here; a format with others goes to luxon. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '\\d{4}',
  MM: '\\d{2}',
  dd: '\\d{2}',
  HH: '\\d{2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
}

function patternOf(format: string): RegExp | null {
  const seen = new Set<string>()
  let pattern = ''
  for (const [token] of format.matchAll(/([A-Za-z])\1*|'|[^A-Za-z']+/g)) {
    const width = TOKENS[token]
    if (width !== undefined && !seen.has(token)) {
      seen.add(token)
      pattern += `(?<${token}>${width})`
    } else if (token === 'T' || /^[^A-Za-z']+$/.test(token)) {
      pattern += token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    } else {
      return null
    }
  }
  return seen.has('yyyy') ? new RegExp(`^${pattern}$`) : null
}

/** The instant of a local time written as if it were UTC; NaN where the clocks skip it. */
function instants(zone: string): (local: EpochMs) => EpochMs {
  const luxonZone = IANAZone.create(zone)
  const offsetAt = (instant: EpochMs): number => luxonZone.offset(instant) * MS_PER_MINUTE
  const byDay = new Map<number, readonly [number, number]>()
  return local => {
    const day = Math.floor(local / MS_PER_DAY)
    let offsets = byDay.get(day)
    if (!offsets) {
      // Zones lie within a day of UTC, so these two instants enclose the local day.
      offsets = [offsetAt((day - 1) * MS_PER_DAY), offsetAt((day + 2) * MS_PER_DAY)]
      byDay.set(day, offsets)
    }
    const [before, after] = offsets
    if (before === after) return local - before
    const fitting = [local - before, local - after].filter(instant => instant + offsetAt(instant) === local)
    return fitting.length === 0 ? Number.NaN : Math.min(...fitting)
  }
}
