/** What the thread that does the work and the one that watches over it tell each other. */

import { parentPort } from 'node:worker_threads'

/** From the work to its supervisor. */
export type Told =
  /** The exit code: the work has come to its end. */
  | { readonly kind: 'ended'; readonly code: number }
  /** Results are staged in this folder from here on. */
  | { readonly kind: 'writesInto'; readonly folder: string }
  /** The work cannot go on and may never return. */
  | { readonly kind: 'stuck'; readonly message: string }

/** Tells the supervisor, where there is one. */
export const tellSupervisor = (told: Told): void => parentPort?.postMessage(told)
