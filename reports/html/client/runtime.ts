/** The chart library's own text, read once, to be carried inside the page. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

let text: string | null = null

/** The smallest build of echarts that has lines, dots, marks and zoom; safe inside a script element. */
export function runtimeText(): string {
  text ??= readFileSync(createRequire(import.meta.url).resolve('echarts/dist/echarts.common.min.js'), 'utf8')
    .replace(/<(?=\/script|!--)/gi, '\\x3c')
    .replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')
  return text
}
