/** What to worry about: each finding with its weight in words, its number, and where its evidence stands. */

import { minorDigits } from '../../../engine/model/money.ts'
import type { Finding, StreamedReport } from '../../schema/report.ts'
import { fixed, plain, THIN } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { anchorOf } from '../parts/anchors.ts'
import { Term } from '../parts/term.tsx'

const WEIGHT = { bad: 'Serious', warn: 'Caution', note: 'Note' } as const
const SIGN = { bad: '\u25a0', warn: '\u25b2', note: '\u25cf' } as const

export const Findings = ({ report }: { report: StreamedReport }) => (
  <section id="findings" class="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">What to worry about</h2>
    {report.findings.length === 0 ? (
      <p>No finding.</p>
    ) : (
      <ul>
        {report.findings.map(finding => (
          <li class={finding.severity} key={finding.id}>
            <p class="weight">
              <span aria-hidden="true">{SIGN[finding.severity]} </span>
              {WEIGHT[finding.severity]}
              {finding.value === null ? null : (
                <b>
                  <Term name="findings[].value">{numberOf(finding, report.run.currency)}</Term>
                </b>
              )}
            </p>
            <p>
              {typeset(finding.text)} <a href={anchorOf(finding.link)}>Evidence</a>
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
)

function numberOf({ value, unit }: Finding, currency: string): string {
  if (value === null) return ''
  if (unit === currency) return `${unit} ${fixed(value, minorDigits(currency))}`
  return unit.startsWith('%') ? `${fixed(value, 1)}${THIN}${unit}` : `${plain(value)} ${unit}`
}
