/** Overrides from the command line: `key.path=value`, the value in YAML. */

import type { Ceilings } from '../../engine/model/ceilings.ts'
import { DataError, type Place } from '../../engine/model/errors.ts'
import { parseYaml, requireKey } from './parse-yaml.ts'

type Group = Record<string, unknown> | unknown[]

/**
 * Sets one value of data that `parseYaml` gave, in place: groups that are missing are made, and items of lists go by
 * their number from 0, up to one behind the last. Throws a DataError that quotes the override.
 */
export function override(data: Record<string, unknown>, set: string, ceilings: Ceilings = {}): void {
  const place: Place = { field: '--set', value: set }
  const [, path, text] = /^([^=]+)=(.*)$/s.exec(set) ?? []
  const keys = path?.split('.') ?? []
  if (text === undefined || keys.length === 0 || keys.includes(''))
    throw new DataError('write an override as key=value', place)
  for (const key of keys) requireKey(key, place)
  const { value } = parseYaml(text, place, ceilings)
  const last = keys.pop() ?? ''
  const group = keys.reduce((part, key) => within(part, key, place), data as Group)
  write(group, last, value, place)
}

/** The group under a key, made where there is none. */
function within(group: Group, key: string, place: Place): Group {
  const held: unknown = Object.hasOwn(group, key) ? Reflect.get(group, key) : null
  if (held === null || held === undefined) return write(group, key, {}, place)
  if (typeof held !== 'object') throw new DataError('that key holds a value, not a group', place)
  return held as Group
}

function write<T>(group: Group, key: string, value: T, place: Place): T {
  if (Array.isArray(group) && !(/^(0|[1-9]\d*)$/.test(key) && Number(key) <= group.length))
    throw new DataError(`that key holds a list; write a number from 0 to ${group.length}`, place)
  Reflect.set(group, key, value)
  return value
}
