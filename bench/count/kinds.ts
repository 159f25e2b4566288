/**
 * Counts how often code asks which kind of instrument it has: a `kind` compared with the name of one, and a switch on a
 * `kind` with a case of one, by room. What an option settles into has kinds of the same names, and counts too. A folder given
 * is the checkout that is counted.
 */

import { dirname } from 'node:path'
import ts from 'typescript'
import { row, sources } from './sources.ts'

const KINDS = new Set(['option', 'future', 'bond', 'index', 'share', 'fx'])

const isKind = (node: ts.Expression): boolean =>
  (ts.isPropertyAccessExpression(node) && node.name.text === 'kind') ||
  (ts.isIdentifier(node) && node.text === 'kind')

const isName = (node: ts.Expression): boolean => ts.isStringLiteral(node) && KINDS.has(node.text)

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

function isQuestion(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && COMPARISONS.has(node.operatorToken.kind)) {
    const { left, right } = node
    return (isKind(left) && isName(right)) || (isKind(right) && isName(left))
  }
  return (
    ts.isSwitchStatement(node) &&
    isKind(node.expression) &&
    node.caseBlock.clauses.some(clause => ts.isCaseClause(clause) && isName(clause.expression))
  )
}

const byRoom = new Map<string, { questions: number; files: number }>()
const total = { questions: 0, files: 0 }
for (const { path, tree } of sources()) {
  let questions = 0
  const visit = (node: ts.Node): void => {
    if (isQuestion(node)) questions++
    ts.forEachChild(node, visit)
  }
  visit(tree)
  if (questions === 0) continue
  const room = dirname(path)
  const sum = byRoom.get(room) ?? { questions: 0, files: 0 }
  byRoom.set(room, sum)
  for (const one of [sum, total]) {
    one.questions += questions
    one.files++
  }
}
row('room', ['questions', 'files'])
for (const [room, { questions, files }] of [...byRoom].sort(([a], [b]) => (a < b ? -1 : 1)))
  row(room, [questions, files])
row('all', [total.questions, total.files])
