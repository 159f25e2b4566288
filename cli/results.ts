/** The files of one result: one set, there whole or not at all. */

import { join } from 'node:path'
import { type Publication, requireNoFolder, withPublication } from '../datasets/index.ts'
import { tellSupervisor } from './supervised.ts'

/**
 * Makes a result of files of these names in `out`. Whether they can be written there is tried before `make` begins, which
 * leaves each at `publication.path(name)`; then they are published. Throws a DataError where that cannot be.
 */
export const withResults = <T>(
  out: string,
  names: readonly string[],
  make: (publication: Publication) => Promise<T>,
): Promise<T> =>
  withPublication(out, 'run that writes into this folder', async publication => {
    tellSupervisor({ kind: 'writesInto', folder: out })
    for (const name of names) await requireNoFolder(join(out, name))
    const made = await make(publication)
    await publication.publish(names)
    return made
  })
