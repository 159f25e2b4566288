#!/usr/bin/env bash
# Does a DuckDB file that is open in one process stay shut to others until it is closed there?
#
# Guess:    yes. A second instance of the same file in the same process is refused, or shares the first one's lock.
# Versions: @duckdb/node-api 1.5.6-r.1, Node 20 on Linux.
# Seen:     the second instance is opened, and closing it lets go of the lock although the first is still open: another
#           process then opens the file for writing beside the first. POSIX record locks belong to the process and go with
#           the first descriptor of the file that it closes.
# For us:   a file that DuckDB holds open is no lock between writers; the store's lock is a file of its own.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1

cat >hold.mjs <<'JS'
import { spawnSync } from 'node:child_process'
import { DuckDBInstance } from '@duckdb/node-api'

const outcome = () => spawnSync(process.execPath, ['open.mjs'], { encoding: 'utf8' }).stdout.trim()
const first = await DuckDBInstance.create('shared.duckdb')
console.log(`one instance here, another process: ${outcome()}`)
const second = await DuckDBInstance.create('shared.duckdb')
console.log(`two instances here, another process: ${outcome()}`)
second.closeSync()
console.log(`the second closed, the first open, another process: ${outcome()}`)
first.closeSync()
JS

cat >open.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api'
try {
  const instance = await DuckDBInstance.create('shared.duckdb')
  instance.closeSync()
  console.log('opened')
} catch (error) {
  console.log(/Conflicting lock/.test(error.message) ? 'refused' : error.message)
}
JS

cat >expected <<'TEXT'
one instance here, another process: refused
two instances here, another process: refused
the second closed, the first open, another process: opened
TEXT

node hold.mjs | tee seen
diff expected seen && echo "as found"
