/** Turns a wall-clock time of an exchange into an instant: the one place that knows time zones. */

import { DateTime } from 'luxon'
import { DataError } from '../model/errors.ts'
import { civilOf, type Day, type EpochMs } from '../model/time.ts'

/** Instants already worked out, by zone and time of day: a cache that can be rebuilt. */
const known = new Map<string, Map<Day, EpochMs>>()

/**
 * The instant of a local time (`HH:MM`, 24 hours) on a day in an IANA zone, daylight saving included.
 * Throws a DataError for a time or zone that does not exist.
 */
export function instantOf(day: Day, time: string, zone: string): EpochMs {
  const key = `${time} ${zone}`
  let byDay = known.get(key)
  if (!byDay) {
    byDay = new Map()
    known.set(key, byDay)
  }
  const instant = byDay.get(day) ?? convert(day, time, zone)
  byDay.set(day, instant)
  return instant
}

function convert(day: Day, time: string, zone: string): EpochMs {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new DataError('no such time of day; write it as HH:MM', { field: 'time', value: time })
  const local = DateTime.fromObject(
    { ...civilOf(day), hour: Number(match[1]), minute: Number(match[2]) },
    { zone },
  )
  if (!local.isValid) {
    throw new DataError('no such time zone; name it as in Europe/Berlin', { field: 'zone', value: zone })
  }
  return local.toMillis()
}
