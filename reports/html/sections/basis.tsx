/** Levered bonds against futures: profit with names, liquidity, and what the trade would earn against what it costs. */

import type { Basis } from '../../schema/basis.ts'
import type { StreamedReport, Trade } from '../../schema/report.ts'
import { ProfitNames } from '../basis/profit.tsx'
import { LiquidityTable, RichnessTable } from '../basis/sessions.tsx'
import { Figure } from '../charts/figure.tsx'
import { counted, fixed, money, percent } from '../parts/format.ts'
import { Section, Term } from '../parts/parts.tsx'
import { thinned } from '../stacks/account.ts'
import type { Drawn } from '../stacks/index.ts'
import { distanceMost } from '../stacks/liquidity.ts'
import { extremes } from '../stacks/timeline.ts'

interface Props {
  readonly report: StreamedReport
  readonly drawn: Drawn | null
  /** The trades that are told in full. */
  readonly told: readonly Trade[]
}

/** Nothing where no bond was ever held. */
export const BasisSection = ({ report, drawn, told }: Props) => {
  const { basis } = report
  if (!basis) return null
  return (
    <Section id="basis" title="Basis">
      <ProfitNames basis={basis} report={report} told={told} />
      {drawn?.stacks.liquidity ? (
        <Figure stack={drawn.stacks.liquidity} title="Liquidity" sentence={liquiditySentence(basis, report)}>
          <LiquidityTable basis={basis} report={report} />
        </Figure>
      ) : null}
      <p class="terms">
        <Term name="basis.days.cashFree" /> <Term name="basis.days.marginPosted" />{' '}
        <Term name="basis.days.creditDrawn" /> <Term name="basis.days.bondValue" />{' '}
        <Term name="basis.days.borrowed" /> <Term name="basis.days.leverage" />{' '}
        <Term name="basis.days.distanceToCall" />
      </p>
      {basis.seen && drawn?.stacks.richness ? (
        <>
          <Figure
            stack={drawn.stacks.richness}
            title="What the basis would earn against what it costs"
            sentence={richnessSentence(basis.seen)}
          >
            <RichnessTable seen={basis.seen} />
          </Figure>
          <p class="terms">
            <Term name="basis.seen.impliedRepoPercent" /> <Term name="basis.seen.fundingPercent" />{' '}
            <Term name="basis.seen.heldNetBasis" /> <Term name="basis.seen.cheapestNetBasis" />
          </p>
        </>
      ) : (
        <p class="lead">The strategy did not tell what it saw of the basis.</p>
      )}
    </Section>
  )
}

function liquiditySentence({ days }: Basis, { run, days: account }: StreamedReport): string {
  const at = (values: readonly (number | null)[], which: 'low' | 'high') => extremes(values)?.[which] ?? -1
  const least = at(days.cashFree, 'low')
  const most = at(days.leverage, 'high')
  const cap = distanceMost(days)
  const owed = days.cashFree.filter(cash => cash < 0).length
  return [
    `Free cash was lowest on ${account.session[least] ?? run.from}, at ${run.currency} ${money(days.cashFree[least], run.currency)}.`,
    owed > 0 ? `It was below zero at ${counted(fixed(owed, 0), 'close')}.` : '',
    most < 0
      ? ''
      : `Bonds were at most ${fixed(days.leverage[most], 1)} times the equity, on ${account.session[most]}.`,
    days.distanceToCall.some(distance => distance !== null && distance > cap)
      ? `Distances above ${percent(cap, 2)} are drawn at that.`
      : '',
    thinned(account.session.length),
  ]
    .filter(Boolean)
    .join(' ')
}

function richnessSentence(seen: NonNullable<Basis['seen']>): string {
  const spreads = seen.impliedRepoPercent.map((implied, i) => {
    const funding = seen.fundingPercent[i] ?? null
    return implied === null || funding === null ? null : implied - funding
  })
  const known = spreads.filter(spread => spread !== null)
  const above = known.filter(spread => spread > 0).length
  const wide = extremes(spreads)?.high
  return [
    known.length === 0
      ? 'Implied repo was never known.'
      : `Implied repo was above funding at ${percent(above / known.length, 0)} of the closes`,
    wide === undefined || known.length === 0
      ? ''
      : `, at most by ${fixed((spreads[wide] ?? 0) * 100, 1)} basis points on ${seen.session[wide]}.`,
    ' Hairlines mark the turn to another contract; the axis of the rates does not start at zero.',
  ].join('')
}
