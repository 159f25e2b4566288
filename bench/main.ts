/** The benchmarks: what the engine costs over a bare loop that does the same, as ratios within one run. */

import { bareLoop, minutes, throughEngine } from './minute-bars.ts'
import { ratioOf, show } from './ratio.ts'

const print = (text: string): void => {
  process.stdout.write(text)
}

const bars = minutes(5_000_000)
const engine = await throughEngine(bars)
const bare = bareLoop(bars)
if (engine !== bare) throw new Error(`the engine ends with ${engine} cents, the bare loop with ${bare}`)
print(
  show(
    await ratioOf(
      '%B on 5 million bars, engine over bare loop',
      () => throughEngine(bars),
      () => bareLoop(bars),
    ),
  ),
)
