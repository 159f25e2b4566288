/** The risk of a scanned group: its greatest loss, and the least that its short options count for. */

import type { Instrument } from '../model/instrument.ts'
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

/** Contracts by what they are, those of one series or one delivery month netted, as the exchange does. */
export class ScanCounts {
  readonly counts = { shortCall: 0, shortPut: 0, longOption: 0, future: 0 }
  private readonly net = new NetContracts()

  trade(instrument: Instrument, quantity: number): void {
    this.count(instrument, -1)
    this.net.trade(instrument.id, quantity)
    this.count(instrument, 1)
  }

  private count(instrument: Instrument, sign: 1 | -1): void {
    const lots = this.net.of(instrument.id)
    if (instrument.kind === 'future') this.counts.future += sign * Math.abs(lots)
    if (instrument.kind !== 'option') return
    if (lots > 0) this.counts.longOption += sign * lots
    else if (instrument.right === 'call') this.counts.shortCall -= sign * lots
    else this.counts.shortPut -= sign * lots
  }
}

export function countsOf(positions: readonly MarginPosition[]): ScanCounts {
  const counts = new ScanCounts()
  for (const { instrument, quantity } of positions) counts.trade(instrument, quantity)
  return counts
}

/** The short option minimum: a share of the scan range for each short call, or for each short put if these are more. */
export const leastRisk = (
  { shortCall, shortPut }: ScanCounts['counts'],
  range: ScanRange,
  { shortOptionMinimumShare }: Pick<ScanTerms, 'shortOptionMinimumShare'>,
): number => shortOptionMinimumShare * range.money * Math.max(shortCall, shortPut)
