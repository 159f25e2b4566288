/** The life of a basis trade: its bonds and their basis, orders and deliveries, its profit by names, and its cash. */

import { PROFIT_NAMES } from '../../schema/basis.ts'
import { meaningOf } from '../../schema/meanings.ts'
import type { Trade } from '../../schema/report.ts'
import { fixed, money, moneySigned } from '../parts/format.ts'
import { Facts, Table } from '../parts/table.tsx'
import { Term } from '../parts/term.tsx'
import { BasisPicture } from './basis-picture.tsx'
import { exitText, profitText, wentWrong } from './exit.ts'
import { Cash, Events, Legs, Reason } from './tables.tsx'

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
