/** The scenarios by name. */

import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import { april2025 } from './april-2025.ts'
import type { Scenario } from './fact.ts'
import { march2020 } from './march-2020.ts'
import { september2019 } from './september-2019.ts'

/** All scenarios, the oldest first. */
export const scenarios: readonly Scenario[] = [september2019, march2020, april2025]

/** The scenario of an id such as `march-2020`. Throws a DataError that suggests the closest one. */
export function scenarioOf(id: string): Scenario {
  const found = scenarios.find(scenario => scenario.id === id)
  if (found) return found
  const ids = scenarios.map(scenario => scenario.id)
  throw new DataError(
    `no such scenario; did you mean "${closestName(id, ids)}"? There are ${ids.join(', ')}`,
    {
      field: 'scenario',
      value: id,
    },
  )
}
