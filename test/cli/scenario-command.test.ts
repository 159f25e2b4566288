/** `stillhalter data scenarios`: the built-in facts, with what is known of each. */

import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('data scenarios', () => {
  it('lists the weeks, and where the full series are', async () => {
    const { code, out } = await runCli('data', 'scenarios')
    expect(code).toBe(0)
    for (const id of ['september-2019', 'march-2020', 'april-2025']) expect(out).toContain(id)
    expect(out).toContain('https://home.treasury.gov/')
    expect(out).toContain('https://fred.stlouisfed.org/')
  })

  it('prints the facts of one, each with its status and source', async () => {
    const { code, out } = await runCli('data', 'scenarios', 'march-2020', '--json')
    expect(code).toBe(0)
    const { facts } = JSON.parse(out)
    expect(facts.length).toBeGreaterThan(10)
    for (const fact of facts) {
      expect(['verified', 'secondary', 'unverified']).toContain(fact.status)
      expect(fact.source.length).toBeGreaterThan(5)
    }
  })

  it('says of a number that is not known that it is not', async () => {
    const { out } = await runCli('data', 'scenarios', 'april-2025')
    expect(out).toMatch(/margin.*not known.*unverified/)
  })

  it('suggests the name that was meant', async () => {
    const { code, err } = await runCli('data', 'scenarios', 'march-200')
    expect(code).toBe(2)
    expect(err).toContain('did you mean "march-2020"?')
  })
})
