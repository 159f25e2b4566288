/**
 * The lives of trades: what the strategy saw, what happened, how near a stop came or how a basis went, and the cash to the cent.
 */

import { PROFIT_NAMES } from '../../schema/basis.ts'
import { type MeaningName, meaningOf } from '../../schema/meanings.ts'
import type { Trade } from '../../schema/report.ts'
import { fixed, money, moneySigned, percent, points, typeset } from '../parts/format.ts'
import { Facts, Table, Term } from '../parts/parts.tsx'
import { BasisPicture } from './basis-picture.tsx'
import { exitText, nearText, profitText, stopText, wentWrong } from './exit.ts'
import { MarksPicture } from './marks-picture.tsx'
import { Cash, Events, Legs, Reason } from './tables.tsx'

export const Life = ({ trade, account }: { trade: Trade; account: string }) => (
  <div class="life">
    <div>
      <Reason reason={trade.reason} />
      <Facts facts={factsOf(trade, account).map(([name, ...fact]) => [<Term name={name} />, ...fact])} />
    </div>
    <div>
      <h3>
        <Term name="trades[].marks[].valuePoints">Cost to close</Term> against credit and stop
      </h3>
      <MarksPicture trade={trade} />
      <Legs trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trades[].events[].price">Orders, fills, exit</Term>
      </h3>
      <Events trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trades[].cash[].amount">Cash</Term> <span class="unit">{trade.currency}</span>
      </h3>
      <Cash trade={trade} />
    </div>
  </div>
)

type TermFact = readonly [name: MeaningName, value: string, wrong?: boolean]

function factsOf(trade: Trade, account: string): TermFact[] {
  const { breakEvens, stopPoints, worstPoints, beyondStopPoints } = trade
  const facts: TermFact[] = [
    ['trades[].credit', `${trade.currency} ${money(trade.credit, trade.currency)}`],
    [
      'trades[].dailyGain',
      trade.dailyGain === null ? 'none' : `${trade.currency} ${money(trade.dailyGain, trade.currency)}`,
    ],
    ['trades[].creditShare', trade.creditShare === null ? 'none' : percent(trade.creditShare, 2)],
    ['trades[].riskShare', trade.riskShare === null ? 'no stop' : percent(trade.riskShare, 2)],
    ['trades[].breakEvens.lower', `${points(breakEvens.lower)} to ${points(breakEvens.upper)}`],
    ['trades[].stopPoints', stopText(trade)],
    ['trades[].worstPoints', worstPoints === null ? 'never marked' : points(worstPoints)],
    ['trades[].worstPoints / trades[].stopPoints', stopPoints === null ? 'no stop' : nearText(trade)],
    ['trades[].exit', exitText(trade), wentWrong(trade)],
    ['trades[].commission', `${trade.currency} ${money(trade.commission, trade.currency)}`],
    ['trades[].profit', profitText(trade, account), trade.profit < 0],
  ]
  if (beyondStopPoints !== null)
    facts.push(['trades[].beyondStopPoints', points(beyondStopPoints), beyondStopPoints > 0])
  return facts
}

/** The life of a trade in few words, for pages with thousands of them. */
export const BriefLife = ({ trade, account }: { trade: Trade; account: string }) => (
  <div class="brief">
    <p>
      {trade.reason.rule}: {typeset(trade.reason.text)}.
      {trade.basis ? null : ` Stop ${stopText(trade)}, worst ${points(trade.worstPoints)} points.`}
    </p>
    {trade.legs.map(leg => (
      <p class={leg.right ?? undefined}>
        {points(leg.quantity)} {leg.instrument}: {points(leg.priceEntry)} to{' '}
        {leg.priceExit === null ? 'open' : points(leg.priceExit)}
      </p>
    ))}
    <p>
      {cashByMemo(trade)} = {profitText(trade, account)}
      {trade.status === 'open' ? ' with open legs at their mark' : ''}
    </p>
  </div>
)

/** Sums by what they were for, to the cent. */
function cashByMemo(trade: Trade): string {
  const sums = new Map<string, number>()
  for (const { memo, kind, amount } of trade.cash)
    sums.set(memo || kind, (sums.get(memo || kind) ?? 0) + amount)
  return [...sums].map(([memo, amount]) => `${memo} ${moneySigned(amount, trade.currency)}`).join(', ')
}

type BasisTrade = NonNullable<Trade['basis']>

export const BasisLife = (props: { trade: Trade; basis: BasisTrade; account: string }) => {
  const { trade, basis, account } = props
  return (
    <div class="life">
      <div>
        <Reason reason={trade.reason} />
        <BasisFacts trade={trade} basis={basis} account={account} />
      </div>
      <div>
        <h3>
          <Term name="trades[].basis.days[].grossBasis" /> <span class="unit">32nds</span>
        </h3>
        <BasisPicture trade={trade} days={basis.days} />
        <Legs trade={trade} />
      </div>
      <div>
        <h3>
          <Term name="trades[].events[].price">Orders, fills, deliveries</Term>
        </h3>
        <Events trade={trade} />
      </div>
      <div>
        <h3>
          Profit with names <span class="unit">{trade.currency}</span>
        </h3>
        <Table
          caption="Profit with names"
          hideCaption
          columns={[{ head: 'Name' }, { head: 'Amount', unit: trade.currency, numeric: true }]}
          rows={PROFIT_NAMES.map(name => [
            <Term name={`basis.names.${name}`} />,
            moneySigned(basis.names[name], trade.currency),
          ])}
          foot={[meaningOf('trades[].profit').title, moneySigned(trade.profit, trade.currency)]}
        />
        <details class="more">
          <summary>Every cash flow</summary>
          <Cash trade={trade} />
        </details>
      </div>
    </div>
  )
}

/** The few numbers that sum it up; those of options have no place here. */
const BasisFacts = ({ trade, basis, account }: { trade: Trade; basis: BasisTrade; account: string }) => {
  const most = (of: (day: BasisTrade['days'][number]) => number): number =>
    basis.days.reduce((peak, day) => Math.max(peak, of(day)), 0)
  const amount = (value: number): string => `${trade.currency} ${money(value, trade.currency)}`
  return (
    <Facts
      facts={[
        [
          <Term name="trades[].basis.days[].units">Most face</Term>,
          `${trade.currency} ${fixed(most(day => day.units) * 100, 0)}`,
        ],
        [<Term name="basis.days.borrowed">Most borrowed</Term>, amount(most(day => day.borrowed))],
        [<Term name="trades[].exit" />, exitText(trade), wentWrong(trade)],
        [<Term name="trades[].commission" />, amount(trade.commission)],
        [<Term name="trades[].profit" />, profitText(trade, account), trade.profit < 0],
      ]}
    />
  )
}
