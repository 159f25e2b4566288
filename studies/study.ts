/** A study: cases, a row for each of them, and what the rows come to together. */

import type { Executor } from './executors/executor.ts'
import { inline } from './executors/inline.ts'

/** Cases, what is made of each, and what the rows tell together. See `runStudy`. */
export interface Study<Case, Row, Findings> {
  readonly cases: readonly Case[]
  /** The row of a case, which knows of no other case. What it throws stops the study. */
  row(one: Case): Promise<Row>
  /** Of the rows of all cases, in the order of the cases. */
  findings(rows: readonly Row[]): Findings
}

/** Makes every row, and gives what they come to. `progress` is told the share of the cases that are done. */
export async function runStudy<Case, Row, Findings>(
  study: Study<Case, Row, Findings>,
  progress: (share: number) => void = () => {},
  executor: Executor = inline,
): Promise<Findings> {
  return study.findings(await executor(study.cases, one => study.row(one), progress))
}
