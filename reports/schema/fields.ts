/** Fields that the parts of a report share, and how a field says what it means. */

import { z } from 'zod'

/**
 * What a value is called wherever it is printed, the unit it is printed in, and what it means, with the formula where it
 * has one. Said once, with the field; page, terminal and JSON Schema read it from there.
 */
export interface Meaning {
  readonly title: string
  readonly unit: string
  readonly description: string
}

/** A number with its meaning. */
export const number = (title: string, unit: string, description: string) =>
  z.number().meta({ title, unit, description } satisfies Meaning)

/** An amount in the currency of the account. */
export const money = (title: string, description: string) => number(title, 'account currency', description)

/** An amount in the currency of the trade. */
export const tradeMoney = (title: string, description: string) =>
  number(title, 'currency of the trade', description)

export const ratio = (title: string, unit: string, description: string) =>
  number(title, unit, description).nullable().describe('null = does not exist')

export const count = (title: string, description: string) => number(title, 'count', description)

/** A text with its meaning. */
export const text = (title: string, unit: string, description: string) =>
  z.string().meta({ title, unit, description } satisfies Meaning)

/** A session with its meaning. */
export const session = (title: string, description: string) =>
  text(title, 'session', `${description} YYYY-MM-DD.`)

export const instant = z.string().describe('UTC instant, ISO 8601')
export const date = z.string().describe('session, YYYY-MM-DD')
