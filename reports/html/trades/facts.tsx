/** The few numbers that sum a trade up. */

import type { ComponentChildren } from 'preact'
import type { MeaningName } from '../../schema/meanings.ts'
import type { Trade } from '../../schema/report.ts'
import { money, percent, points } from '../format/number.ts'
import { Term } from '../parts/term.tsx'
import { exitText, nearText, stopText, wentWrong } from './exit.ts'
import { profitText } from './profit.ts'

type Fact = readonly [MeaningName, ComponentChildren, boolean?]

export const Facts = ({ trade, account }: { trade: Trade; account: string }) => (
  <dl class="facts">
    {factsOf(trade, account).map(([name, value, wrong]) => (
      <div key={name}>
        <dt>
          <Term name={name} />
        </dt>
        <dd class={wrong ? 'wrong' : undefined}>{value}</dd>
      </div>
    ))}
  </dl>
)

function factsOf(trade: Trade, account: string): Fact[] {
  const { breakEvens, stopPoints, worstPoints, beyondStopPoints } = trade
  const facts: Fact[] = [
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
