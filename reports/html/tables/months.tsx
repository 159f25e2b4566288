/** Months by year as a heat map whose numbers are printed: return in each cell, return and profit of the year. */

import { meaningOf } from '../../schema/meanings.ts'
import type { Report, StreamedReport } from '../../schema/report.ts'
import { moneySigned, NONE, signed } from '../parts/format.ts'
import { Scroll, Term } from '../parts/parts.tsx'

const NAMES = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

export const Months = ({ report }: { report: StreamedReport }) => {
  const { months, run } = report
  if (months.length === 0) return <p class="lead">No month: the run has no session.</p>
  const most = Math.max(...months.map(month => Math.abs(month.return ?? 0)))
  return (
    <figure class="chart">
      <figcaption>
        <h3>
          <Term name="months[].return">Return by month</Term>
        </h3>
        <p>{sentenceOf(report)} The stronger the grey ground, the larger the gain; red grounds are losses.</p>
      </figcaption>
      <Scroll label="Return by month">
        <table class="months">
          <caption class="vh">Return by year and month, per cent of equity</caption>
          <thead>
            <tr>
              <th scope="col">
                Year <span class="unit">return, %</span>
              </th>
              {NAMES.map(name => (
                <th scope="col" class="n" key={name}>
                  {name}
                </th>
              ))}
              <th scope="col" class="n">
                Year <span class="unit">%</span>
              </th>
              <th scope="col" class="n">
                <Term name="months[].profit">{meaningOf('headline.profit').title}</Term>{' '}
                <span class="unit">{run.currency}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {yearsOf(months).map(year => (
              <Year year={year} months={months} most={most} currency={run.currency} key={year} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </figure>
  )
}

const Year = (props: { year: string; months: Report['months']; most: number; currency: string }) => {
  const own = props.months.filter(month => month.month.startsWith(props.year))
  const total = own.reduce<number | null>(
    (wealth, month) => (wealth === null || month.return === null ? null : wealth * (1 + month.return)),
    1,
  )
  return (
    <tr>
      <th scope="row">{props.year}</th>
      {NAMES.map(name => {
        const month = own.find(one => one.month === `${props.year}-${name}`)
        return (
          <td class={`n ${month ? tintOf(month.return, props.most) : 'none'}`} data-month={name} key={name}>
            {month ? signed(month.return === null ? null : month.return * 100, 1) : NONE}
          </td>
        )
      })}
      <td class="n total" data-month="year">
        {signed(total === null ? null : (total - 1) * 100, 1)}
      </td>
      <td class="n total wide" data-month={props.currency}>
        {moneySigned(
          own.reduce((sum, month) => sum + month.profit, 0),
          props.currency,
        )}
      </td>
    </tr>
  )
}

const yearsOf = (months: Report['months']): string[] => [
  ...new Set(months.map(({ month }) => month.slice(0, 4))),
]

/** One of four steps by size, of ink for gains and of red for losses. */
function tintOf(value: number | null, most: number): string {
  if (value === null || value === 0 || most === 0) return ''
  const step = Math.min(4, Math.ceil((Math.abs(value) / most) * 4))
  return `${value > 0 ? 'gain' : 'loss'}-${step}`
}

function sentenceOf({ months, run }: StreamedReport): string {
  const sorted = [...months].sort((a, b) => a.profit - b.profit)
  const [worst, best] = [sorted[0], sorted.at(-1)]
  const up = months.filter(month => month.profit > 0).length
  return `${up} of ${months.length} ${months.length === 1 ? 'month' : 'months'} gained; the best was ${best?.month ?? NONE} with ${moneySigned(best?.profit, run.currency)}, the worst ${worst?.month ?? NONE} with ${moneySigned(worst?.profit, run.currency)} ${run.currency}.`
}
