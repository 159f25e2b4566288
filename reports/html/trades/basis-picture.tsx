/** The gross basis of a trade from close to close, in 32nds: its way from what was paid to the invoice. */

import type { Trade } from '../../schema/report.ts'
import { rounded } from '../charts/axes.ts'
import { lowHigh, type Point } from '../charts/stack.ts'
import { fixed, in32nds, money, points, sessionTime } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'

type BasisDay = NonNullable<Trade['basis']>['days'][number]

const WIDTH = 420
const LEFT = 44
const RIGHT = 12
const TOP = 22
const BASE = 128

export const BasisPicture = ({ trade, days }: { trade: Trade; days: readonly BasisDay[] }) => {
  const told = days.filter(({ grossBasis }) => grossBasis !== null)
  return (
    <>
      {told.length === 0 ? (
        <p>No future of the basket stood against the bond at a close: there is no basis to draw.</p>
      ) : (
        <Picture trade={trade} days={told} />
      )}
      <details class="more">
        <summary>The bonds as a table</summary>
        <BondTable trade={trade} days={days} />
      </details>
    </>
  )
}

/** A stretch of days against one contract: the basis of another is another quantity. */
interface Stretch {
  readonly contract: string
  readonly points: Point[]
}

function stretchesOf(days: readonly BasisDay[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const contract = contractOf(day)
    const point: Point = [sessionTime(day.session), in32nds(day.grossBasis)]
    const last = stretches.at(-1)
    if (last?.contract === contract) last.points.push(point)
    else stretches.push({ contract, points: [point] })
  }
  return stretches
}

/** The bond and the future of the most contracts that takes it. */
function contractOf({ bond, hedges }: BasisDay): string {
  const [hedge] = hedges
    .filter(({ factor, contracts }) => factor !== null && contracts !== 0)
    .sort((a, b) => Math.abs(b.contracts) - Math.abs(a.contracts))
  return hedge ? hedge.future : bond
}

const Picture = ({ trade, days }: { trade: Trade; days: readonly BasisDay[] }) => {
  const stretches = stretchesOf(days)
  const values = days.map(({ grossBasis }) => in32nds(grossBasis) ?? 0)
  const scale = rounded(Math.min(0, ...values), Math.max(0, ...values), 4)
  const [first, last] = [sessionTime(days[0]?.session ?? ''), sessionTime(days.at(-1)?.session ?? '')]
  const x = (time: number) =>
    tenth(LEFT + (last > first ? (time - first) / (last - first) : 0.5) * (WIDTH - LEFT - RIGHT))
  const y = (value: number) => tenth(BASE - ((value - scale.min) / (scale.max - scale.min)) * (BASE - TOP))
  const levels = Array.from(
    { length: Math.round((scale.max - scale.min) / scale.step) + 1 },
    (_, i) => scale.min + i * scale.step,
  )
  const id = `basis-${trade.id}`
  return (
    <svg viewBox={`0 0 ${WIDTH} 150`} class="life-picture" role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>Gross basis from close to close, 32nds</title>
      <desc id={`${id}-d`}>{describe(days)}</desc>
      {levels.map(level => (
        <g>
          <line
            class={level === 0 ? 'base' : 'grid'}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={y(level)}
            y2={y(level)}
          />
          <text class="axis" x={LEFT - 6} y={y(level) + 4} text-anchor="end">
            {points(Number(level.toPrecision(12)))}
          </text>
        </g>
      ))}
      {stretches.map(({ contract, points: own }, i) => (
        <g>
          <path
            class="value"
            d={lowHigh(own, 40)
              .map(([time, value], k) => `${k === 0 ? 'M' : 'L'}${x(time)} ${y(value ?? 0)}`)
              .join('')}
          />
          {own.slice(0, 1).map(([time, value]) => (
            <circle class="dot" cx={x(time)} cy={y(value ?? 0)} r="2.5" />
          ))}
          <text class="axis" x={x(own[0]?.[0] ?? first)} y={i % 2 === 0 ? 12 : 22}>
            {contract}
          </text>
        </g>
      ))}
      <text class="axis" x={LEFT} y={BASE + 18}>
        {days[0]?.session}
      </text>
      <text class="axis" x={WIDTH - RIGHT} y={BASE + 18} text-anchor="end">
        {days.at(-1)?.session}
      </text>
    </svg>
  )
}

/** Where it began and ended, in a sentence. */
function describe(days: readonly BasisDay[]): string {
  const [first, last] = [days[0], days.at(-1)]
  const text = (day: BasisDay | undefined) => points(in32nds(day?.grossBasis ?? null))
  return `From ${text(first)} 32nds on ${first?.session ?? ''} to ${text(last)} on ${last?.session ?? ''}.`
}

const BondTable = ({ trade, days }: { trade: Trade; days: readonly BasisDay[] }) => {
  const unit = trade.currency
  return (
    <Table
      caption="The bonds of the trade"
      hideCaption
      columns={[
        { head: <Term name="days.session" /> },
        { head: 'Bond' },
        termColumn('trades[].basis.days[].units', unit),
        termColumn('trades[].basis.days[].cleanPrice', unit),
        termColumn('trades[].basis.days[].accrued', unit),
        termColumn('basis.days.borrowed', unit),
        termColumn('basis.days.repoPercent', unit),
        termColumn('trades[].basis.days[].hedges[].contracts', unit),
        termColumn('trades[].basis.days[].hedges[].price', unit),
        termColumn('trades[].basis.days[].grossBasis', unit),
      ]}
      rows={days.map(day => [
        day.session,
        day.bond,
        fixed(day.units * 100, 0),
        points(day.cleanPrice),
        fixed(day.accrued, 6),
        money(day.borrowed, unit),
        points(day.repoPercent),
        day.hedges.map(({ contracts, future }) => `${fixed(contracts, 0)} ${future}`).join(', '),
        day.hedges.map(({ price }) => points(price)).join(', '),
        fixed(in32nds(day.grossBasis), 2),
      ])}
    />
  )
}

const tenth = (value: number): number => Math.round(value * 10) / 10
