/** Calls a user's kernels on copies of their inputs, so that what they write, at once or later, reaches no column of the market. */

import { Buffer } from 'node:buffer'
import { StrategyError } from '../model/errors.ts'
import { isOfLibrary } from '../model/library.ts'
import type { Kernel, Signal } from '../model/signal.ts'

/** Computes one block of a signal. Throws a StrategyError that names the signal when its kernel wrote into an input. */
export type KernelCall = (
  signal: Signal,
  kernel: Kernel,
  inputs: readonly Float64Array[],
  out: Float64Array,
) => void

/** The copies lie in memory that the next call uses again: a kernel that keeps one holds nothing that anybody reads. */
export function kernelCall(): KernelCall {
  const memory: Float64Array[] = []

  const copyOf = (values: Float64Array, input: number): Float64Array => {
    let room = memory[input]
    if (!room || room.length < values.length) {
      room = new Float64Array(values.length)
      memory[input] = room
    }
    const copy = room.subarray(0, values.length)
    copy.set(values)
    return copy
  }

  return (signal, kernel, inputs, out) => {
    if (isOfLibrary(signal)) {
      kernel(inputs, out)
      return
    }
    const copies = inputs.map(copyOf)
    kernel([...copies], out)
    if (copies.every((copy, input) => sameBytes(copy, inputs[input]))) return
    throw new StrategyError(
      `the kernel of signal ${signal.key} wrote into its inputs; write into \`out\` alone, and sort or change copies, as in input.slice()`,
    )
  }
}

/** Bytes, because NaN is not equal to itself. */
const sameBytes = (a: Float64Array, b: Float64Array | undefined): boolean =>
  a.length === b?.length && Buffer.compare(bytesOf(a), bytesOf(b)) === 0

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
