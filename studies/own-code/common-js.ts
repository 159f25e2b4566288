/** The user's own CommonJS files: Node loads them past the hooks, and keeps them by their paths. */

import { createRequire } from 'node:module'
import { isPackageFile } from './mark.ts'

const { cache } = createRequire(import.meta.url)

/** Paths of what loads brought, so that the next one reads them anew. */
const brought = new Set<string>()

export interface CommonJs {
  readonly files: readonly string[]
  /** Files of packages that they require. */
  readonly packageFiles: readonly string[]
}

/** Does the work, and tells which CommonJS files it brought. A load that fails may have brought some too. */
export async function withCommonJs<T>(work: () => Promise<T>): Promise<readonly [T, CommonJs]> {
  for (const path of brought) delete cache[path]
  const before = new Set(Object.keys(cache))
  const ownSince = () => Object.keys(cache).filter(path => !before.has(path) && !isPackageFile(path))
  const done = await work().finally(() => {
    for (const path of ownSince()) brought.add(path)
  })
  const files = ownSince()
  const children = files.flatMap(path => (cache[path]?.children ?? []).map(({ filename }) => filename))
  return [done, { files, packageFiles: children.filter(isPackageFile) }]
}
