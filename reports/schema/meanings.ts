/** What every number of a report means: read from its schema by the path of the field. */

import { z } from 'zod'
import { type Entry, glossaryOf, type Meaning, type Path } from './fields.ts'
import { type Report, reportSchema } from './report.ts'

/** Numbers that are worked out of fields where they are shown; their names are their formulas. */
const DERIVED = {
  'days.initial / days.equity': {
    title: 'Margin use',
    unit: '% of equity',
    description:
      'Initial margin over equity at the close. Where equity is zero or less there is no share, and nothing is drawn.',
  },
  '(days.maintenance - days.premiumIncluded) / days.equity': {
    title: 'Maintenance use',
    unit: '% of equity',
    description:
      'Maintenance margin, less the premium in it that equity already owes, over equity at the close. Above 100 % margin is called.',
  },
  'trades[].worstPoints / trades[].stopPoints': {
    title: 'Of the stop',
    unit: '% of the stop',
    description:
      'How near the trade came to its stop: worst loss at a mark over the loss at which the stop fires. 100 % touches it.',
  },
} as const satisfies Readonly<Record<string, Meaning>>

/** The path of a field, or the formula of a derived number. */
export type MeaningName = Path<Report> | keyof typeof DERIVED

/** A field of the schema; `meaning` is null where it says none. */
export interface Field {
  readonly path: string
  readonly numeric: boolean
  readonly meaning: Meaning | null
}

/** All fields of a schema that hold values, in its order. */
export function fieldsOf(schema: z.core.$ZodType, path = '', known: Meaning | null = null): Field[] {
  const meaning = meaningIn(schema) ?? known
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, part]) =>
      fieldsOf(part, path === '' ? key : `${path}.${key}`),
    )
  if (schema instanceof z.ZodArray) {
    const fields = fieldsOf(schema.element, path, meaning)
    const single = fields.length === 1 && fields[0]?.path === path
    return single ? fields : fieldsOf(schema.element, `${path}[]`)
  }
  if (
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodReadonly
  )
    return fieldsOf(schema.unwrap(), path, meaning)
  return [{ path, numeric: schema instanceof z.ZodNumber, meaning }]
}

function meaningIn(schema: z.core.$ZodType): Meaning | null {
  const { title, unit, description } = z.globalRegistry.get(schema) ?? {}
  return typeof title === 'string' && typeof unit === 'string' && typeof description === 'string'
    ? { title, unit, description }
    : null
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...fieldsOf(reportSchema).flatMap(({ path, meaning }) => (meaning ? [[path, meaning] as const] : [])),
  ...Object.entries(DERIVED),
])

/** The meaning of a field. Throws where it says none: a test holds that every number does. */
export function meaningOf(name: MeaningName): Meaning {
  const meaning = MEANINGS.get(name)
  if (!meaning) throw new Error(`the schema does not say what "${name}" means`)
  return meaning
}

/** `Equity, USD`: a name with its unit, as the title of a picture; amounts are in `currency`. */
export const captionOf = (name: MeaningName, currency = ''): string =>
  `${meaningOf(name).title}, ${unitOf(name, currency)}`

/** A name within a sentence or a legend: `free cash`. */
export const wordsOf = (name: MeaningName): string => meaningOf(name).title.toLowerCase()

/** The unit in which a number is printed; amounts are in `currency`. */
export function unitOf(name: MeaningName, currency: string): string {
  const { unit } = meaningOf(name)
  return unit.includes('currency') ? currency : unit
}

/** All of them, in the order of the schema. */
export const GLOSSARY: readonly Entry[] = glossaryOf(MEANINGS)
