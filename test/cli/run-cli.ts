/** Runs a command line within this process and catches what it prints. */

import { vi } from 'vitest'
import { cli } from '../../cli/cli.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export async function runCli(...argv: readonly string[]): Promise<Ran> {
  let out = ''
  let err = ''
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    out += String(text)
    return true
  })
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    err += String(text)
    return true
  })
  try {
    const code = await cli([...argv, '--quiet'], new AbortController().signal)
    return { code, out, err }
  } finally {
    stdout.mockRestore()
    stderr.mockRestore()
    process.exitCode = 0
  }
}
