/** What the live charts are made of: options and, once each, the columns they draw. */

import { pointsById } from '../charts/draw.ts'
import { heightOf, optionOf, TITLE_BASE, topsOf } from '../charts/option.ts'
import { type Format, lowHigh, NARROW, type Option, type Point, type Stack, WIDE } from '../charts/stack.ts'
import { ref } from '../theme/colours.ts'

/** Slices of time in a live chart; each keeps four points. */
const LIVE_SLICES = 1000

/** Minutes since `from`, and values; gaps are null. */
interface Column {
  readonly minutes: readonly number[] | number
  readonly values: readonly (number | null)[]
}

/** `minutes` of a column is the index of an earlier column where the two share their times. */
export interface Payload {
  readonly from: number
  readonly columns: readonly Column[]
  readonly charts: readonly {
    readonly id: string
    readonly height: number
    /** Titles of panels: where they stand, and their coloured words. */
    readonly titles: readonly {
      readonly top: number
      readonly words: readonly (readonly [long: string, short: string, colour: string])[]
    }[]
    readonly wide: Option
    readonly narrow: Option
    /** Series id to column index. */
    readonly series: Readonly<Record<string, number>>
    /** Id of a panel's marks to its zones: colour, from and to in minutes, low, high. */
    readonly bands: Readonly<Record<string, readonly (readonly [string, number, number, number, number])[]>>
    /** Minutes of the hairlines. */
    readonly verticals: readonly number[]
  }[]
}

/** The payload of some stacks; a column that two of them draw is in it once. */
export function payloadOf(stacks: readonly Stack[], wide: (stack: Stack) => Format = () => WIDE): Payload {
  const from = stacks[0]?.from ?? 0
  const since = (time: number): number => (time - from) / 60_000
  const columns: Column[] = []
  const known = new Map<string, number>()
  const remember = (points: readonly Point[]): number => {
    const few = lowHigh(points, LIVE_SLICES)
    const minutes = few.map(([time]) => since(time))
    const values = few.map(([, value]) => (value === null ? null : Number(value.toPrecision(8))))
    const clock = JSON.stringify(minutes)
    const key = `${clock}${JSON.stringify(values)}`
    const same = known.get(key)
    if (same !== undefined) return same
    columns.push({ minutes: known.get(clock) ?? minutes, values })
    known.set(key, columns.length - 1)
    if (!known.has(clock)) known.set(clock, columns.length - 1)
    return columns.length - 1
  }
  const charts = stacks.map(stack => ({
    id: stack.id,
    height: heightOf(stack),
    titles: stack.panels.map((panel, i) => ({
      top: (topsOf(stack)[i] ?? 0) - TITLE_BASE - 17,
      words: panel.title.map(({ text, short, colour }) => [text, short ?? text, ref(colour)] as const),
    })),
    wide: optionOf(stack, wide(stack)),
    narrow: optionOf(stack, NARROW),
    series: Object.fromEntries([...pointsById(stack)].map(([id, points]) => [id, remember(points)])),
    bands: Object.fromEntries(
      stack.panels.flatMap(({ id, bands = [] }) =>
        bands.length === 0
          ? []
          : [
              [
                `${id}-marks`,
                bands.map(
                  ({ colour, from: start, to, low, high }) =>
                    [colour, since(start), since(to), low, high] as const,
                ),
              ] as const,
            ],
      ),
    ),
    verticals: stack.verticals.map(since),
  }))
  return { from, columns, charts }
}
