/** A stack of panels as an echarts option; plain data, so that the page can carry it for the live chart. */

import { ref } from '../theme/colours.ts'
import { AXIS_TEXT, type Scale, scaleOf } from './axes.ts'
import { marksOf, seriesOf } from './option-series.ts'
import type { Format, Option, Panel, Stack } from './stack.ts'

/** Room above a panel for its title, and below the last for the dates. */
const TITLE = 38
const DATES = 30

/** The height of a stack in pixels. */
export const heightOf = (stack: Stack): number =>
  stack.panels.reduce((sum, panel) => sum + panel.height + TITLE, 0) + DATES

/** Where the plot of each panel starts, in pixels from the top; its title stands `TITLE_BASE` above. */
export const topsOf = (stack: Stack): number[] =>
  stack.panels.map((_, i) =>
    stack.panels.slice(0, i).reduce((sum, panel) => sum + panel.height + TITLE, TITLE),
  )

/** From the top of a plot up to the foot of its title. */
export const TITLE_BASE = 12

/** The option without points, bands and hairlines: those are filled in by the id of their series. */
export function optionOf(stack: Stack, format: Format): Option {
  const scales = stack.panels.map(panel => scaleOf(panel, Math.max(2, Math.round(panel.height / 38))))
  const left = leftOf(stack.panels, scales, format)
  const tops = topsOf(stack)
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: format.font },
    grid: stack.panels.map((panel, i) => ({
      left,
      right: 14,
      top: tops[i],
      height: panel.height,
      outerBoundsMode: 'none',
    })),
    xAxis: stack.panels.map((_, i) => timeAxis(stack, i, format)),
    yAxis: stack.panels.map((panel, i) => valueAxis(panel, i, scales[i] as Scale, format)),
    series: stack.panels.flatMap((panel, i) => [marksOf(stack, panel, i, format), ...seriesOf(panel, i)]),
  }
}

/** Room for the widest label of any value axis. */
function leftOf(panels: readonly Panel[], scales: readonly Scale[], format: Format): number {
  const widest = panels.flatMap((panel, i) => {
    const scale = scales[i]
    return scale
      ? [scale.min, scale.max, scale.min + scale.step].map(value => AXIS_TEXT[panel.format](value).length)
      : []
  })
  return Math.ceil(Math.max(4, ...widest) * format.font * 0.58) + 12
}

function timeAxis(stack: Stack, index: number, format: Format): Option {
  const last = index === stack.panels.length - 1
  return {
    type: 'time',
    gridIndex: index,
    min: stack.from,
    max: stack.to,
    axisLine: { show: last, onZero: false, lineStyle: { color: ref('rule') } },
    axisTick: { show: last, lineStyle: { color: ref('rule') } },
    splitLine: { show: false },
    splitNumber: format.name === 'wide' ? 8 : 3,
    axisLabel: {
      show: last,
      color: ref('muted'),
      fontSize: format.font,
      hideOverlap: true,
      formatter: {
        year: '{yyyy}',
        month: '{yyyy}-{MM}',
        day: '{MM}-{dd}',
        hour: '{HH}:{mm}',
        minute: '{HH}:{mm}',
        second: '{HH}:{mm}:{ss}',
        none: '{yyyy}-{MM}-{dd}',
      },
    },
  }
}

function valueAxis(panel: Panel, index: number, scale: Scale, format: Format): Option {
  return {
    type: 'value',
    gridIndex: index,
    name: panel.format,
    nameTextStyle: { opacity: 0, fontSize: 1 },
    min: scale.min,
    max: scale.max,
    interval: scale.step,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ref('muted'), fontSize: format.font },
    splitLine: { lineStyle: { color: ref('grid') } },
  }
}
