/** A file system that fails on purpose: every operation that changes a file is counted, and one of them goes wrong. */

import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The real ones, for what a kill leaves half done. */
const { writeFileSync } = fs

/** How the operation goes wrong. */
export type Fault =
  /** The process is gone: it happens by half, and no other follows. */
  | 'kill'
  /** It fails with the system's code, and what follows works. */
  | { readonly code: string }

export interface Faulty<T> {
  /** Operations up to the end, or up to the kill. */
  readonly operations: number
  /** What came of the work; the error where it failed. */
  readonly outcome: PromiseSettledResult<T>
}

class Killed extends Error {
  override readonly name = 'Killed'
}

type Operation = (...args: unknown[]) => unknown

const ASYNCHRONOUS = [
  'open',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'writeFile',
  'unlink',
  'copyFile',
  'link',
] as const
const SYNCHRONOUS = ['openSync', 'writeSync', 'rmSync', 'writeFileSync', 'renameSync', 'mkdirSync'] as const
const ON_HANDLES = ['write', 'writeFile', 'sync'] as const

/** Runs `work` with the operation of number `at`, from 1, going wrong; none where `at` is 0. */
export async function withFault<T>(at: number, fault: Fault, work: () => Promise<T>): Promise<Faulty<T>> {
  let operations = 0
  let killed = false
  const undo: (() => void)[] = []

  const patch = (owner: object, name: string): void => {
    const real = Reflect.get(owner, name) as Operation
    const faulty = function (this: unknown, ...args: unknown[]): unknown {
      if (killed) throw new Killed(name)
      if (/^open/.test(name) && !isToWrite(args)) return real.apply(this, args)
      operations++
      if (operations !== at) return real.apply(this, args)
      if (fault !== 'kill') throw Object.assign(new Error(`${fault.code}: on purpose, ${name}`), fault)
      killed = true
      if (name === 'writeFile') leaveHalf(args)
      throw new Killed(name)
    }
    // A promise that is refused and a call that throws are one to whoever awaits.
    Reflect.set(owner, name, name.endsWith('Sync') ? faulty : asynchronous(faulty))
    undo.push(() => Reflect.set(owner, name, real))
  }

  const handle = await promises.open(join(tmpdir(), `probe-${process.pid}`), 'w')
  const handles: object = Object.getPrototypeOf(handle)
  await handle.close()
  await promises.rm(join(tmpdir(), `probe-${process.pid}`))
  for (const name of ASYNCHRONOUS) patch(promises, name)
  for (const name of SYNCHRONOUS) patch(fs, name)
  for (const name of ON_HANDLES) patch(handles, name)
  syncBuiltinESMExports()
  try {
    const [outcome] = await Promise.allSettled([work()])
    return { operations, outcome }
  } finally {
    for (const one of undo) one()
    syncBuiltinESMExports()
  }
}

const asynchronous = (operation: Operation): Operation =>
  async function (this: unknown, ...args: unknown[]) {
    return operation.apply(this, args)
  }

/** A text is there by half. */
function leaveHalf([path, text]: unknown[]): void {
  if (typeof path === 'string' && typeof text === 'string')
    writeFileSync(path, text.slice(0, text.length >> 1))
}

const isToWrite = ([, flags]: unknown[]): boolean => typeof flags === 'string' && /^[wa]/.test(flags)
