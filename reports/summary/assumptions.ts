/** The assumptions of a run in plain words. */

import type { Report } from '../schema/report.ts'
import type { ReportInput } from './input.ts'
import { ANNUAL_DAYS_LEAST, sessionsPerYear } from './sessions-per-year.ts'

type Funding = NonNullable<Report['run']['funding']>

const FILL = {
  nextOpen:
    'Orders fill in the session after the decision: at the quoted bid or ask, without quotes at the open.',
  nextClose:
    'Orders fill in the session after the decision: at the quoted bid or ask, without quotes at the close.',
  same: 'Orders fill in the very slice of the decision. Nobody can trade like that; it is for studies of the bias.',
} as const

const FIXED = 'Margin is a dated table of money per structure (M1).'
const STRATEGY =
  'Margin of options that settle in cash is the strategy-based rule (M2); equity is compared with the requirement less the premium in it.'
const SCAN =
  'Margin of futures and options on them is the greatest loss over sixteen scenarios of one day (M3), without the charges and credits between months and products. Where no price scan range is stated it is three daily standard deviations of the underlying.'

const FUTURES =
  'Margin of futures is a dated rate a contract, as the clearing house publishes it: long and short of one delivery month are netted, different months are not.'

const MARGIN = {
  auto: `${SCAN} ${STRATEGY}`,
  scan16: SCAN,
  fixed: FIXED,
  strategy: STRATEGY,
  futures: FUTURES,
} as const

const ASSIGNMENT = {
  never: 'Nobody exercises before expiry, whatever the style of the option.',
  optimal:
    'Short American options are assigned at the close of the first session at which exercise is best for their holders.',
  random: 'Short American options in the money are assigned by seeded chance, each contract for itself.',
} as const

/** One sentence an assumption, in a fixed order. */
export function assumptionsOf(input: ReportInput, sessions: readonly string[]): string[] {
  const perYear = sessionsPerYear(sessions)
  const { run, provenance } = input
  return [
    FILL[run.fill],
    `Without quotes a price is ${run.slippageTicks} ${run.slippageTicks === 1 ? 'tick' : 'ticks'} worse than printed; a contract that did not trade in a session does not fill. Forced sales pay the slippage on top of a quote.`,
    `Each contract filled costs ${run.commissionPerContract} in the currency of the product; expiry and assignment cost nothing.`,
    run.oiLagSessions === 0
      ? 'Open interest is used on the session it is dated, before it was published: look-ahead.'
      : `Open interest is known ${run.oiLagSessions} ${run.oiLagSessions === 1 ? 'session' : 'sessions'} after the one it is dated.`,
    MARGIN[run.marginModel],
    run.callPolicy === 'fcm'
      ? `Margin is tested after settlement. A call is due at the close ${run.callDays === 1 ? 'one session' : `${run.callDays} sessions`} later; unmet, positions are closed at the next prices until equity reaches the initial margin.`
      : 'Margin is tested on every slice; below maintenance positions are closed at once until it is met.',
    run.cashRatePercent === 0
      ? run.funding
        ? 'Idle cash earns no interest.'
        : 'Cash earns no interest and debts cost none.'
      : `Cash balances earn, and debts cost, ${run.cashRatePercent} % a year, actual/365.`,
    'A series is settled at the end of its last session, before margin is called. An option in the money is exercised then. An assigned future appears on the next session at the strike, so that an order to close it fills at the open of the session after.',
    ...bondAssumptions(input),
    ASSIGNMENT[run.assignment],
    run.missingSettlement === 'underlying'
      ? "A series without a settlement price takes the underlying's, a future its last price before, a currency its last rate."
      : 'A series or a future without a settlement price stops the run, and so does a rate of exchange that ends.',
    ...(provenance.kind === 'synthetic'
      ? ['All prices come from a seeded generator on real calendars.']
      : []),
    ...(provenance.notes ?? []),
    perYear === null
      ? `The run is shorter than ${ANNUAL_DAYS_LEAST} days: it has no numbers a year.`
      : `Numbers a year use ${perYear.toFixed(1)} sessions a year, as the dates have them.`,
  ]
}

/** What is taken for granted about bonds and their financing; nothing where none were held. */
function bondAssumptions({ run, facts }: ReportInput): string[] {
  if (!run.funding && facts.bonds.length === 0) return []
  return [
    'Bonds are paid for on the next business day at the price of the trade with the interest accrued by then; they cost no commission beyond the slippage. Futures against them pay variation margin on the day itself.',
    ...(run.funding ? fundingAssumptions(run.funding) : []),
    ...(facts.incidents.borrowed ? [] : ['Nothing was borrowed against bonds.']),
    'A short future that is delivered takes one bond: the right to deliver another, or after the close of the future, is not played beyond what the strategy does.',
  ]
}

function fundingAssumptions(funding: Funding): string[] {
  const { rate, lender, missingFixing, repoLag, crossMarginFactor, creditLine, deliveryMark } = funding
  const cost =
    typeof rate === 'number'
      ? `${rate} % a year on every day`
      : `the fixing of ${rate} of the day before${missingFixing === 'previous' ? ', or the last one before that' : ''}`
  const terms = lender.map(
    ({ from, spreadBp, termDays, haircutPercent, initialMarginPercent }) =>
      `${from === null ? '' : `from ${from} `}${spreadBp} bp over it for ${termDays === 1 ? 'a night' : `${termDays} days`}, ${
        initialMarginPercent === undefined
          ? `${haircutPercent ?? 0} % of the value not lent`
          : `the value ${initialMarginPercent} % above the loan`
      }`,
  )
  return [
    `Borrowing against bonds costs ${cost}, actual/360: ${terms.join('; ')}. The loan follows the price of the bond ${repoLag === 0 ? 'at the same close' : 'one close later'}. Lenders renew every loan.`,
    crossMarginFactor === 1
      ? 'Bonds and futures are margined each for itself.'
      : `Haircut and margin are multiplied by ${crossMarginFactor} because both legs are cleared together.`,
    deliveryMark === 'invoice'
      ? 'Bonds on their way into a future that trades no more count at their share of its invoice, which is fixed.'
      : 'Bonds on their way into a future that trades no more count at their price in the market.',
    creditLine === null
      ? 'There is no credit line: free cash below zero is owed at the rate on cash.'
      : `A credit line lends up to ${creditLine.limit} at ${creditLine.spreadBp} bp over the rate when free cash falls below zero.`,
  ]
}
