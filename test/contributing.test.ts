/** The recipes of CONTRIBUTING.md: ten steps each, and nothing named in them that is not there. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const text = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8')
const scripts = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).scripts as Record<string, string>

const recipes = text
  .split(/^## /m)
  .slice(1)
  .filter(part => /^(An?) /.test(part))
  .map(part => ({ title: part.split('\n')[0] ?? '', part }))

/** Files and folders in backticks; of a path that holds the reader's own `<name>`, the folder before it. */
const pathsIn = (part: string): string[] =>
  [...part.matchAll(/`([\w.<>-]+(?:\/[\w.<>-]+)+\/?|[\w-]+\.(?:md|json|ts))`/g)]
    .map(([, path = '']) => path.replace(/[^/]*<.*$/, ''))
    .filter(path => path !== '' && !path.startsWith('stillhalter/'))

describe('CONTRIBUTING.md', () => {
  it('has a recipe for each thing that is added', () => {
    expect(recipes.map(({ title }) => title)).toEqual([
      'A strategy',
      'An importer',
      'A margin model',
      'A fold',
      'A panel of the page',
      'A study',
      'An instrument',
      'A kind of instrument',
    ])
  })

  it.each(recipes)('takes ten steps for $title, one of them a test', ({ part }) => {
    const steps = [...part.matchAll(/^(\d+)\. /gm)].map(([, step]) => Number(step))
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(pathsIn(part).some(path => /^test\/.*\.test\.ts$/.test(path))).toBe(true)
  })

  it('names no path that does not exist', () => {
    // What a run writes is no file of the house.
    const paths = new Set(pathsIn(text).filter(path => path !== 'report.json'))
    expect(paths.size).toBeGreaterThan(90)
    expect([...paths].filter(path => !existsSync(`${ROOT}${path}`))).toEqual([])
  })

  it('names no script that does not exist', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })
})
