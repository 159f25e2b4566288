/** The benchmarks: what the engine costs over a bare loop that does the same, as ratios within one run. */

import * as chains from './chain-days.ts'
import * as bars from './minute-bars.ts'
import { ratioOf, show } from './ratio.ts'

const print = (text: string): void => {
  process.stdout.write(text)
}

async function chainDays(): Promise<void> {
  const data = await chains.chainDays()
  const records = await chains.throughEngine(data)
  const rows = chains.heldRows(data, records)
  const [zones, bare] = [chains.observed(records), chains.bareLoop(data, rows)]
  if (zones !== bare)
    throw new Error(`the zones of the engine sum to ${zones}, those of the bare loop to ${bare}`)
  const sessions = records.filter(record => record.kind === 'day').length
  print(
    `${sessions} sessions, ${Math.round(data.chain.length / sessions)} quotes a session, ${rows.length} marks\n`,
  )
  print(
    show(
      await ratioOf(
        'zones and marks of 20 years of chains, engine over bare loop',
        () => chains.throughEngine(data),
        () => chains.bareLoop(data, rows),
      ),
    ),
  )
}

async function minuteBars(): Promise<void> {
  const data = bars.minutes(5_000_000)
  const [engine, bare] = [await bars.throughEngine(data), bars.bareLoop(data)]
  if (engine !== bare) throw new Error(`the engine ends with ${engine} cents, the bare loop with ${bare}`)
  print(
    show(
      await ratioOf(
        '%B on 5 million bars, engine over bare loop',
        () => bars.throughEngine(data),
        () => bars.bareLoop(data),
      ),
    ),
  )
}

const which = process.argv[2]
if (which === undefined || which === 'chains') await chainDays()
if (which === undefined || which === 'bars') await minuteBars()
