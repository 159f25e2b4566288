/** Evidence over time: the market above the account, one time axis, one cursor. */

import type { StreamedReport } from '../../schema/report.ts'
import type { Overview } from '../../summary/overview.ts'
import { Figure } from '../charts/figure.tsx'
import { fixed } from '../parts/format.ts'
import { Section, Term } from '../parts/parts.tsx'
import { thinned } from '../stacks/account.ts'
import type { Drawn } from '../stacks/index.ts'
import { EXPIRIES_MOST, zoneStride } from '../stacks/price.ts'
import { Sessions } from '../tables/sessions.tsx'

interface Props {
  readonly report: StreamedReport
  readonly drawn: Drawn | null
  readonly overview: Overview
}

export const Time = ({ report, drawn, overview }: Props) => (
  <Section id="time" title="Time">
    {drawn ? (
      <>
        <Figure
          stack={drawn.stacks.time}
          title={
            drawnMarket(report, overview)
              ? 'Market and account under one time axis'
              : 'The account under one time axis'
          }
          sentence={sentence(report, drawn, overview)}
        >
          <Sessions report={report} timeline={drawn.timeline} />
        </Figure>
        <p class="terms">
          {drawnMarket(report, overview) ? (
            <>
              <Term name="zones.underlying" /> <Term name="zones.callLower" /> <Term name="zones.putLower" />{' '}
              <Term name="zones.expiry" />{' '}
            </>
          ) : null}
          <Term name="days.equity" /> <Term name="days.drawdown" /> <Term name="days.initial / days.equity" />
        </p>
      </>
    ) : (
      <p class="lead">No session, no picture.</p>
    )}
  </Section>
)

/** Whether there is a market to draw: always, but for bonds and futures whose strategy told no zones. */
const drawnMarket = ({ basis, zones }: StreamedReport, { hasOptions }: Overview): boolean =>
  !basis || zones !== null || hasOptions

function sentence(report: StreamedReport, { timeline, stacks }: Drawn, overview: Overview): string {
  const stride = report.zones ? zoneStride(report.zones) : 1
  const told = overview.told.length
  const all = overview.count
  if (!drawnMarket(report, overview))
    return ['Its bonds and what finances them stand under Basis.', thinned(timeline.times.length)]
      .filter(Boolean)
      .join(' ')
  return [
    'Bands are the zones of open interest that the strategy saw, heavy lines the strikes from opening to end, dots the fills at their strikes (red: forced by a stop or a margin call), hairlines the expiries. The axis of the price does not start at zero.',
    report.zones ? '' : 'The strategy reported no price and no zones.',
    told < all
      ? `Strikes and fills are drawn for the ${fixed(told, 0)} trades of ${fixed(all, 0)} that gained or lost most.`
      : '',
    stride > 1 ? `Zones are drawn of one session in ${fixed(stride, 0)}.` : '',
    all > 0 && stacks.time.verticals.length === 0
      ? `No hairlines where no expiry, or more than ${EXPIRIES_MOST}, fall into the run.`
      : '',
    thinned(timeline.times.length),
  ]
    .filter(Boolean)
    .join(' ')
}
