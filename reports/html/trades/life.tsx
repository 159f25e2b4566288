/** The life of a trade: what the strategy saw, what happened, how near the stop came, and the cash to the cent. */

import type { Trade } from '../../schema/report.ts'
import { typeset } from '../format/prose.ts'
import { Evidence } from '../parts/evidence.tsx'
import { Term } from '../parts/term.tsx'
import { Cash } from './cash.tsx'
import { Events } from './events.tsx'
import { Facts } from './facts.tsx'
import { Legs } from './legs.tsx'
import { MarksPicture } from './marks-picture.tsx'

export const Life = ({ trade, account }: { trade: Trade; account: string }) => (
  <div class="life">
    <div>
      <h3>
        <Term name="trades[].reason.evidence" /> <span class="unit">{trade.reason.rule}</span>
      </h3>
      <p>{typeset(trade.reason.text)}.</p>
      <Evidence evidence={trade.reason.evidence} />
      <Facts trade={trade} account={account} />
    </div>
    <div>
      <h3>
        <Term name="trades[].marks[].valuePoints">Cost to close</Term> against credit and stop
      </h3>
      <MarksPicture trade={trade} />
      <Legs trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trades[].events[].price">Orders, fills, exit</Term>
      </h3>
      <Events trade={trade} />
    </div>
    <div>
      <h3>
        <Term name="trades[].cash[].amount">Cash</Term> <span class="unit">{trade.currency}</span>
      </h3>
      <Cash trade={trade} />
    </div>
  </div>
)
