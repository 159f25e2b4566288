/** Fields that the parts of a report share. */

import { z } from 'zod'

export const money = (about: string) => z.number().describe(`${about}; account currency`)
export const ratio = (about: string) => z.number().nullable().describe(`${about}; null = does not exist`)
export const instant = z.string().describe('UTC instant, ISO 8601')
export const date = z.string().describe('session, YYYY-MM-DD')
