/** Trades: one row each, opening to its life; by year when there are many. */

import type { StreamedReport } from '../../schema/report.ts'
import { type Overview, yearOf } from '../../summary/overview.ts'
import { TOLD_MOST } from '../../summary/telling.ts'
import { counted, fixed, moneySigned } from '../parts/format.ts'
import { Section, Term } from '../parts/parts.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'
import { TradeRow } from '../trades/row.tsx'

/** More rows than this are folded by year. */
const FLAT_MOST = 120

interface Props {
  readonly report: StreamedReport
  readonly overview: Overview
  readonly later: List[]
}

export const Trades = ({ report: { trades, run }, overview, later }: Props) => {
  const list = listOf(trades, overview, run.currency)
  return (
    <Section id="trades" title="Trades">
      {trades.length === 0 ? (
        <p class="lead">No trade was made. What was refused, and why, stands under Refusals.</p>
      ) : (
        <>
          <p class="lead">{leadOf(trades.length)}</p>
          <Heads basis={overview.hasBasis} />
          {trades.length <= FLAT_MOST ? (
            <div>
              <Rows list={list} />
            </div>
          ) : (
            <Years list={list} years={overview.years} currency={run.currency} />
          )}
          <RowData list={list} later={later} />
        </>
      )}
    </Section>
  )
}

/** By the years of their opening. */
function listOf(trades: StreamedReport['trades'], { told, isByYear }: Overview, currency: string): List {
  const full = new Set(told.map(({ id }) => id))
  const ordered = isByYear ? trades : [...trades].sort((a, b) => Number(yearOf(a)) - Number(yearOf(b)))
  return {
    name: 'trades',
    length: trades.length,
    items: {
      *[Symbol.iterator]() {
        for (const trade of ordered)
          yield <TradeRow trade={trade} account={currency} full={full.has(trade.id)} key={trade.id} />
      },
    },
  }
}

const Years = ({ list, years, currency }: { list: List; years: Overview['years']; currency: string }) => {
  let to = 0
  return (
    <>
      {years.map(({ year, count, profit }) => {
        const from = to
        to += count
        return (
          <details class="year" key={year}>
            <summary>
              <b>{year}</b> {counted(fixed(count, 0), 'trade')}, {currency} {moneySigned(profit, currency)}
            </summary>
            <Rows list={list} from={from} to={to} />
          </details>
        )
      })}
    </>
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
