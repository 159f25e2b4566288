/** `stillhalter study ambiguities` on the demo market. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ambiguitiesCommand } from '../../cli/ambiguities-command.ts'
import type { Reading } from '../../studies/definitions/readings/index.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'

const folder = tempFolders()

async function study(json: boolean): Promise<string> {
  const experiment = join(folder(), 'short.yaml')
  writeFileSync(
    experiment,
    'name: short\ndata: { store: demo }\nfrom: 2009-01-02\nto: 2009-02-27\naccount: { currency: USD, cash: 150000 }\nstrategy: { use: percent-b-writer, with: { product: OG } }\n',
  )
  return ambiguitiesCommand(
    { experiment, set: [], json, quiet: true, ceiling: [], ownCode: true, rememberHashes: false },
    new AbortController().signal,
  )
}

describe('stillhalter study ambiguities', () => {
  it('prints a row a reading, the defaults first', async () => {
    const lines = (await study(false)).trimEnd().split('\n')
    expect(lines[0]).toContain('what the deck leaves open')
    expect(lines[1]).toContain('the defaults')
    expect(lines.some(line => /^9 .*the average of %B/.test(line))).toBe(true)
  })

  it('prints the same as JSON', async () => {
    const readings = JSON.parse(await study(true)) as Reading[]
    expect(readings[0]).toMatchObject({ switched: null, profitChange: 0, tradesChanged: 0, fault: null })
    expect(readings.length).toBe((await study(false)).trimEnd().split('\n').length - 1)
  })
})
