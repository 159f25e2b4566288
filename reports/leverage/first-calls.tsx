/** Free cash from before the first call to its close, flow by flow, to the cent. */

import { money, moneySigned, plain } from '../html/parts/format.ts'
import { Table } from '../html/parts/parts.tsx'
import type { CashChange, ComparedCall, ComparedExperiment } from './leverage-run.ts'
import { titleOf } from './terms.tsx'

const FLOWS = ['variation', 'margin', 'repo', 'repoInterest', 'creditLine', 'other'] as const

const nameOf = (flow: keyof CashChange): string => titleOf(`survival.firstCall.cause.${flow}`)

interface Called {
  readonly leverage: number
  readonly call: ComparedCall
}

export const FirstCalls = ({ experiment: { name, runs, currency } }: { experiment: ComparedExperiment }) => {
  const called = runs.flatMap(({ leverage, survival }): Called[] =>
    survival?.firstCall ? [{ leverage, call: survival.firstCall }] : [],
  )
  if (called.length === 0) return null
  const since = called.flatMap(({ leverage, call }) =>
    call.sinceOpening === null ? [] : [{ leverage, day: call.day, change: call.sinceOpening }],
  )
  return (
    <div class="pair">
      <Flows
        title="Free cash on the day of the first call"
        caption={`${name}: flows of cash since the close before the first call`}
        columns={called.map(({ leverage, call }) => ({ leverage, day: call.day, change: call.cause }))}
        currency={currency}
      />
      {since.length === 0 ? null : (
        <Flows
          title="Free cash from the opening to the first call"
          caption={`${name}: flows of cash since the first bonds were paid for`}
          columns={since}
          currency={currency}
        />
      )}
    </div>
  )
}

const Flows = (props: {
  title: string
  caption: string
  columns: readonly { readonly leverage: number; readonly day: string; readonly change: CashChange }[]
  currency: string
}) => {
  const { title, caption, columns, currency } = props
  return (
    <div>
      <h3>{title}</h3>
      <Table
        caption={caption}
        hideCaption
        columns={[
          { head: currency },
          ...columns.map(({ leverage, day }) => ({
            head: `${plain(leverage)} times`,
            unit: day,
            numeric: true,
          })),
        ]}
        rows={[
          [nameOf('cashBefore'), ...columns.map(({ change }) => money(change.cashBefore, currency))],
          ...FLOWS.map(flow => [
            nameOf(flow),
            ...columns.map(({ change }) => moneySigned(change[flow], currency)),
          ]),
        ]}
        foot={[nameOf('cashAfter'), ...columns.map(({ change }) => money(change.cashAfter, currency))]}
      />
    </div>
  )
}
