/** A strategy that never trades: it records each session's close and whether a regime holds at it. */

import { concatMap, distinctUntilChanged, from, merge } from 'rxjs'
import { z } from 'zod'
import { defineStrategy, type ObserveIntent, type Strategy } from '../../../engine/index.ts'
import { type Regime, regimeReader } from '../../../strategies/index.ts'

/** Name of its observations; their values are `close`, and `inside`: 1 in, 0 out, null not known. */
export const SESSION = 'session'

/** Both values are those that a strategy has at the session's close. */
export const sessionRecorder = (of: string, regime: Regime): Strategy =>
  defineStrategy({
    name: 'session-recorder',
    about: 'Records closes and whether a regime holds at them.',
    params: z.strictObject({}),
    run(context) {
      const close = context.signal.close(of, { every: 'session' })
      const reader = regimeReader(regime, context, 'regime.')
      return merge(context.bus.when(close), ...reader.listens).pipe(
        distinctUntilChanged(),
        concatMap(wake => {
          reader.see(wake)
          if (!wake.spoke(close)) return []
          const inside = reader.read(wake)
          const seen: ObserveIntent = {
            kind: 'observe',
            name: SESSION,
            values: { close: wake.at(close), inside: Number.isNaN(inside) ? null : inside },
          }
          return from([seen])
        }),
      )
    },
  })
