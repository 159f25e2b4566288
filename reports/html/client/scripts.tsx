/** The scripts at the end of the page: data, library, and what joins them. */

import { HALF, WIDE } from '../charts/format.ts'
import type { Stack } from '../charts/stack.ts'
import { Raw, scriptText } from '../parts/raw.tsx'
import { LIVE } from './live.ts'
import { payloadOf } from './payload.ts'
import { runtimeText } from './runtime.ts'

/** `stacks` are those of the figures in the page. */
export const Scripts = ({ stacks }: { stacks: readonly Stack[] }) => (
  <>
    <Raw
      tag="script"
      type="application/json"
      id="payload"
      html={scriptText(JSON.stringify(payloadOf(stacks, stack => (stack.id === 'account' ? HALF : WIDE))))}
    />
    <Raw tag="script" html={runtimeText()} />
    <Raw tag="script" html={LIVE} />
  </>
)
