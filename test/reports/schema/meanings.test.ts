/** One meaning a number: every number of a report says what it is called and means, and nothing else says it again. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LEVERAGE_GLOSSARY } from '../../../reports/schema/leverage.ts'
import { fieldsOf, GLOSSARY, meaningOf } from '../../../reports/schema/meanings.ts'
import { reportSchema } from '../../../reports/schema/report.ts'
import { pageOf, STATE_NAMES } from '../html/pages.ts'

const ENTRIES = [...GLOSSARY, ...LEVERAGE_GLOSSARY]

/** Words that a file has for something else: headings of sections and of tables, commands of a path, titles of other things. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'reports/html/basis/profit.tsx': ['Amount'],
  'reports/html/parts/anchors.ts': ['Trades', 'Margin', 'Refusals'],
  'reports/html/sections/assumptions.tsx': ['Value'],
  'reports/html/sections/call-picture.tsx': ['L'],
  'reports/html/sections/first-screen.tsx': ['Margin', 'Trades'],
  'reports/html/sections/margin.tsx': ['Margin'],
  'reports/html/sections/provenance.tsx': ['Value'],
  'reports/html/sections/refusals.tsx': ['Refusals'],
  'reports/html/sections/trades.tsx': ['Trades'],
  'reports/html/trades/basis-picture.tsx': ['L'],
  'reports/html/trades/life.tsx': ['Amount', 'Cash', 'Most borrowed'],
  'reports/html/trades/marks-picture.tsx': ['L'],
  'reports/html/trades/tables.tsx': ['Legs'],
  'cli/risk-command.ts': ['Account'],
}

describe('the schema of a report', () => {
  it('says of every number what it means', () => {
    const fields = fieldsOf(reportSchema)
    expect(fields.filter(({ numeric }) => numeric).length).toBeGreaterThan(130)
    expect(fields.filter(({ numeric, meaning }) => numeric && !meaning).map(({ path }) => path)).toEqual([])
  })

  it('has a number for every number that the made reports hold', () => {
    const known = new Set(fieldsOf(reportSchema).map(({ path }) => path))
    const missing = STATE_NAMES.flatMap(state => numbersIn(pageOf(state).report, '')).filter(
      path => !known.has(path) && !/evidence|params|experiment/.test(path),
    )
    expect([...new Set(missing)]).toEqual([])
  })

  it('hands meanings on to its JSON Schema', () => {
    const { properties } = z.toJSONSchema(reportSchema) as unknown as {
      properties: { headline: { properties: { cagr: unknown } } }
    }
    const { title, unit, description } = meaningOf('headline.cagr')
    expect(JSON.stringify(properties.headline.properties.cagr)).toContain(
      JSON.stringify({ title, unit, description }).slice(1, -1),
    )
  })

  it('means one thing by a name: a title and a sentence, the sentence with a full stop', () => {
    for (const { meaning } of ENTRIES) {
      expect(meaning.title).toMatch(/^\S.*\S$|^\S$/)
      expect(meaning.unit).not.toBe('')
      expect(meaning.description).toMatch(/^[A-Z0-9].*\.$/s)
    }
  })
})

describe('nothing but the schema', () => {
  const files = ['reports/html', 'reports/leverage', 'cli'].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name))
      .map(name => join(folder, name)),
  )
  /** The text of a file without its comments, which nobody prints. */
  const sourceOf = (file: string): string =>
    readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

  it('states a label of a number', () => {
    const titles = new Set(ENTRIES.map(({ meaning }) => meaning.title))
    const stated = files.flatMap(file =>
      [...sourceOf(file).matchAll(/'([^'\n]+)'|"([^"\n]+)"|>\s*([^<>{}\n]+?)\s*</g)]
        .map(([, single, double, text]) => single ?? double ?? text ?? '')
        .filter(word => titles.has(word) && !OTHERS[file]?.includes(word))
        .map(word => `${file}: ${word}`),
    )
    expect(stated).toEqual([])
  })

  it('states a definition', () => {
    const texts = ENTRIES.map(({ meaning }) => meaning.description).filter(text => text.length > 25)
    const all = files.map(sourceOf).join('\n')
    expect(texts.filter(text => all.includes(text))).toEqual([])
  })
})

/** Paths of the numbers in a value, as the schema names them. */
function numbersIn(value: unknown, path: string): string[] {
  if (typeof value === 'number') return [path]
  if (Array.isArray(value))
    return value.flatMap(one => numbersIn(one, typeof one === 'object' && one !== null ? `${path}[]` : path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, path === '' ? key : `${path}.${key}`))
}
