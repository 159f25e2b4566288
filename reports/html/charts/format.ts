/** The formats in which each chart is drawn. */

/** The two drawings of each chart: one for wide pages and paper, one for phones. */
export interface Format {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  readonly font: number
}

export const WIDE: Format = { name: 'wide', width: 1080, font: 12 }
export const HALF: Format = { name: 'wide', width: 760, font: 12 }
export const NARROW: Format = { name: 'narrow', width: 358, font: 11.5 }

/** An echarts option: plain data. */
export type Option = Record<string, unknown>
