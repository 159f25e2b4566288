/** The log: readable lines on a terminal, JSON lines elsewhere, always on stderr. */

import { destination, pino } from 'pino'
import pretty from 'pino-pretty'
import { printable } from './printable.ts'

/** What commands tell of what they do. */
export interface Log {
  readonly info: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

export function logger(level: string): Log {
  const options = { level, base: null, formatters: { log: printableFields } }
  return process.stderr.isTTY
    ? pino(options, pretty({ destination: 2, ignore: 'time', colorize: true, sync: true }))
    : pino(options, destination({ dest: 2, sync: true }))
}

/** Pretty lines show text as it is, so that what came from outside is escaped before. */
const printableFields = (fields: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(fields), (_, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  ) as Record<string, unknown>
