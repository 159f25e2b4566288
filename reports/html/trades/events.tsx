/** What happened to a trade, step by step. */

import type { Trade } from '../../schema/report.ts'
import { typeset } from '../format/prose.ts'

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
