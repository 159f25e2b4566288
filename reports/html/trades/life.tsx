/** The life of a trade: what the strategy saw, what happened, how near the stop came, and the cash to the cent. */

import type { MeaningName } from '../../schema/meanings.ts'
import type { Trade } from '../../schema/report.ts'
import { money, moneySigned, percent, points, typeset } from '../parts/format.ts'
import { Facts } from '../parts/table.tsx'
import { Term } from '../parts/term.tsx'
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
