/** Margin models side by side. */

import type { StreamedReport } from '../../schema/report.ts'
import { fixed, money, percent } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { Table } from '../parts/table.tsx'
import { Term, termColumn } from '../parts/term.tsx'

/** Nothing when only one model was asked. */
export const MarginModels = ({ report }: { report: StreamedReport }) => {
  const { marginModels, run } = report
  if (marginModels.length === 0) return null
  const faults = marginModels.filter(one => one.fault !== null)
  return (
    <>
      <Table
        caption="Margin models side by side"
        columns={[
          { head: 'Model' },
          termColumn('marginModels[].peakInitial', run.currency),
          termColumn('marginModels[].peakShare', run.currency),
          { head: <Term name="marginModels[].peakSession" /> },
          termColumn('marginModels[].averageShare', run.currency),
          termColumn('marginModels[].calls', run.currency),
          { head: <Term name="marginModels[].firstCall" /> },
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
