/** The jobs, in the order in which they run. */

import type { Job } from '../harness/job.ts'
import { percentBAccounts, zoneAccounts } from './accounts.ts'
import { bars } from './bars.ts'
import { chains } from './chains.ts'
import { contracts } from './contracts.ts'
import { orders } from './orders.ts'
import { page } from './page.ts'
import { demoWeek, startUp } from './start-up.ts'
import { suite } from './suite.ts'
import { trades } from './trades.ts'
import { treasury } from './treasury.ts'
import { whole } from './whole.ts'

export const JOBS: readonly Job[] = [
  bars,
  chains,
  zoneAccounts,
  percentBAccounts,
  treasury,
  startUp,
  demoWeek,
  trades,
  contracts,
  page,
  orders,
  whole,
  suite,
]
