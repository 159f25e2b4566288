/** Reports of basis trades that a page must survive, run through the engine. */

import { fixedMargin, minor, type Rules } from '../../../engine/index.ts'
import type { Report } from '../../../reports/schema/report.ts'
import { summarise } from '../../../reports/summary/summarise.ts'
import { basisInput, FUNDING, runBasis } from '../basis-runs.ts'
import { LIFE, lifeRows } from '../whole-life.ts'

const each = (amount: number) => ({ future: { initial: amount, maintenance: amount } })

/** Whether the strategy tells what it sees; how much the account has; what margin becomes in January. */
async function lifeReport(tells: boolean, cash: number, later: number): Promise<Report> {
  const value = { haircutPercent: 0, spreadPercent: 0.05, termDays: 1 }
  const rules: Partial<Rules> = {
    margin: fixedMargin(
      {
        ZN: [
          { from: null, value: each(1150) },
          { from: '2018-01-16', value: each(later) },
        ],
      },
      () => null,
    ),
    funding: {
      ...FUNDING,
      lender: [{ from: null, value }],
      creditLine: { limit: minor(1_000_000), spreadPercent: 1 },
    },
  }
  const records = await runBasis({ rows: lifeRows(1), script: LIFE, cash, rules })
  const told = tells ? records : records.filter(({ kind }) => kind !== 'observation')
  return summarise(basisInput(told, cash, rules))
}

const whole = await lifeReport(true, 120_000, 1150)
const called = await lifeReport(false, 48_000, 2100)

/** A roll, a delivery and a trade that stays open; and an account that is short of cash, called, and reduced by force. */
export const BASIS_STATES: Readonly<Record<string, () => Report>> = {
  basis: () => whole,
  basisCalled: () => called,
}
