/** The life of a trade: what the strategy saw, what happened, how near the stop came, and the cash to the cent. */

import type { Trade } from '../../schema/report.ts'
import { points } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { Evidence } from '../parts/evidence.tsx'
import { Table } from '../parts/table.tsx'
import { Term } from '../parts/term.tsx'
import { Cash } from './cash.tsx'
import { Facts } from './facts.tsx'
import { MarksPicture } from './marks-picture.tsx'

export const Life = ({ trade, account }: { trade: Trade; account: string }) => (
  <div class="life">
    <div>
      <h3>
        <Term name="trade.reason" /> <span class="unit">{trade.reason.rule}</span>
      </h3>
      <p>{typeset(trade.reason.text)}.</p>
      <Evidence evidence={trade.reason.evidence} />
      <Facts trade={trade} account={account} />
    </div>
    <div>
      <h3>
        <Term name="trade.markValue">Cost to close</Term> against credit and stop
      </h3>
      <MarksPicture trade={trade} />
      <Legs trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trade.eventPrice">Orders, fills, exit</Term>
      </h3>
      <Events trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trade.cashAmount">Cash</Term> <span class="unit">{trade.currency}</span>
      </h3>
      <Cash trade={trade} />
    </div>
  </div>
)

/** Each leg with its prices in and out. */
const Legs = ({ trade }: { trade: Trade }) => (
  <Table
    caption="Legs"
    hideCaption
    columns={[
      { head: 'Leg' },
      { head: <Term name="trade.quantity" />, numeric: true },
      { head: <Term name="trade.priceEntry" />, unit: 'points', numeric: true },
      { head: <Term name="trade.priceExit" />, unit: 'points', numeric: true },
    ]}
    rows={trade.legs.map(leg => [
      <span class={leg.right ?? undefined}>{leg.instrument}</span>,
      points(leg.quantity),
      points(leg.priceEntry),
      leg.priceExit === null ? 'open' : points(leg.priceExit),
    ])}
  />
)

const Events = ({ trade }: { trade: Trade }) => (
  <ol class="events">
    {trade.events.map(event => (
      <li class={event.origin === 'stop' || event.origin === 'liquidation' ? 'wrong' : undefined}>
        <time>{event.session}</time>
        <span>
          <b>{event.kind}</b> {typeset(event.text)}
          {event.rule === null ? null : <span class="unit"> {event.rule}</span>}
        </span>
      </li>
    ))}
  </ol>
)
