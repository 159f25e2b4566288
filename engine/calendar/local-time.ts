/** Turns a wall-clock time of an exchange into an instant: the one place that knows time zones. */

import { DateTime } from 'luxon'
import { DataError } from '../model/errors.ts'
import { civilOf, type Day, type EpochMs, MS_PER_DAY } from '../model/time.ts'

const MS_PER_MINUTE = 60_000

/** Days between two looks at a zone's offset: since 1970 no zone has changed it twice within so few. */
const LOOK_DAYS = 8

/** The second day of 1970. */
const FIRST_DAY = 1

/** The offset of a zone from UTC in minutes, asked every few days; a cache that can be rebuilt. */
interface Offsets {
  /** Null where it changes, or may, within a day of this one. */
  around(day: Day): number | null
}

/** One time of day in one zone. */
interface LocalTime {
  readonly minutes: number
  readonly offsets: Offsets
  /** Instants of the days around a change of the offset. */
  readonly changing: Map<Day, EpochMs>
}

const offsetsByZone = new Map<string, Offsets>()
const localTimes = new Map<string, LocalTime>()

/**
 * The instant of a local time (`HH:MM`, 24 hours) on a day in an IANA zone, daylight saving included.
 * Throws a DataError for a time or zone that does not exist.
 */
export function instantOf(day: Day, time: string, zone: string): EpochMs {
  const { minutes, offsets, changing } = localTimeOf(time, zone)
  const offset = offsets.around(day)
  if (offset !== null) return day * MS_PER_DAY + (minutes - offset) * MS_PER_MINUTE
  const instant = changing.get(day) ?? convert(day, minutes, zone)
  changing.set(day, instant)
  return instant
}

function localTimeOf(time: string, zone: string): LocalTime {
  const key = `${time} ${zone}`
  const known = localTimes.get(key)
  if (known) return known
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new DataError('no such time of day; write it as HH:MM', { field: 'time', value: time })
  if (!DateTime.fromMillis(0, { zone }).isValid) {
    throw new DataError('no such time zone; name it as in Europe/Berlin', { field: 'zone', value: zone })
  }
  const offsets = offsetsByZone.get(zone) ?? offsetsOf(zone)
  offsetsByZone.set(zone, offsets)
  const local = { minutes: 60 * Number(match[1]) + Number(match[2]), offsets, changing: new Map() }
  localTimes.set(key, local)
  return local
}

function offsetsOf(zone: string): Offsets {
  const { zone: rules } = DateTime.fromMillis(0, { zone })
  const looks = new Map<Day, number>()
  const at = (day: Day): number => {
    const known = looks.get(day)
    if (known !== undefined) return known
    const offset = rules.offset(day * MS_PER_DAY)
    looks.set(day, offset)
    return offset
  }
  /** The offset at all of these days; null where they differ. */
  const steady = (from: Day, to: Day, step: number): number | null => {
    const offset = at(from)
    for (let day = from + step; day <= to; day += step) if (at(day) !== offset) return null
    return offset
  }
  return {
    around(day) {
      if (day < FIRST_DAY) return null
      const from = LOOK_DAYS * Math.floor((day - 1) / LOOK_DAYS)
      const to = LOOK_DAYS * Math.ceil((day + 2) / LOOK_DAYS)
      return steady(from, to, LOOK_DAYS) ?? steady(day - 1, day + 2, 3)
    },
  }
}

const convert = (day: Day, minutes: number, zone: string): EpochMs =>
  DateTime.fromObject(
    { ...civilOf(day), hour: Math.floor(minutes / 60), minute: minutes % 60 },
    { zone },
  ).toMillis()
