/** The few numbers that sum a trade up. */

import type { ComponentChildren } from 'preact'
import type { Trade } from '../../schema/report.ts'
import type { DefinitionName } from '../definitions/index.ts'
import { money, percent, points } from '../format/number.ts'
import { Term } from '../parts/term.tsx'
import { exitText, nearText, stopText, wentWrong } from './exit.ts'
import { profitText } from './profit.ts'

type Fact = readonly [DefinitionName, ComponentChildren, boolean?]

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
    ['trade.credit', `${trade.currency} ${money(trade.credit, trade.currency)}`],
    [
      'trade.dailyGain',
      trade.dailyGain === null ? 'none' : `${trade.currency} ${money(trade.dailyGain, trade.currency)}`,
    ],
    ['trade.creditShare', trade.creditShare === null ? 'none' : percent(trade.creditShare, 2)],
    ['trade.riskShare', trade.riskShare === null ? 'no stop' : percent(trade.riskShare, 2)],
    ['trade.breakEvens', `${points(breakEvens.lower)} to ${points(breakEvens.upper)}`],
    ['trade.stopPoints', stopText(trade)],
    ['trade.worstPoints', worstPoints === null ? 'never marked' : points(worstPoints)],
    ['trade.nearStop', stopPoints === null ? 'no stop' : nearText(trade)],
    ['trade.exit', exitText(trade), wentWrong(trade)],
    ['trade.commission', `${trade.currency} ${money(trade.commission, trade.currency)}`],
    ['trade.profit', profitText(trade, account), trade.profit < 0],
  ]
  if (beyondStopPoints !== null)
    facts.push(['trade.beyondStopPoints', points(beyondStopPoints), beyondStopPoints > 0])
  return facts
}
