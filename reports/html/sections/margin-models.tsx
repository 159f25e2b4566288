/** Margin models side by side. */

import type { Report } from '../../schema/report.ts'
import { fixed, money, percent } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { Table } from '../parts/table.tsx'
import { Term } from '../parts/term.tsx'

/** Nothing when only one model was asked. */
export const MarginModels = ({ report }: { report: Report }) => {
  const { marginModels, run } = report
  if (marginModels.length === 0) return null
  const faults = marginModels.filter(one => one.fault !== null)
  return (
    <>
      <Table
        caption="Margin models side by side"
        columns={[
          { head: 'Model' },
          { head: <Term name="margin.peakInitial" />, unit: run.currency, numeric: true },
          { head: <Term name="margin.peakShare" />, unit: '% of equity', numeric: true },
          { head: <Term name="margin.peakSession" /> },
          { head: <Term name="margin.averageShare" />, unit: '% of equity', numeric: true },
          { head: <Term name="margin.calls" />, numeric: true },
          { head: <Term name="margin.firstCall" /> },
        ]}
        rows={marginModels.map(one => [
          one.rules ? `${one.model} (rules here)` : one.model,
          one.peakInitial === null ? 'not known' : money(one.peakInitial, run.currency),
          percent(one.peakShare, 1),
          one.peakSession ?? 'never',
          percent(one.averageShare, 1),
          one.calls === null ? 'not known' : fixed(one.calls, 0),
          one.firstCall ?? 'never',
        ])}
      />
      {faults.map(one => (
        <p key={one.model}>
          {one.model}: {typeset(one.fault ?? '')}
        </p>
      ))}
    </>
  )
}
