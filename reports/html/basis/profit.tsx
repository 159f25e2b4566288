/** Where the profit of a run came from: a waterfall of its names, and the same for each trade. */

import { type Basis, PROFIT_NAMES } from '../../schema/basis.ts'
import { captionOf, meaningOf } from '../../schema/meanings.ts'
import type { StreamedReport, Trade } from '../../schema/report.ts'
import { type Step, Waterfall } from '../charts/waterfall.tsx'
import { moneySigned } from '../parts/format.ts'
import { Table, Term } from '../parts/parts.tsx'

interface Props {
  readonly basis: Basis
  readonly report: StreamedReport
  /** The trades that are told in full. */
  readonly told: readonly Trade[]
}

export const ProfitNames = ({ basis, report, told }: Props) => {
  const { currency } = report.run
  const sentence = sentenceOf(basis, report)
  return (
    <>
      <figure class="chart waterfall">
        <figcaption>
          <h3>Profit with names</h3>
          <p>{sentence}</p>
        </figcaption>
        <Waterfall
          id="names"
          title={`Profit with names, ${currency}`}
          sentence={sentence}
          steps={stepsOf(basis, report)}
        />
        <details class="more">
          <summary>Data of this chart</summary>
          <Names basis={basis} report={report} />
        </details>
      </figure>
      <ByTrade trades={told.filter(trade => trade.basis)} account={currency} />
    </>
  )
}

/** Names of the account, told only where there is something under them. */
const ACCOUNT_NAMES = ['otherTrades', 'interestCash', 'interestCredit'] as const

/** All names of trades, and those of the account that are not empty; rounding last. */
const runNames = (names: Basis['names']): (keyof Basis['names'])[] => [
  ...PROFIT_NAMES.filter(name => name !== 'rounding'),
  ...ACCOUNT_NAMES.filter(name => names[name] !== 0),
  'rounding',
]

/** The names, and their sum as it stands in the headline. */
function stepsOf({ names }: Basis, { run, headline }: StreamedReport): Step[] {
  const step = (name: string, amount: number): Step => ({
    name,
    amount,
    text: moneySigned(amount, run.currency),
  })
  return [
    ...runNames(names).map(name => step(meaningOf(`basis.names.${name}`).title, names[name])),
    step(captionOf('headline.profit', run.currency), headline.profit),
  ]
}

const Names = ({ basis, report: { run, headline } }: { basis: Basis; report: StreamedReport }) => (
  <Table
    caption="Profit with names"
    hideCaption
    columns={[{ head: 'Name' }, { head: 'Amount', unit: run.currency, numeric: true }]}
    rows={runNames(basis.names).map(name => [
      <Term name={`basis.names.${name}`} />,
      moneySigned(basis.names[name], run.currency),
    ])}
    foot={[meaningOf('headline.profit').title, moneySigned(headline.profit, run.currency)]}
  />
)

/** Each basis trade by its names, in its own currency. */
const ByTrade = ({ trades, account }: { trades: readonly Trade[]; account: string }) => {
  const currencies = new Set(trades.map(trade => trade.currency))
  const foreign = currencies.size > 1 || !currencies.has(account)
  return (
    <div class="by-trade">
      <h3>By trade</h3>
      <Table
        caption="Profit with names by trade"
        hideCaption
        columns={[
          { head: <Term name="trades[].tag" /> },
          ...(foreign ? [{ head: 'Currency' }] : []),
          ...PROFIT_NAMES.map(name => ({ head: <Term name={`basis.names.${name}`} />, numeric: true })),
          { head: <Term name="trades[].profit" />, numeric: true },
        ]}
        rows={trades.map(trade => [
          <a href={`#trade-${trade.id}`}>
            {trade.id} {trade.tag}
          </a>,
          ...(foreign ? [trade.currency] : []),
          ...PROFIT_NAMES.map(name => moneySigned(trade.basis?.names[name], trade.currency)),
          moneySigned(trade.profit, trade.currency),
        ])}
      />
    </div>
  )
}

/** What was earned against what it cost. */
function sentenceOf({ names }: Basis, { run }: StreamedReport): string {
  const money = (amount: number): string => moneySigned(amount, run.currency)
  const basis = names.convergence + names.deliveryOption
  return `Interest of the bonds ${money(names.carry)}, of the loans ${money(names.financing)}; the basis ${money(basis)}, what the hedge left open ${money(names.curve)}, trading ${money(names.execution + names.fees)} ${run.currency}.`
}
