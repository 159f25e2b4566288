/** Contrast of every text colour on every ground it stands on (WCAG 2.2, 1.4.3), in light and in dark. */

import { describe, expect, it } from 'vitest'
import { DARK, LIGHT, type Palette, tintsOf, variables } from '../../../reports/html/theme/colours.ts'
import { STYLE } from '../../../reports/html/theme/style.ts'

const TEXTS = ['ink', 'muted', 'call', 'put', 'margin', 'wrong'] as const
const LINES = ['marginLine', 'focus', 'ink', 'call', 'put', 'wrong'] as const

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('colours in %s', (_, palette) => {
  it.each(TEXTS)('%s reads on paper and card with 4.5 or more', name => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette[name], palette.card)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(LINES)('%s stands out as a line with 3 or more', name => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(3)
  })

  it('ink reads on every step of the heat map', () => {
    for (const ground of Object.values(tintsOf(palette)))
      expect(contrast(palette.ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('are what the style sheet says', () => {
    expect(STYLE).toContain(variables(palette))
  })
})

it('the style sheet names no colour besides the variables', () => {
  const rules = STYLE.replace(/--[\w-]+:#[0-9a-f]{6}/g, '')
  expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b(?=[;}\s])/)
})

it('every variable that the page uses is defined in both palettes', () => {
  const defined = (palette: Palette) =>
    [...variables(palette).matchAll(/(--[\w-]+):/g)].map(match => match[1])
  expect(defined(LIGHT)).toEqual(defined(DARK))
  for (const [, used] of STYLE.matchAll(/var\((--[\w-]+)\)/g)) expect(defined(LIGHT)).toContain(used)
})

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : Math.exp(2.4 * Math.log((channel + 0.055) / 1.055))
