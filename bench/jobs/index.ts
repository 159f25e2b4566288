/** The jobs, in the order in which they run. */

import type { Job } from '../harness/job.ts'
import { percentBAccounts, zoneAccounts } from './accounts.ts'
import { bars } from './bars.ts'
import { chains } from './chains.ts'
import { demoWeek, startUp } from './start-up.ts'
import { treasury } from './treasury.ts'

export const JOBS: readonly Job[] = [bars, chains, zoneAccounts, percentBAccounts, treasury, startUp, demoWeek]
