/** `stillhalter basis`: the basis table of a Treasury future on a day. */

import { table } from 'arquero'
import { marketOf, treasuryMarket, treasuryTermsSchema } from '../datasets/index.ts'
import { DataError, formatDay, parseDay, parseMonth } from '../engine/index.ts'
import { parseTreasuryPrice, printTreasuryPrice } from '../engine/pricing/treasury/price-grammar.ts'
import { type BasisTable, basisTable } from '../studies/basis-table/index.ts'
import { validate } from '../studies/validate.ts'
import { textTable } from './text-table.ts'

export interface BasisArguments {
  readonly product: string
  readonly on: string
  readonly store: string
  readonly month?: string | undefined
  readonly repo?: number | undefined
  readonly price?: string | undefined
  readonly bond?: string | undefined
  readonly yieldMove: number
  readonly issues?: string | undefined
  readonly json: boolean
}

export async function basisCommand(args: BasisArguments): Promise<string> {
  if (args.month !== undefined) parseMonth(args.month, '--month')
  const base = await marketOf(args.store, { folder: process.cwd(), seed: 1, deckRules: false })
  const stated = { futures: [args.product], ...(args.issues === undefined ? {} : { issues: args.issues }) }
  const terms = validate(treasuryTermsSchema, stated, path => ({
    field: path[0] === 'futures' ? 'product' : `--${path.join('.')}`,
  }))
  const market = await treasuryMarket(terms, base)
  const result = await basisTable({
    market,
    product: args.product,
    day: parseDay(args.on, '--on'),
    month: args.month ?? null,
    repoPercent: args.repo ?? null,
    futuresPrice: args.price === undefined ? null : priceOf(args.price),
    bond: args.bond ?? null,
    yieldMoveBp: moveOf(args.yieldMove),
  })
  return args.json ? `${JSON.stringify(jsonOf(result), null, 2)}\n` : textOf(result)
}

function moveOf(yieldMoveBp: number): number {
  if (yieldMoveBp >= 0 && yieldMoveBp <= 1000) return yieldMoveBp
  throw new DataError('must lie between 0 and 1000 basis points', {
    field: '--yield-move',
    value: yieldMoveBp,
  })
}

/** Halves of a 32nd and finer: the grammar of every contract is contained in that of the finest. */
const priceOf = (text: string): number => parseTreasuryPrice(text, FINEST_TICK, '--price')

const FINEST_TICK = 1 / 256

function textOf(result: BasisTable): string {
  const { rows } = result
  const columns = table({
    rank: rows.map((_, i) => i + 1),
    bond: rows.map(row => row.issue.id),
    price: rows.map(row => row.cleanPrice.toFixed(4)),
    factor: rows.map(row => row.factor.toFixed(4)),
    'gross 32nds': rows.map(row => row.basis.grossBasis32nds.toFixed(2)),
    'carry 32nds': rows.map(row => (row.basis.carry * 32).toFixed(2)),
    'net 32nds': rows.map(row => (row.basis.netBasis * 32).toFixed(2)),
    'implied repo %': rows.map(row =>
      row.basis.impliedRepo === null ? '' : (row.basis.impliedRepo * 100).toFixed(3),
    ),
  })
  return [
    `${result.contract} at ${printTreasuryPrice(result.futuresPrice, result.tick)} on ${formatDay(result.day)}`,
    `paid for ${formatDay(result.settle)}, delivered ${formatDay(result.delivery)}, repo ${result.repoPercent} %`,
    ...(result.optionPoints === null
      ? []
      : [
          `the right to deliver another bond is worth ${(result.optionPoints * 32).toFixed(2)} 32nds, at least`,
        ]),
    '',
    textTable(columns),
    '',
  ].join('\n')
}

const jsonOf = (result: BasisTable) => ({
  contract: result.contract,
  day: formatDay(result.day),
  settle: formatDay(result.settle),
  delivery: formatDay(result.delivery),
  futuresPrice: result.futuresPrice,
  repoPercent: result.repoPercent,
  optionPoints: result.optionPoints,
  basket: result.rows.map(({ issue, cleanPrice, factor, basis }, i) => ({
    rank: i + 1,
    bond: issue.id,
    couponPercent: issue.couponPercent,
    maturity: formatDay(issue.maturity),
    cleanPrice,
    factor,
    ...basis,
  })),
})
