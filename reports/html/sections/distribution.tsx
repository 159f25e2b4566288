/** Evidence on the spread of outcomes: months, profits of trades, days held. */

import type { StreamedReport } from '../../schema/report.ts'
import type { Overview } from '../../summary/overview.ts'
import { Bars, type Bin, binsOf } from '../charts/bars.tsx'
import { fixed, money, moneySigned, percent } from '../parts/format.ts'
import { Section, Table, termColumn } from '../parts/parts.tsx'
import { Months } from '../tables/months.tsx'

export const Distribution = ({ report, overview }: { report: StreamedReport; overview: Overview }) => (
  <Section id="distribution" title="Distribution">
    <Months report={report} />
    {overview.count === 0 ? (
      <p class="lead">No trade was made: there are no profits and no holding days to count.</p>
    ) : (
      <div class="pair">
        <Profits profits={overview.profits} currency={report.run.currency} />
        <Holding days={overview.holdingDays} />
      </div>
    )}
  </Section>
)

const Profits = ({ profits, currency }: { profits: readonly number[]; currency: string }) => {
  const sorted = [...profits].sort((a, b) => a - b)
  const bins = binsOf(profits)
  return (
    <Bars
      id="profits"
      name="trades[].profitAccount"
      title="Profit per trade"
      sentence={`Median ${moneySigned(median(sorted), currency)}, worst ${moneySigned(sorted[0], currency)}, best ${moneySigned(sorted.at(-1), currency)} ${currency}.`}
      unit={`profit, ${currency}; height = trades`}
      bins={bins}
      text={edge => fixed(edge, 0)}
      lossesRed
    >
      <BinTable
        caption="Profit per trade, counted"
        unit={currency}
        bins={bins}
        text={edge => money(edge, currency)}
      />
    </Bars>
  )
}

const Holding = ({ days }: { days: readonly number[] }) => {
  const sorted = [...days].sort((a, b) => a - b)
  const bins = binsOf(days, 16, true)
  return (
    <Bars
      id="holding"
      name="trades[].holdingDays"
      title="Holding days"
      sentence={`Median ${fixed(median(sorted), 1)}, shortest ${fixed(sorted[0] ?? 0, 0)}, longest ${fixed(sorted.at(-1), 0)} calendar days.`}
      unit="calendar days; height = trades"
      bins={bins}
      text={edge => fixed(edge, 0)}
    >
      <BinTable
        caption="Holding days, counted"
        unit="calendar days"
        bins={bins}
        text={edge => fixed(edge, 0)}
      />
    </Bars>
  )
}

const BinTable = (props: {
  caption: string
  unit: string
  bins: readonly Bin[]
  text: (value: number) => string
}) => {
  const all = props.bins.reduce((sum, { count }) => sum + count, 0)
  return (
    <Table
      caption={props.caption}
      columns={[
        { head: 'From', unit: props.unit, numeric: true },
        { head: 'to below', unit: props.unit, numeric: true },
        termColumn('headline.trades', ''),
        { head: 'Share', unit: '%', numeric: true },
      ]}
      rows={props.bins.map(({ from, to, count }) => [
        props.text(from),
        props.text(to),
        fixed(count, 0),
        percent(count / all),
      ])}
    />
  )
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
