/** The indicators against vectors of other software. */

import { expect, it } from 'vitest'
import type { Signal } from '../../../engine/model/signal.ts'
import {
  bandwidth,
  crossing,
  ema,
  emaAdjusted,
  highest,
  lowerBand,
  lowest,
  percentB,
  sd,
  sma,
  upperBand,
  wilder,
} from '../../../strategies/indicators/index.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { CLOSE, evaluate } from './evaluate.ts'

type Column = readonly (number | null)[]

interface Tolerance {
  readonly rel: number
  readonly abs: number
}

interface Input {
  readonly series: string
  readonly window: number
  readonly k: number
  readonly stdev: 'population' | 'sample'
}

type Case =
  | { readonly tag: 'series'; readonly in: Input; readonly out: { readonly close: readonly number[] } }
  | {
      readonly tag: 'rolling' | 'bollinger' | 'ema'
      readonly in: Input
      readonly out: Readonly<Record<string, Column>>
      readonly tol: Readonly<Record<string, Tolerance>>
    }
  | { readonly tag: 'crossovers'; readonly in: Input; readonly out: unknown }

interface Family {
  readonly cases: readonly Case[]
}

const ddofOf = ({ stdev }: Input): 0 | 1 => (stdev === 'sample' ? 1 : 0)

/** Every column of the vectors. */
const COLUMNS: Readonly<Record<string, (input: Input) => Signal>> = {
  sma: ({ window }) => sma(CLOSE, window),
  sdPop: ({ window }) => sd(CLOSE, window),
  sdSample: ({ window }) => sd(CLOSE, window, 1),
  rollMax: ({ window }) => highest(CLOSE, window),
  rollMin: ({ window }) => lowest(CLOSE, window),
  mid: ({ window }) => sma(CLOSE, window),
  upper: input => upperBand(CLOSE, input.window, input.k, ddofOf(input)),
  lower: input => lowerBand(CLOSE, input.window, input.k, ddofOf(input)),
  pctB: input => percentB(CLOSE, input.window, input.k, ddofOf(input)),
  bandwidth: input => bandwidth(CLOSE, input.window, input.k, ddofOf(input)),
  emaSmaSeed: ({ window }) => ema(CLOSE, window),
  emaFirstSeed: ({ window }) => ema(CLOSE, window, 'first'),
  emaAdjusted: ({ window }) => emaAdjusted(CLOSE, window),
  wilderSmaSeed: ({ window }) => wilder(CLOSE, window),
}

const CROSSINGS: Readonly<Record<string, Signal>> = {
  close_x_sma200: crossing(CLOSE, sma(CLOSE, 200)),
  sma50_x_sma200: crossing(sma(CLOSE, 50), sma(CLOSE, 200)),
  close_x_upper20: crossing(CLOSE, upperBand(CLOSE, 20, 2)),
  close_x_lower20: crossing(CLOSE, lowerBand(CLOSE, 20, 2)),
  close_x_sma20: crossing(CLOSE, sma(CLOSE, 20)),
}

const EXACT: Tolerance = { rel: 0, abs: 0 }

/** The rows that disagree, with both values. */
function disagreements(values: readonly number[], expected: Column, { rel, abs }: Tolerance): unknown[] {
  return expected.flatMap((reference, row) => {
    const value = values[row] ?? Number.POSITIVE_INFINITY
    const agrees =
      reference === null
        ? Number.isNaN(value)
        : Math.abs(value - reference) <= abs + rel * Math.abs(reference)
    return agrees ? [] : [[row, value, reference]]
  })
}

for (const family of ['indicators', 'indicators_small']) {
  withOracle<Family>(family, ({ cases }) => {
    const series = cases.filter(one => one.tag === 'series')
    const closesOf = (name: string) => series.find(one => one.in.series === name)?.out.close ?? []
    const columns = cases.filter(one => one.tag !== 'series' && one.tag !== 'crossovers')
    const fields = columns.flatMap(one =>
      Object.entries(one.out).map(([field, expected]) => ({
        name: `${field} of ${one.in.series} over ${one.in.window} (${one.in.stdev ?? one.tag})`,
        signal: COLUMNS[field]?.(one.in) ?? null,
        closes: closesOf(one.in.series),
        expected,
        tolerance: one.tol[field] ?? EXACT,
      })),
    )

    it.each(fields)('$name', ({ signal, closes, expected, tolerance }) => {
      expect(signal).not.toBeNull()
      const values = signal ? evaluate(signal, closes) : []
      expect(values).toHaveLength(expected.length)
      expect(disagreements(values, expected, tolerance)).toEqual([])
    })

    it.each(cases.filter(({ tag }) => tag === 'crossovers'))('crossings of $in.series', one => {
      const rowsOf = (signal: Signal) => {
        const values = evaluate(signal, closesOf(one.in.series))
        const rows = (sign: number) => values.flatMap((value, row) => (value === sign ? [row] : []))
        return { up: rows(1), down: rows(-1) }
      }
      const found = Object.entries(CROSSINGS).map(([name, signal]) => [name, rowsOf(signal)])
      expect(Object.fromEntries(found)).toEqual(one.out)
    })
  })
}
