/** Ceilings for everything that comes from outside: each with a generous standard, and a bound that nobody raises. */

import { DataError, type Place } from './errors.ts'

interface Ceiling {
  /** Holds unless the user raises it. */
  readonly standard: number
  /** No further than this. */
  readonly most: number
  /** What is counted, as a sentence goes on. */
  readonly unit: string
}

const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB

/** By name; the names are what users raise. */
export const CEILINGS = {
  fileBytes: { standard: 64 * GIB, most: 1024 * GIB, unit: 'bytes of a file' },
  unpackedBytes: { standard: 64 * GIB, most: 1024 * GIB, unit: 'bytes unpacked from an archive' },
  /** A csv packs 20 times and more by nature; deflate cannot do more than 1,032 times. */
  unpackedRatio: { standard: 250, most: 1032, unit: 'bytes unpacked from one that is packed' },
  rows: { standard: 1e9, most: 2_147_483_647, unit: 'lines of a file' },
  columns: { standard: 2000, most: 20_000, unit: 'columns of a file' },
  rowCharacters: { standard: MIB, most: 64 * MIB, unit: 'characters of a row' },
  sliceRows: { standard: 100_000, most: 2_000_000, unit: 'contracts of a product at one instant' },
  manifestBytes: { standard: 256 * MIB, most: 480 * MIB, unit: 'bytes of a manifest' },
  yamlBytes: { standard: 4 * MIB, most: 64 * MIB, unit: 'bytes of a YAML file' },
  yamlKeys: { standard: 20_000, most: 200_000, unit: 'keys and items of a YAML file' },
  yamlDepth: { standard: 50, most: 200, unit: 'levels of a YAML file' },
  sliceIntents: { standard: 100_000, most: 2_000_000, unit: 'answers of a strategy at one instant' },
} as const satisfies Readonly<Record<string, Ceiling>>

export type CeilingName = keyof typeof CEILINGS

/** Ceilings that were raised or lowered; the standard holds for the others. */
export type Ceilings = Readonly<Partial<Record<CeilingName, number>>>

/** More came from outside than a ceiling allows. Exit code 2. */
export class CeilingError extends DataError {
  readonly ceiling: CeilingName
  private readonly limit: number

  constructor(ceiling: CeilingName, value: number, limit: number, place: Place) {
    const { unit, most } = CEILINGS[ceiling]
    const way =
      limit < most
        ? `if that is meant, raise it with --ceiling ${ceiling}=${Math.min(most, Math.ceil(value))}`
        : 'that is the most there can be; split the input'
    super(`more than ${limit} ${unit} (${ceiling}); ${way}`, { ...place, value })
    this.ceiling = ceiling
    this.limit = limit
  }

  override at(place: Place): CeilingError {
    const { file = place.file, line = place.line, field = place.field } = this.place
    return new CeilingError(this.ceiling, Number(this.place.value), this.limit, { file, line, field })
  }
}

/** The ceiling that holds. */
export const ceilingOf = (name: CeilingName, ceilings: Ceilings = {}): number =>
  ceilings[name] ?? CEILINGS[name].standard

/** Throws a CeilingError where `value` is above the ceiling; call it before the memory is taken. */
export function requireWithin(name: CeilingName, value: number, place: Place, ceilings: Ceilings = {}): void {
  const limit = ceilingOf(name, ceilings)
  if (value > limit) throw new CeilingError(name, value, limit, place)
}

/** Ceilings as users raise them, `name=value` each. Throws a DataError for an unknown name and beyond the bound. */
export function parseCeilings(texts: readonly string[], field = '--ceiling'): Ceilings {
  return Object.fromEntries(
    texts.map(text => {
      const [, name = '', number = ''] = /^(\w+)=(\d+(?:\.\d+)?(?:e\d+)?)$/i.exec(text) ?? []
      const names = Object.keys(CEILINGS)
      if (!isCeiling(name))
        throw new DataError(`write name=number, with one of ${names.join(', ')}`, { field, value: text })
      const value = Number(number)
      const { most } = CEILINGS[name]
      if (!Number.isSafeInteger(value) || value < 1 || value > most)
        throw new DataError(`must be a whole number from 1 to ${most}`, { field, value: text })
      return [name, value]
    }),
  )
}

const isCeiling = (name: string): name is CeilingName => Object.hasOwn(CEILINGS, name)
