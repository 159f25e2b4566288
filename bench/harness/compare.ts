/** Measures two ways of doing the same in turn, in CPU, so that their ratio holds however busy the machine is. */

/** What one side did in one go. */
export interface Done {
  /** CPU milliseconds, user and system. */
  readonly cpuMs: number
  /** Trades and final cash, or whatever both sides must agree on, as text; empty where there is nothing to agree on. */
  readonly outcome: string
}

export type Side = () => Promise<Done>

export interface Comparison {
  /** Median of the rounds' ratios, first over second; with the least and the most of them. */
  readonly ratio: number
  readonly least: number
  readonly most: number
  /** Medians of CPU milliseconds. */
  readonly firstMs: number
  readonly secondMs: number
  /** What both sides agreed on. */
  readonly outcome: string
}

/** Measures work in this process; it returns its outcome. */
export const inProcess =
  (work: () => string | Promise<string>): Side =>
  async () => {
    const start = process.cpuUsage()
    const outcome = await work()
    const { user, system } = process.cpuUsage(start)
    return { cpuMs: (user + system) / 1000, outcome }
  }

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2
}

/**
 * `rounds` of both, A B, B A, A B and so on, after `warm` rounds that do not count. Throws when the sides, or two goes of
 * one side, do not agree: a ratio of different work says nothing.
 */
export async function compare(first: Side, second: Side, rounds: number, warm = 0): Promise<Comparison> {
  const done: { readonly first: Done; readonly second: Done }[] = []
  for (let round = 0; round < warm + rounds; round++) {
    const isTurned = round % 2 === 1
    const [one, other] = isTurned ? [await second(), await first()] : [await first(), await second()]
    done.push(isTurned ? { first: other, second: one } : { first: one, second: other })
  }
  const outcomes = new Set(done.flatMap(each => [each.first.outcome, each.second.outcome]))
  if (outcomes.size !== 1) throw new Error(`the sides do not agree: ${[...outcomes].join(' | ')}`)
  const counted = done.slice(warm)
  const ratios = counted.map(each => each.first.cpuMs / each.second.cpuMs)
  return {
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    firstMs: median(counted.map(each => each.first.cpuMs)),
    secondMs: median(counted.map(each => each.second.cpuMs)),
    outcome: [...outcomes].join(''),
  }
}

/** The spread and the CPU behind a ratio, and what was agreed on. */
export const detailOf = ({ least, most, firstMs, secondMs, outcome }: Comparison): string =>
  `${least.toFixed(2)} to ${most.toFixed(2)}; ${shown(firstMs)} against ${shown(secondMs)} of CPU${outcome === '' ? '' : `; both ${outcome}`}`

const shown = (ms: number): string => (ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`)
