/** The stop of an opening intent: a loss, or a level that a price passes. */

import type { LevelStop, LossStop, StopRule } from '../../model/order.ts'
import {
  aboveZero,
  type Fields,
  faultOf,
  fieldsOf,
  finite,
  oneOf,
  requireOnly,
  text,
} from '../../model/read-fields.ts'
import type { Signal } from '../../model/signal.ts'

/** The signal that is computed in this run under a key; null where the strategy did not ask for it in time. */
export type SignalOf = (key: string) => Signal | null

const LOSS_STOP = new Set(['loss', 'test'])
const LEVEL_STOP = new Set(['watch', 'fires', 'level', 'trailing'])
const POINTS = new Set(['points'])
const TIMES_CREDIT = new Set(['timesCredit'])
const TESTS = ['settlement', 'intraday'] as const
const NOT_ASKED_FOR =
  'is part of no bus.when(…) and no bus.compute(…); ask for it while the run function is called'
const SIDES = ['below', 'above'] as const

/** Throws an IntentFault where the value is neither of the two stops, or names a signal that is not computed. */
export function readStop(value: unknown, at: string, signalOf: SignalOf): StopRule {
  const fields = fieldsOf(value, at)
  return 'loss' in fields.values ? readLossStop(fields) : readLevelStop(fields, signalOf)
}

function readLossStop(fields: Fields): LossStop {
  requireOnly(fields, LOSS_STOP, 'a stop on the loss')
  const loss = fieldsOf(fields.values.loss, `${fields.at}.loss`)
  const inPoints = 'points' in loss.values
  requireOnly(loss, inPoints ? POINTS : TIMES_CREDIT, 'a loss')
  return {
    loss: inPoints ? { points: aboveZero(loss, 'points') } : { timesCredit: aboveZero(loss, 'timesCredit') },
    test: oneOf(fields, 'test', TESTS),
  }
}

function readLevelStop(fields: Fields, signalOf: SignalOf): LevelStop {
  requireOnly(fields, LEVEL_STOP, 'a stop at a level')
  const { level, trailing } = fields.values
  if (trailing !== undefined && typeof trailing !== 'boolean')
    throw faultOf(fields, 'trailing', 'must be true or false')
  return {
    watch: readSignal(fields, 'watch', signalOf),
    fires: oneOf(fields, 'fires', SIDES),
    level:
      typeof level === 'object' && level !== null
        ? readSignal(fields, 'level', signalOf)
        : finite(fields, 'level'),
    ...(trailing === undefined ? {} : { trailing }),
  }
}

/** The run's own signal takes the place of the strategy's. */
function readSignal(stop: Fields, key: 'watch' | 'level', signalOf: SignalOf): Signal {
  const fields = fieldsOf(stop.values[key], `${stop.at}.${key}`)
  const signal = signalOf(text(fields, 'key'))
  if (!signal) throw faultOf(fields, 'key', NOT_ASKED_FOR)
  const grid = fieldsOf(fields.values.grid, `${fields.at}.grid`)
  if (grid.values.key !== signal.grid.key) throw faultOf(grid, 'key', `must be ${signal.grid.key}`)
  return signal
}
