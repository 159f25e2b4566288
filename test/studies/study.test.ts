/** A study: rows in the order of their cases, and what they come to. */

import { describe, expect, it } from 'vitest'
import { type Executor, runStudy, type Study } from '../../studies/index.ts'

const study: Study<number, number, string> = {
  cases: [1, 2, 3],
  row: async one => {
    if (one > 3) throw new Error(`no ${one}`)
    return one * 10
  },
  findings: rows => rows.join(' '),
}

describe('a study', () => {
  it('makes a row of each case and gives what they come to', async () => {
    const shares: number[] = []
    expect(await runStudy(study, share => shares.push(share))).toBe('10 20 30')
    expect(shares).toEqual([1 / 3, 2 / 3, 1])
  })

  it('of no case comes to what no rows come to', async () => {
    expect(await runStudy({ ...study, cases: [] })).toBe('')
  })

  it('stops at a row that cannot be made', async () => {
    const made: number[] = []
    const row = async (one: number) => {
      made.push(one)
      return study.row(one)
    }
    await expect(runStudy({ ...study, cases: [1, 5, 2], row })).rejects.toThrow('no 5')
    expect(made).toEqual([1, 5])
  })

  it('is the same by any executor', async () => {
    const backwards: Executor = async (cases, row) => {
      const rows: Awaited<ReturnType<typeof row>>[] = []
      for (const [i, one] of [...cases.entries()].reverse()) rows[i] = await row(one)
      return rows
    }
    expect(await runStudy(study, () => {}, backwards)).toBe(await runStudy(study))
  })
})
