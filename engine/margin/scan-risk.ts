/** The risk of a scanned group: its greatest loss, and the least that its short options count for. */

import type { MarginPosition } from '../model/margin-model.ts'
import { NetContracts } from './net-contracts.ts'
import type { ScanRange } from './scan-range.ts'
import type { ScanTerms } from './scan-rates.ts'

/** The greatest loss, at least 0, and the number of the first scenario that brings it; null where none loses. */
export function greatestLoss(losses: readonly number[]): {
  readonly loss: number
  readonly scenario: number | null
} {
  const loss = Math.max(0, ...losses)
  return { loss, scenario: loss > 0 ? losses.indexOf(loss) + 1 : null }
}

type Contract = Pick<MarginPosition, 'instrument' | 'option'>

/** Contracts by what they are, those of one series or one delivery month netted, as the exchange does. */
export class ScanCounts {
  readonly counts = { shortCall: 0, shortPut: 0, longOption: 0, future: 0 }
  private readonly net = new NetContracts()

  trade(contract: Contract, quantity: number): void {
    this.count(contract, -1)
    this.net.trade(contract.instrument.id, quantity)
    this.count(contract, 1)
  }

  private count({ instrument, option }: Contract, sign: 1 | -1): void {
    const lots = this.net.of(instrument.id)
    if (!option) this.counts.future += sign * Math.abs(lots)
    else if (lots > 0) this.counts.longOption += sign * lots
    else if (option.right === 'call') this.counts.shortCall -= sign * lots
    else this.counts.shortPut -= sign * lots
  }
}

export function countsOf(positions: readonly MarginPosition[]): ScanCounts {
  const counts = new ScanCounts()
  for (const position of positions) counts.trade(position, position.quantity)
  return counts
}

/** The short option minimum: a share of the scan range for each short call, or for each short put if these are more. */
export const leastRisk = (
  { shortCall, shortPut }: ScanCounts['counts'],
  range: ScanRange,
  { shortOptionMinimumShare }: Pick<ScanTerms, 'shortOptionMinimumShare'>,
): number => shortOptionMinimumShare * range.money * Math.max(shortCall, shortPut)
