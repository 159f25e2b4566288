/** The log: readable lines on a terminal, JSON lines elsewhere, always on stderr. */

import { destination, type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export function logger(level: string): Logger {
  const options = { level, base: null }
  return process.stderr.isTTY
    ? pino(options, pretty({ destination: 2, ignore: 'time', colorize: true, sync: true }))
    : pino(options, destination({ dest: 2, sync: true }))
}
