/** Where a set of files is staged, and what becomes of it when its writer is ended by force. */

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The folder within the target in which everything that is not finished stands. */
export const STAGING = '.staging'

/** What is to be published, written down there before the first rename. */
export const PUBLISH_LOG = 'publish.json'

/**
 * Sweeps what a writer has left; only for whoever ended it. A set that is being published stays for the next start to
 * complete.
 */
export function abandonPublication(folder: string): void {
  const staging = join(folder, STAGING)
  if (!existsSync(join(staging, PUBLISH_LOG))) rmSync(staging, { recursive: true, force: true })
}
