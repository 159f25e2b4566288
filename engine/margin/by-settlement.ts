/** The margin model of an account that names none: options by what they settle into. */

import type { MarginModel, MarginPosition } from '../model/margin-model.ts'
import { runningOf } from './running.ts'

/** Futures and options on them by one model, options that settle in cash by another. */
export const marginBySettlement = (onFutures: MarginModel, inCash: MarginModel): MarginModel => ({
  name: `${onFutures.name} on futures, ${inCash.name} in cash`,
  looksAtVolatility: onFutures.looksAtVolatility || inCash.looksAtVolatility,
  reducesLotByLot: position =>
    (settlesInCash(position) ? inCash : onFutures).reducesLotByLot?.(position) === true,
  requirement(positions, day) {
    const cash = positions.filter(settlesInCash)
    const futures = positions.filter(position => !settlesInCash(position))
    return [
      ...(futures.length > 0 ? onFutures.requirement(futures, day) : []),
      ...(cash.length > 0 ? inCash.requirement(cash, day) : []),
    ].sort((a, b) => (a.product < b.product ? -1 : 1))
  },
  running(day) {
    const cash = runningOf(inCash, day)
    const futures = runningOf(onFutures, day)
    const of = (position: MarginPosition) => (settlesInCash(position) ? cash : futures)
    return {
      add: position => of(position).add(position),
      remove: position => of(position).remove(position),
      initialWith: more => [
        ...futures.initialWith(more.filter(position => !settlesInCash(position))),
        ...cash.initialWith(more.filter(settlesInCash)),
      ],
    }
  },
})

const settlesInCash = ({ deliverable }: MarginPosition): boolean => deliverable === null
