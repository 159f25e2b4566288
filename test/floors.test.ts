import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { describe, expect, it } from 'vitest'
import walls from '../.dependency-cruiser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROOMS = ['engine', 'datasets', 'strategies', 'folds', 'reports', 'studies', 'cli']

async function plan(): Promise<ICruiseResult> {
  const { output } = await cruise(
    ROOMS,
    {
      ...walls.options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: walls.forbidden },
    } as Parameters<typeof cruise>[1],
    undefined,
    { tsConfig: extractTSConfig(`${root}tsconfig.json`) },
  )
  return output as ICruiseResult
}

describe('the walls of the house', async () => {
  const { summary, modules } = await plan()

  it('sees the building', () => {
    expect(modules.filter(module => module.source.startsWith('engine/')).length).toBeGreaterThan(60)
    expect(summary.totalDependenciesCruised).toBeGreaterThan(300)
  })

  it('stand: nobody imports what it may not', () => {
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })

  it('let no folder of the engine import in a circle', () => {
    const arrows = new Map<string, Set<string>>()
    for (const module of modules) {
      const from = folderOf(module.source)
      for (const { resolved } of module.dependencies) {
        const to = folderOf(resolved)
        if (!resolved.startsWith('node_modules') && from !== to)
          arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
      }
    }
    const circles = [...arrows].flatMap(([from, tos]) =>
      [...tos].filter(to => arrows.get(to)?.has(from)).map(to => `${from} <-> ${to}`),
    )
    expect(circles).toEqual([])
  })
})

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')

describe('below the command line', () => {
  const sources = execFileSync('git', ['ls-files', ...ROOMS.filter(room => room !== 'cli')], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(file => /\.tsx?$/.test(file))
  const FORBIDDEN =
    /Math\.(pow|random)|\*\*[^/*\n]|Date\.now|new Date\(\)|process\.env|toLocale|Intl\.|localeCompare|performance\.now/

  it('nothing looks at the clock, unseeded chance, the environment or the locale, and no power is left to the engine of the day', () => {
    expect(sources.length).toBeGreaterThan(250)
    const offenders = sources.filter(file => {
      const code = readFileSync(`${root}${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      return FORBIDDEN.test(code)
    })
    expect(offenders).toEqual([])
  })
})
