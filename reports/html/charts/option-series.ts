/** Lines, dots, bands and named points of a panel as echarts series. */

import { ref } from '../theme/colours.ts'
import type { Band, Dots, Format, Line, Option, Panel, Stack } from './stack.ts'

/** Lines under dots, each known by its id. */
export const seriesOf = (panel: Panel, index: number): Option[] => [
  ...panel.lines.map(line => lineSeries(line, index)),
  ...(panel.dots ?? []).map(dots => dotSeries(dots, index)),
]

function lineSeries(line: Line, index: number): Option {
  return {
    id: line.id,
    name: line.label,
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    symbol: 'none',
    silent: true,
    connectNulls: false,
    ...(line.stepped ? { step: 'end' } : {}),
    lineStyle: { color: ref(line.colour), width: line.width ?? 1.5, type: line.dashed ? [4, 3] : 'solid' },
    itemStyle: { color: ref(line.colour) },
    ...(line.area === undefined
      ? {}
      : { areaStyle: { color: ref(line.colour), opacity: line.area, origin: 0 } }),
    z: 3,
  }
}

function dotSeries(dots: Dots, index: number): Option {
  return {
    id: dots.id,
    name: dots.label,
    type: 'scatter',
    xAxisIndex: index,
    yAxisIndex: index,
    symbol: 'circle',
    symbolSize: 6,
    silent: true,
    itemStyle: dots.hollow
      ? { color: ref('paper'), borderColor: ref(dots.colour), borderWidth: 1.5, opacity: 1 }
      : { color: ref(dots.colour), opacity: 1 },
    z: 4,
  }
}

/** A series without points that carries what belongs to the panel as a whole. */
export function marksOf(stack: Stack, panel: Panel, index: number, format: Format): Option {
  return {
    id: `${panel.id}-marks`,
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    symbol: 'none',
    silent: true,
    data: [],
    markArea: { silent: true, data: [] },
    markLine: { silent: true, symbol: 'none', animation: false, data: linesOf(stack, panel, index, format) },
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: 6,
      animation: false,
      data: pointsOf(stack, panel, format),
    },
    z: 5,
  }
}

/** Bands of zones, for the area marks of a panel. */
export const bandOf = (band: Band): Option[] => [
  {
    coord: [band.from, band.low],
    // A zone of one strike has no height: its edge is all there is to see.
    itemStyle: {
      color: `var(--${band.colour}-band)`,
      opacity: 1,
      borderColor: `var(--${band.colour}-edge)`,
      borderWidth: band.low === band.high ? 5 : 1,
    },
  },
  { coord: [band.to, band.high] },
]

/** A hairline at an instant, for the line marks of a panel. */
export const hairlineOf = (time: number): Option => ({
  xAxis: time,
  label: { show: false },
  lineStyle: { color: ref('rule'), width: 0.5, type: 'solid' },
})

function linesOf(stack: Stack, panel: Panel, index: number, format: Format): Option[] {
  const levels = (panel.levels ?? []).map(level => ({
    yAxis: level.value,
    label: {
      show: level.text !== '',
      position: 'insideEndTop',
      formatter: level.text,
      color: ref(level.colour),
      fontSize: format.font,
    },
    lineStyle: { color: ref(level.colour), width: 1, type: 'solid' },
  }))
  const ends = (stack.ends ?? []).map(({ time, text }) => ({
    xAxis: time,
    label: {
      show: index === 0,
      formatter: text,
      position: 'end',
      rotate: 0,
      color: ref('wrong'),
      fontSize: format.font,
    },
    lineStyle: { color: ref('wrong'), width: 1.25, type: 'solid' },
  }))
  return [...levels, ...ends]
}

const pointsOf = (stack: Stack, panel: Panel, format: Format): Option[] =>
  (panel.labels ?? []).map(({ point, text, colour, beside }) => ({
    coord: [point[0], point[1]],
    itemStyle: { color: ref(colour) },
    label: {
      show: true,
      formatter: text,
      ...placeOf(stack, point[0], beside ?? false),
      color: ref(colour),
      fontSize: format.font,
      distance: 7,
    },
  }))

/** Above the point, or beside it; labels near an end of the axis turn inwards. */
function placeOf(stack: Stack, time: number, beside: boolean): Option {
  const share = (time - stack.from) / Math.max(1, stack.to - stack.from)
  if (beside) return { position: share > 0.5 ? 'left' : 'right' }
  return { position: 'top', align: share > 0.8 ? 'right' : share < 0.2 ? 'left' : 'center' }
}
