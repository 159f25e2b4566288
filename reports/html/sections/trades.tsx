/** Trades: one row each, opening to its life; by year when there are many. */

import type { Report, Trade } from '../../schema/report.ts'
import { counted, fixed, moneySigned } from '../parts/format.ts'
import { Section, Term } from '../parts/parts.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'
import { TradeRow } from '../trades/row.tsx'
import { TOLD_MOST, telling } from '../trades/telling.ts'

/** More rows than this are folded by year. */
const FLAT_MOST = 120

export const Trades = ({ report }: { report: Report }) => {
  const { run } = report
  const trades = [...report.trades].sort((a, b) => Number(yearOf(a)) - Number(yearOf(b)))
  const told = new Set(telling(trades))
  const list: List = {
    name: 'trades',
    items: trades.map(trade => (
      <TradeRow trade={trade} account={run.currency} full={told.has(trade)} key={trade.id} />
    )),
  }
  return (
    <Section id="trades" title="Trades">
      {trades.length === 0 ? (
        <p class="lead">No trade was made. What was refused, and why, stands under Refusals.</p>
      ) : (
        <>
          <p class="lead">{leadOf(trades.length)}</p>
          <Heads basis={trades.some(trade => trade.basis)} />
          {trades.length <= FLAT_MOST ? (
            <div>
              <Rows list={list} />
            </div>
          ) : (
            byYear(trades).map(({ year, from, some }) => (
              <details class="year" key={year}>
                <summary>
                  <b>{year}</b> {counted(fixed(some.length, 0), 'trade')}, {profitOf(some, run.currency)}
                </summary>
                <Rows list={list} from={from} to={from + some.length} />
              </details>
            ))
          )}
          <RowData list={list} />
        </>
      )}
    </Section>
  )
}

const leadOf = (count: number): string =>
  count <= TOLD_MOST
    ? 'Each row opens to the life of the trade: what the strategy saw, orders, fills, marks, exit, cash.'
    : `Each row opens to the life of the trade. Marks and single cash flows are printed for the ${TOLD_MOST} trades that gained or lost most; report.json has all.`

const Heads = ({ basis }: { basis: boolean }) => (
  <div class="trade-heads">
    <Term name="trades[].tag" />
    <span>
      <Term name="trades[].openedAt" /> <Term name="trades[].closedAt" />
    </span>
    <span class="n">
      <Term name="trades[].holdingDays" />
    </span>
    <span class="n">
      <Term name="trades[].lots" />
    </span>
    <Term name={basis ? 'trades[].legs[].instrument' : 'trades[].legs[].strike'} />
    <span class="n">
      <Term name="trades[].creditPoints" /> <span class="unit">points</span>
    </span>
    <span class="n">
      <Term name="trades[].worstPoints / trades[].stopPoints" /> <span class="unit">%</span>
    </span>
    <Term name="trades[].exit" />
    <span class="n">
      <Term name="trades[].profit" />
    </span>
  </div>
)

const yearOf = ({ openedAt }: Trade): string => openedAt.slice(0, 4)

/** Trades of each year; they come sorted by it. */
function byYear(trades: readonly Trade[]): { year: string; from: number; some: Trade[] }[] {
  const years: { year: string; from: number; some: Trade[] }[] = []
  for (const [from, trade] of trades.entries()) {
    const year = yearOf(trade)
    const last = years.at(-1)
    if (last?.year === year) last.some.push(trade)
    else years.push({ year, from, some: [trade] })
  }
  return years
}

const profitOf = (trades: readonly Trade[], currency: string): string =>
  `${currency} ${moneySigned(
    trades.reduce((sum, trade) => sum + trade.profitAccount, 0),
    currency,
  )}`
