/** Runs a command line within this process and catches what it prints. */

import { vi } from 'vitest'
import { act } from '../../cli/actions.ts'
import { cli } from '../../cli/cli.ts'
import { chosenBy } from '../../cli/command-line.ts'
import { perform } from '../../cli/perform.ts'

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
    const words = [...argv, '--quiet']
    const code = await cli(words, chosen => perform(chosen, words, new AbortController().signal))
    return { code, out, err }
  } finally {
    stdout.mockRestore()
    stderr.mockRestore()
    process.exitCode = 0
  }
}

/** What a command line gives to print; what it throws is thrown. */
export async function printedBy(...argv: readonly string[]): Promise<string> {
  const chosen = await chosenBy([...argv, '--quiet'])
  if (!chosen) throw new Error('no command was chosen')
  const log = { info: () => {}, error: () => {} }
  const outcome = await act(chosen, { log, signal: new AbortController().signal })
  return typeof outcome === 'string' ? outcome : outcome.text
}
