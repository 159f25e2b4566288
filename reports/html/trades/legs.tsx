/** Each leg of a trade with its prices in and out. */

import type { Trade } from '../../schema/report.ts'
import { points } from '../format/number.ts'
import { Table } from '../parts/table.tsx'
import { Term } from '../parts/term.tsx'

export const Legs = ({ trade }: { trade: Trade }) => (
  <Table
    caption="Legs"
    hideCaption
    columns={[
      { head: 'Leg' },
      {
        head: <Term name="trade.quantity">{trade.basis ? 'Quantity' : 'Contracts'}</Term>,
        numeric: true,
      },
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
