/** Makes rows one after the other, where it is called. */

import type { Executor } from './executor.ts'

export const inline: Executor = async (cases, row, progress) => {
  const rows: Awaited<ReturnType<typeof row>>[] = []
  for (const one of cases) {
    rows.push(await row(one))
    progress(rows.length / cases.length)
  }
  return rows
}
