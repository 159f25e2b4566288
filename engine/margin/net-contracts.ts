/** Contracts by instrument, long and short of one netted. */

export class NetContracts {
  private readonly net = new Map<string, number>()
  /** The sum of what is left of each instrument, without its sign. */
  open = 0

  of(instrument: string): number {
    return this.net.get(instrument) ?? 0
  }

  trade(instrument: string, quantity: number): void {
    const before = this.of(instrument)
    const after = before + quantity
    this.open += Math.abs(after) - Math.abs(before)
    if (after === 0) this.net.delete(instrument)
    else this.net.set(instrument, after)
  }
}
