/** The colours of the page, each with one meaning, in light and in dark. */

/** A name for what a colour means to its hex value. */
export type Palette = Readonly<Record<ColourName, string>>

/**
 * paper and card: grounds. ink: equity and text. muted: secondary text. rule and grid: lines.
 * call, put, margin, wrong: the four meanings, as text and as lines. marginFill: the same amber for areas.
 */
export type ColourName =
  | 'paper'
  | 'card'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'grid'
  | 'call'
  | 'put'
  | 'margin'
  | 'marginLine'
  | 'wrong'
  | 'focus'

export const LIGHT: Palette = {
  paper: '#ffffff',
  card: '#f5f6f7',
  ink: '#17202b',
  muted: '#55606d',
  rule: '#c3cad2',
  grid: '#e6e9ed',
  call: '#b9480a',
  put: '#00639f',
  margin: '#775300',
  marginLine: '#b98100',
  wrong: '#a8002f',
  focus: '#00639f',
}

export const DARK: Palette = {
  paper: '#12161b',
  card: '#1b2128',
  ink: '#e9edf1',
  muted: '#a5b0bb',
  rule: '#46515d',
  grid: '#28303a',
  call: '#ff9d5c',
  put: '#6cbcf2',
  margin: '#efc35a',
  marginLine: '#d9a632',
  wrong: '#ff8096',
  focus: '#6cbcf2',
}

/** Steps of the heat map, weakest first: how much of the colour is mixed into the paper. */
const TINTS = [0.06, 0.12, 0.2, 0.3] as const

/** The tints of a palette by the name of their CSS variable: `gain-1` of ink, `loss-1` of red, grounds and edges of zones. */
export const tintsOf = (palette: Palette): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...TINTS.flatMap((share, i) => [
      [`gain-${i + 1}`, mixed(palette.ink, palette.paper, share)],
      [`loss-${i + 1}`, mixed(palette.wrong, palette.paper, share)],
    ]),
    ...(['call', 'put'] as const).flatMap(side => [
      [`${side}-band`, mixed(palette[side], palette.paper, 0.16)],
      [`${side}-edge`, mixed(palette[side], palette.paper, 0.34)],
    ]),
  ])

/** `share` of the first colour in the second, both as `#rrggbb`. */
function mixed(colour: string, ground: string, share: number): string {
  const channel = (at: number): string =>
    Math.round(share * byteAt(colour, at) + (1 - share) * byteAt(ground, at))
      .toString(16)
      .padStart(2, '0')
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

const byteAt = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)

/** A colour as charts and styles name it, so that one drawing serves light and dark. */
export const ref = (name: ColourName): string => `var(--${name})`

/** Custom properties of a palette as CSS declarations. */
export const variables = (palette: Palette): string =>
  Object.entries({ ...palette, ...tintsOf(palette) })
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
