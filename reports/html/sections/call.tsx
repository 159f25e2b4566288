/** One margin call as a timeline: requirement against equity, notice, deadline, cure, and what was closed. */

import type { ForcedFill } from '../../summary/overview.ts'
import { fixed, instantText, money, NONE } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'
import { CallPicture, type MarginCall, stepText } from './call-picture.tsx'

type Forced = readonly ForcedFill[]

export const Call = (props: { call: MarginCall; forced: Forced; currency: string }) => {
  const { call, forced, currency } = props
  return (
    <article class="margin-call" id={`call-${call.id}`}>
      <h3>
        Call {fixed(call.id, 0)}, {call.steps[0]?.session}: {outcomeOf(call)}
      </h3>
      <CallPicture call={call} currency={currency} />
      <Table
        caption={`Steps of call ${call.id}`}
        hideCaption
        columns={[
          { head: 'Instant' },
          { head: <Term name="calls[].steps[].step" /> },
          termColumn('calls[].steps[].equity', currency),
          termColumn('calls[].steps[].initial', currency),
          termColumn('calls[].steps[].maintenance', currency),
          termColumn('calls[].steps[].amount', currency),
          { head: <Term name="calls[].steps[].deadline" /> },
        ]}
        rows={call.steps.map(step => [
          instantText(step.time),
          stepText(step.step),
          money(step.equity, currency),
          money(step.initial, currency),
          money(step.maintenance, currency),
          money(step.amount, currency),
          step.deadline === null ? NONE : instantText(step.deadline),
        ])}
      />
      <Closed call={call} forced={forced} />
    </article>
  )
}

/** Fills forced between the first and the last step. */
const Closed = ({ call, forced }: { call: MarginCall; forced: Forced }) => {
  const [from = '', to = ''] = [call.steps[0]?.session, call.steps.at(-1)?.session]
  const closed = forced.filter(({ event: { session } }) => session >= from && session <= to)
  if (closed.length === 0) return <p>No position was closed by force between its first and its last step.</p>
  return (
    <div>
      <h4>What was closed</h4>
      <ol class="events">
        {closed.map(({ id, event }) => (
          <li>
            <time>{event.session}</time>
            <span>
              {event.text}, <a href={`#trade-${id}`}>trade {id}</a>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function outcomeOf({ steps }: MarginCall): string {
  const all = new Set(steps.map(({ step }) => step))
  if (all.has('bankruptcy')) return 'the account went bankrupt'
  if (all.has('reduction')) return all.has('cured') ? 'cured by closing positions' : 'positions were closed'
  if (all.has('cured')) return all.has('deposit') ? 'cured by a deposit' : 'cured by the market'
  return all.has('unmet') ? 'missed' : 'open at the end'
}
