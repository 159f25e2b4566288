/** Options to SVG on the server: the first paint, the print, and the page without scripts. */

import { createRequire } from 'node:module'
import { escapeText } from '../parts/raw.tsx'
import { ref } from '../theme/colours.ts'
import { AXIS_TEXT } from './axes.ts'
import { heightOf, optionOf, TITLE_BASE, topsOf } from './option.ts'
import { bandOf, hairlineOf } from './option-series.ts'
import { type AxisFormat, type Format, lowHigh, type Option, type Point, type Stack } from './stack.ts'

/** The build that the page inlines: one file, which loads in a tenth of the time that its five hundred modules take. */
const { init } = createRequire(import.meta.url)(
  'echarts/dist/echarts.common.min.js',
) as typeof import('echarts/core')

/** Slices of time in a picture; each keeps its first, lowest, highest and last point. */
export const PICTURE_SLICES = 360

/** The inside of an SVG of `width` by `height`, coloured by the page's own variables. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly inner: string
}

/** A stack drawn; the same stack gives the same text. `id` starts every id within. */
export function draw(stack: Stack, format: Format, id: string): Drawing {
  const option = optionOf(stack, format)
  const height = heightOf(stack)
  // Without disposal the instance keeps a timer, and the process, alive.
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: format.width, height })
  try {
    // Of two marks at one height the one whose kind came first lies below: those of points.
    chart.setOption({ markPoint: {} })
    chart.setOption({ ...option, yAxis: worded(option), series: filled(option, stack) })
    return { width: format.width, height, inner: slim(chart.renderToSVGString(), id) + titles(stack, format) }
  } finally {
    chart.dispose()
  }
}

/** Titles of panels whose coloured words are the legend, each as one run of text whatever the font. */
const titles = (stack: Stack, format: Format): string =>
  stack.panels
    .map((panel, i) => {
      const spans = panel.title.map(
        ({ text, short: few, colour }, k) =>
          `<tspan fill="${ref(colour)}"${k === 0 ? ' font-weight="600"' : ' dx="10"'}>${escapeText(format.name === 'narrow' ? (few ?? text) : text)}</tspan>`,
      )
      return `<text x="0" y="${(topsOf(stack)[i] ?? 0) - TITLE_BASE}" font-size="${format.font}">${spans.join('')}</text>`
    })
    .join('')

/** The points of every series by its id. */
export const pointsById = (stack: Stack): ReadonlyMap<string, readonly Point[]> =>
  new Map(
    stack.panels.flatMap(panel =>
      [...panel.lines, ...(panel.dots ?? [])].map(({ id, points }) => [id, points] as const),
    ),
  )

/** The series with what an option leaves out: points, bands and hairlines. */
function filled(option: Option, stack: Stack): Option[] {
  const points = pointsById(stack)
  const bands = new Map(stack.panels.map(panel => [`${panel.id}-marks`, panel.bands ?? []]))
  return (option.series as Option[]).map(series => {
    const id = String(series.id)
    const own = points.get(id)
    if (own) return { ...series, data: series.type === 'line' ? lowHigh(own, PICTURE_SLICES) : own }
    const lines = series.markLine as { data: Option[] }
    return {
      ...series,
      markArea: { silent: true, data: (bands.get(id) ?? []).map(bandOf) },
      markLine: { ...lines, data: [...stack.verticals.map(hairlineOf), ...lines.data] },
    }
  })
}

const worded = (option: Option): Option[] =>
  (option.yAxis as Option[]).map(axis => ({
    ...axis,
    name: '',
    axisLabel: { ...(axis.axisLabel as Option), formatter: AXIS_TEXT[axis.name as AxisFormat] },
  }))

/** The drawing without its frame, its counted ids, its hover styles and the digits nobody sees. */
function slim(svg: string, id: string): string {
  return svg
    .replace(/^<svg[^>]*>\n?/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr[^"]*"|pointer-events="[^"]*"|ecmeta_\w+="[^"]*"|xml:space="preserve")/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/ style="(font[^"]*)"/g, (_, style: string) => fontOf(style))
    .replace(/ d="([^"]*)"/g, (_, path: string) => ` d="${short(path)}"`)
    .replace(
      / (points|transform)="([^"]*)"/g,
      (_, name: string, value: string) => ` ${name}="${short(value)}"`,
    )
    .replace(/>\n+</g, '><')
    .trim()
}

/** The page's own style sets the family; size and weight stay. */
function fontOf(style: string): string {
  const size = /([\d.]+)px/.exec(style)?.[1]
  const weight = /\b(bold|600)\b/.exec(style)?.[1]
  return `${size ? ` font-size="${size}"` : ''}${weight ? ` font-weight="${weight}"` : ''}`
}

const short = (numbers: string): string =>
  numbers.replace(/-?\d+\.\d{2,}/g, digits => String(Number(Number(digits).toFixed(1))))
