/** Every cash flow of a trade and its sum, to the cent. */

import type { Trade } from '../../schema/report.ts'
import { moneySigned } from '../format/number.ts'
import { Table } from '../parts/table.tsx'
import { Term, termColumn } from '../parts/term.tsx'

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
