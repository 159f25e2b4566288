/** Running requirements: by product, from parts of their own, and from a model that has none. */

import type {
  InitialMargin,
  InitialNeed,
  MarginModel,
  MarginPosition,
  ProductRequirement,
  RunningRequirement,
} from '../model/margin-model.ts'
import type { Day } from '../model/time.ts'

/** The model's own, or one that asks it about all positions each time. */
export const runningOf = (model: MarginModel, day: Day): RunningRequirement =>
  model.running?.(day) ?? askingAnew(positions => model.requirement(positions, day))

function askingAnew(
  requirement: (positions: readonly MarginPosition[]) => readonly ProductRequirement[],
): RunningRequirement {
  const held = new Set<MarginPosition>()
  return {
    add: position => void held.add(position),
    remove: position => void held.delete(position),
    initialWith: more => (held.size + more.length === 0 ? [] : requirement([...held, ...more]).map(needOf)),
  }
}

/** A need whose bound is exact. */
export const needOf = (margin: InitialMargin & Pick<InitialNeed, 'currency'>): InitialNeed => ({
  currency: margin.currency,
  bound: margin,
  exact: () => margin,
})

/** A running requirement of one part of the positions, such as those of a product. */
export interface RunningPart {
  add(position: MarginPosition): void
  remove(position: MarginPosition): void
  /** Whether nothing is held. */
  isEmpty(): boolean
  initialWith(more: readonly MarginPosition[]): InitialNeed
}

/** Positions that offset only within their part; `partOf` names it, `begin` starts one at its first position. */
export function runningByPart(
  partOf: (position: MarginPosition) => string,
  begin: (first: MarginPosition) => RunningPart,
): RunningRequirement {
  const parts = new Map<string, RunningPart>()
  const partAt = (position: MarginPosition): RunningPart => {
    const name = partOf(position)
    const part = parts.get(name) ?? begin(position)
    parts.set(name, part)
    return part
  }
  return {
    add: position => partAt(position).add(position),
    remove: position => partAt(position).remove(position),
    initialWith(more) {
      const added = new Map<RunningPart, MarginPosition[]>()
      for (const position of more) {
        const part = partAt(position)
        added.set(part, [...(added.get(part) ?? []), position])
      }
      const needs: InitialNeed[] = []
      for (const part of parts.values()) {
        const extra = added.get(part) ?? []
        if (extra.length > 0 || !part.isEmpty()) needs.push(part.initialWith(extra))
      }
      return needs
    },
  }
}

/** Counts in whole numbers, which come out the same in any order: positions are added, asked about and taken out again. */
export function runningByCounts(
  count: (position: MarginPosition, sign: 1 | -1) => void,
  need: () => InitialMargin & Pick<InitialNeed, 'currency'>,
): RunningPart {
  let held = 0
  const add = (position: MarginPosition): void => {
    held++
    count(position, 1)
  }
  const remove = (position: MarginPosition): void => {
    held--
    count(position, -1)
  }
  return {
    add,
    remove,
    isEmpty: () => held === 0,
    initialWith(more) {
      for (const position of more) add(position)
      try {
        return needOf(need())
      } finally {
        for (const position of more) remove(position)
      }
    },
  }
}
