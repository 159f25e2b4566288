/** Writes files whole or not at all: first under a name of their own beside the target, then renamed. */

import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file to be written, or one that `make` leaves at the path it is given. */
export type Output = { readonly path: string } & (
  | { readonly text: string }
  | { readonly make: (path: string) => Promise<void> }
)

/** All files are complete before the first of them appears under its name. On failure nothing is left behind. */
export async function writeWhole(outputs: readonly Output[]): Promise<void> {
  const partial = outputs.map(output => `${output.path}.${process.pid}.partial`)
  try {
    for (const [index, output] of outputs.entries()) {
      const path = partial[index] ?? output.path
      await mkdir(dirname(path), { recursive: true })
      if ('text' in output) await writeFile(path, output.text)
      else await output.make(path)
    }
    for (const [index, output] of outputs.entries()) await rename(partial[index] ?? output.path, output.path)
  } finally {
    await Promise.all(partial.map(path => rm(path, { force: true })))
  }
}
