/** Each leg of a trade with its prices in and out. */

import type { Trade } from '../../schema/report.ts'
import { points } from '../format/number.ts'
import { Table } from '../parts/table.tsx'
import { Term, termColumn } from '../parts/term.tsx'

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
