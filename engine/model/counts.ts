/** How many there are of each name. */

export class Counts {
  private readonly counts = new Map<string, number>()

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  /** Takes one out; a name of which none is left is forgotten. */
  remove(name: string): void {
    const left = (this.counts.get(name) ?? 0) - 1
    if (left > 0) this.counts.set(name, left)
    else this.counts.delete(name)
  }

  has(name: string): boolean {
    return this.counts.has(name)
  }
}
