/** The indicators against vectors of other software. */

import { expect, it } from 'vitest'
import type { Signal } from '../../../engine/model/signal.ts'
import { crossing, percentB, sma } from '../../../strategies/indicators/index.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { CLOSE, evaluate } from './evaluate.ts'

type Column = readonly (number | null)[]

interface Tolerance {
  readonly rel: number
  readonly abs: number
}

interface Case {
  readonly tag: string
  readonly in: {
    readonly series: string
    readonly window: number
    readonly k: number
    readonly stdev: string
  }
  readonly out: {
    readonly close: readonly number[]
    readonly sma: Column
    readonly pctB: Column
  } & Readonly<Record<string, { readonly up: readonly number[]; readonly down: readonly number[] }>>
  readonly tol: Readonly<Record<string, Tolerance>>
}

interface Family {
  readonly cases: readonly Case[]
}

function expectColumn(values: readonly number[], expected: Column, { rel, abs }: Tolerance): void {
  expect(values).toHaveLength(expected.length)
  const wrong = expected.flatMap((reference, row) => {
    const value = values[row] ?? Number.POSITIVE_INFINITY
    const agrees =
      reference === null
        ? Number.isNaN(value)
        : Math.abs(value - reference) <= abs + rel * Math.abs(reference)
    return agrees ? [] : [[row, value, reference]]
  })
  expect(wrong).toEqual([])
}

/** Crossings of indicators that the project has; the vectors also list those of Bollinger's bands. */
const CROSSINGS: Readonly<Record<string, Signal>> = {
  close_x_sma200: crossing(CLOSE, sma(CLOSE, 200)),
  sma50_x_sma200: crossing(sma(CLOSE, 50), sma(CLOSE, 200)),
  close_x_sma20: crossing(CLOSE, sma(CLOSE, 20)),
}

for (const family of ['indicators', 'indicators_small']) {
  withOracle<Family>(family, ({ cases }) => {
    const closesOf = (name: string): readonly number[] =>
      cases.find(one => one.tag === 'series' && one.in.series === name)?.out.close ?? []
    const tagged = (tag: string): readonly Case[] => cases.filter(one => one.tag === tag)

    it.each(tagged('rolling'))('moving average of $in.series over $in.window', one => {
      expectColumn(
        evaluate(sma(CLOSE, one.in.window), closesOf(one.in.series)),
        one.out.sma,
        one.tol.sma ?? NO_TOLERANCE,
      )
    })

    it.each(tagged('bollinger').filter(one => one.in.stdev === 'population'))(
      '%B of $in.series over $in.window',
      one => {
        const signal = percentB(CLOSE, one.in.window, one.in.k)
        expectColumn(evaluate(signal, closesOf(one.in.series)), one.out.pctB, one.tol.pctB ?? NO_TOLERANCE)
      },
    )

    it.each(tagged('crossovers'))('crossings of $in.series', one => {
      for (const [name, signal] of Object.entries(CROSSINGS)) {
        const values = evaluate(signal, closesOf(one.in.series))
        const rows = (sign: number) => values.flatMap((value, row) => (value === sign ? [row] : []))
        expect([name, rows(1), rows(-1)]).toEqual([name, one.out[name]?.up, one.out[name]?.down])
      }
    })
  })
}

const NO_TOLERANCE: Tolerance = { rel: 0, abs: 0 }
