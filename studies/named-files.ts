/** The files that an experiment names, apart from its strategy. */

import { resolve } from 'node:path'
import type { Experiment } from './experiment-schema.ts'
import { fileHash } from './own-code/file-hash.ts'

/** A file as a specification names it: the path as it was written, and what the file held. */
interface HashedFile {
  readonly file: string
  readonly sha256: string | null
}

/**
 * The experiment with the hash of each file that it names: the same specification means the same data. Take it right
 * before the files are read; whoever reads one that is missing says so. Paths start at `folder`.
 */
export function withFileHashes(experiment: Experiment, folder: string) {
  const hashed = (file: string): HashedFile => ({ file, sha256: fileHash(resolve(folder, file)) })
  const { account, data, margin } = experiment
  const { treasury } = data
  const issues = treasury && issuesFile(experiment)
  return {
    ...experiment,
    account: { ...account, positions: account.positions === null ? null : hashed(account.positions) },
    data: issues ? { ...data, treasury: { ...treasury, issues: hashed(issues) } } : data,
    margin:
      margin.model === 'futures'
        ? {
            ...margin,
            files: Object.fromEntries(
              Object.entries(margin.files).map(([product, file]) => [product, hashed(file)]),
            ),
          }
        : margin,
  }
}

/** The csv of Treasury issues that the experiment names; null = they are modelled, or stated one by one. */
export function issuesFile({ data }: Pick<Experiment, 'data'>): string | null {
  const issues = data.treasury?.issues
  return typeof issues === 'string' && issues !== 'modelled' ? issues : null
}
