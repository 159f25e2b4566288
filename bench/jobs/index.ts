/** The jobs, in the order in which they run. */

import type { Job } from '../harness/job.ts'
import { bars } from './bars.ts'

export const JOBS: readonly Job[] = [bars]
