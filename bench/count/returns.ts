/**
 * Counts how often control comes back on the way of a chain slice. Every function of the built engine and strategies is made
 * to tell when it begins and ends, and a fixed run is traced: a return is the end of a function that was called from another
 * file (or another folder), below `engine/step`; a stay is a stretch that control spends within one. Slices are those in
 * which a chain is delivered to the strategy; of each number the median and the most over them are printed. The same build
 * gives the same numbers; a folder given is the checkout that is counted.
 */

import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { zoneAccount } from '../data/zone-accounts.ts'
import { buildAt } from '../harness/build.ts'
import { median } from '../harness/compare.ts'
import { inFolder } from '../harness/process.ts'
import { runAccounts } from '../harness/run-accounts.ts'
import { COUNTED, row } from './sources.ts'

const STEP = 'engine/step.js'

interface Slice {
  readonly entered: Set<string>
  /** Callers and whom they called, each pair once. */
  readonly pairs: Set<string>
  stays: number
  returns: number
  folderReturns: number
}

const slices: Slice[] = []
const stack: string[] = []
let slice: Slice | null = null
let base = 0
let sawChain = false

/** What the built functions call; `file` is where they stand. */
const trace = {
  in(file: string): void {
    if (slice === null && file === STEP) {
      slice = { entered: new Set(), pairs: new Set(), stays: 0, returns: 0, folderReturns: 0 }
      base = stack.length
      sawChain = false
    }
    if (slice !== null) {
      slice.entered.add(file)
      if (stack.length === base || stack.at(-1) !== file) slice.stays++
    }
    stack.push(file)
  },
  out(): void {
    const file = stack.pop() ?? ''
    if (slice === null) return
    if (stack.length === base) {
      if (sawChain) slices.push(slice)
      slice = null
      return
    }
    const caller = stack.at(-1) ?? ''
    if (caller === file) return
    slice.returns++
    slice.pairs.add(`${caller} ${file}`)
    slice.stays++
    if (dirname(caller) !== dirname(file)) slice.folderReturns++
  },
}

await inFolder(async folder => {
  cpSync(join(COUNTED, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: path => !path.endsWith('dist/bench'),
  })
  cpSync(join(COUNTED, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(COUNTED, 'node_modules'), join(folder, 'node_modules'))
  for (const room of ['engine', 'strategies']) tellingAll(join(folder, 'dist'), room)
  Object.assign(globalThis, { benchTrace: trace })
  const build = await buildAt(folder)
  const from = build.parseDay('2009-02-02')
  const to = build.parseDay('2009-12-30')
  const account = zoneAccount(build, 0, false)
  const strategy = {
    ...account.strategy,
    run: (context: Parameters<typeof account.strategy.run>[0]) =>
      build.rx.merge(
        account.strategy.run(context),
        context.bus.chains('OG').pipe(
          build.rx.tap(() => {
            sawChain = true
          }),
          build.rx.ignoreElements(),
        ),
      ),
  }
  const market = build.syntheticMarket({ ...build.DEMO_TERMS, seed: 1, from: from - 90, to, cuts: [] })
  const [ending] = await runAccounts(build, { market, from, to, accounts: [{ ...account, strategy }] })
  if (!ending || ending.fills === 0 || slices.length === 0)
    throw new Error('no chain slice with a trade was traced')
  row(`${slices.length} chain slices`, ['median', 'most'])
  const told = (name: string, values: readonly number[]): void =>
    row(name, [median(values), Math.max(...values)])
  told(
    'returns between files',
    slices.map(one => one.returns),
  )
  told(
    'returns between folders',
    slices.map(one => one.folderReturns),
  )
  told(
    'pairs of files that return',
    slices.map(one => one.pairs.size),
  )
  told(
    'stays',
    slices.map(one => one.stays),
  )
  told(
    'files entered',
    slices.map(one => one.entered.size),
  )
})

function tellingAll(dist: string, room: string): void {
  for (const name of readdirSync(join(dist, room), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const file = join(room, name)
    const text = readFileSync(join(dist, file), 'utf8')
    mkdirSync(dirname(join(dist, file)), { recursive: true })
    writeFileSync(join(dist, file), telling(text, file))
  }
}

/** The source with each function telling of itself, those that pause (async, generators) left as they are. */
function telling(text: string, file: string): string {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  const { factory } = ts
  const call = (name: string, args: ts.Expression[]): ts.Statement =>
    factory.createExpressionStatement(
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier('benchTrace'), name),
        undefined,
        args,
      ),
    )
  const bodied = (body: ts.ConciseBody): ts.Block => {
    const inner = ts.isBlock(body) ? body : factory.createBlock([factory.createReturnStatement(body)])
    return factory.createBlock([
      call('in', [factory.createStringLiteral(file)]),
      factory.createTryStatement(inner, undefined, factory.createBlock([call('out', [])])),
    ])
  }
  const pauses = (node: ts.FunctionLikeDeclaration): boolean =>
    node.asteriskToken !== undefined ||
    (ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some(one => one.kind === ts.SyntaxKind.AsyncKeyword))
  const result = ts.transform(tree, [
    context => root => {
      const visit = (node: ts.Node): ts.Node => {
        const inner = ts.visitEachChild(node, visit, context)
        if (!ts.isFunctionLike(node) || pauses(node as ts.FunctionLikeDeclaration)) return inner
        if (ts.isArrowFunction(inner)) {
          const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken, body } = inner
          return factory.updateArrowFunction(
            inner,
            modifiers,
            typeParameters,
            parameters,
            type,
            equalsGreaterThanToken,
            bodied(body),
          )
        }
        if (ts.isFunctionDeclaration(inner) && inner.body) {
          const { modifiers, asteriskToken, name, typeParameters, parameters, type, body } = inner
          return factory.updateFunctionDeclaration(
            inner,
            modifiers,
            asteriskToken,
            name,
            typeParameters,
            parameters,
            type,
            bodied(body),
          )
        }
        if (ts.isFunctionExpression(inner)) {
          const { modifiers, asteriskToken, name, typeParameters, parameters, type, body } = inner
          return factory.updateFunctionExpression(
            inner,
            modifiers,
            asteriskToken,
            name,
            typeParameters,
            parameters,
            type,
            bodied(body),
          )
        }
        if (ts.isMethodDeclaration(inner) && inner.body) {
          const { modifiers, asteriskToken, name, questionToken, typeParameters, parameters, type, body } =
            inner
          return factory.updateMethodDeclaration(
            inner,
            modifiers,
            asteriskToken,
            name,
            questionToken,
            typeParameters,
            parameters,
            type,
            bodied(body),
          )
        }
        return inner
      }
      return ts.visitNode(root, visit, ts.isSourceFile)
    },
  ])
  return ts.createPrinter().printFile(result.transformed[0] ?? tree)
}
