/**
 * Runs a source file of the checkout from what is built of it: `node cli/start.mjs cli/main.ts run cli/demo.yaml`. What
 * changed since the last build is built before, so that nothing stale ever runs.
 */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('..', import.meta.url)
const [node = '', , source = '', ...words] = process.argv

// Where nothing changed, the compiler sees it from its own notes in dist/. What it says must not get among the output.
const compiler = fileURLToPath(new URL('node_modules/@typescript/native/bin/tsc', ROOT))
const { status } = spawnSync(node, [compiler, '-b', fileURLToPath(new URL('tsconfig.build.json', ROOT))], {
  stdio: ['ignore', 2, 2],
})
if (status === 0) {
  const built = new URL(`dist/${source.replace(/\.ts$/, '.js')}`, ROOT)
  process.argv = [node, fileURLToPath(built), ...words]
  await import(built.href)
} else process.exitCode = 1
