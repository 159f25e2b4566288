/** Times two ways of doing the same in turn, so that their ratio holds however noisy the machine is. */

export interface Ratio {
  readonly name: string
  /** Least time of the first over least time of the second: what else the machine does only ever adds. */
  readonly ratio: number
  /** Of the rounds' own ratios. */
  readonly least: number
  readonly most: number
  /** Least milliseconds of each, for orientation only. */
  readonly firstMs: number
  readonly secondMs: number
}

/** One uncounted round, then `rounds` of them: A B, B A, A B and so on. */
export async function ratioOf(
  name: string,
  first: () => unknown,
  second: () => unknown,
  rounds = 9,
): Promise<Ratio> {
  const ratios: number[] = []
  const firsts: number[] = []
  const seconds: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 === 0 ? [first, second] : [second, first]
    const times = new Map<unknown, number>()
    for (const job of order) {
      const start = performance.now()
      await job()
      times.set(job, performance.now() - start)
    }
    if (round === 0) continue
    const a = times.get(first) ?? Number.NaN
    const b = times.get(second) ?? Number.NaN
    firsts.push(a)
    seconds.push(b)
    ratios.push(a / b)
  }
  return {
    name,
    ratio: Math.min(...firsts) / Math.min(...seconds),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    firstMs: Math.min(...firsts),
    secondMs: Math.min(...seconds),
  }
}

export const show = ({ name, ratio, least, most, firstMs, secondMs }: Ratio): string =>
  `${name}: ${ratio.toFixed(2)} times (${least.toFixed(2)} to ${most.toFixed(2)}); ${firstMs.toFixed(0)} ms against ${secondMs.toFixed(0)} ms\n`
