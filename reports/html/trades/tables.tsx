/** Parts of the life of any trade: its reason, its legs, what happened to it, and its cash flows. */

import type { Trade } from '../../schema/report.ts'
import { moneySigned, points, typeset } from '../parts/format.ts'
import { Evidence, Table, Term, termColumn } from '../parts/parts.tsx'

export const Legs = ({ trade }: { trade: Trade }) => (
  <Table
    caption="Legs"
    hideCaption
    columns={[
      { head: 'Leg' },
      {
        head: <Term name="trades[].legs[].quantity">{trade.basis ? 'Quantity' : undefined}</Term>,
        numeric: true,
      },
      termColumn('trades[].legs[].priceEntry', trade.currency),
      termColumn('trades[].legs[].priceExit', trade.currency),
    ]}
    rows={trade.legs.map(leg => [
      <span class={leg.right ?? undefined}>{leg.instrument}</span>,
      points(leg.quantity),
      points(leg.priceEntry),
      leg.priceExit === null ? 'open' : points(leg.priceExit),
    ])}
  />
)

/** What happened to a trade, step by step. */
export const Events = ({ trade }: { trade: Trade }) => (
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

/** Every cash flow of a trade and its sum, to the cent. */
export const Cash = ({ trade }: { trade: Trade }) => {
  const sum = trade.cash.reduce((total, flow) => total + flow.amount, 0)
  return (
    <Table
      caption="Cash flows"
      hideCaption
      columns={[
        { head: <Term name="days.session" /> },
        { head: 'What' },
        { head: 'Instrument' },
        termColumn('trades[].cash[].amount', trade.currency),
      ]}
      rows={trade.cash.map(flow => [
        flow.session,
        flow.memo || flow.kind,
        flow.instrument ?? '',
        moneySigned(flow.amount, trade.currency),
      ])}
      foot={[
        'Sum',
        '',
        trade.status === 'open' ? 'open legs not in it' : '',
        moneySigned(sum, trade.currency),
      ]}
    />
  )
}

/** Why it was opened, with the numbers that the rule looked at. */
export const Reason = ({ reason }: { reason: Trade['reason'] }) => (
  <>
    <h3>
      <Term name="trades[].reason.evidence" /> <span class="unit">{reason.rule}</span>
    </h3>
    <p>{typeset(reason.text)}.</p>
    <Evidence evidence={reason.evidence} />
  </>
)
