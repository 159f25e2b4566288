/** The scripts at the end of the page: data, library, and what joins them. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HALF, type Stack, WIDE } from '../charts/stack.ts'
import { Raw, scriptText } from '../parts/raw.tsx'
import { LIVE } from './live.ts'
import { payloadOf } from './payload.ts'

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

let text: string | null = null

/** The smallest build of echarts that has lines, dots, marks and zoom; safe inside a script element. */
function runtimeText(): string {
  text ??= readFileSync(createRequire(import.meta.url).resolve('echarts/dist/echarts.common.min.js'), 'utf8')
    .replace(/<(?=\/script|!--)/gi, '\\x3c')
    .replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')
  return text
}
