/** What every number of a comparison of leverages means. */

import { type Entry, glossaryOf, type Meaning } from './fields.ts'

const of = (title: string, unit: string, description: string): Meaning => ({ title, unit, description })

/** Flows of free cash between two closes; they sum to the difference of the two levels. */
const FLOWS = {
  variation: of('Variation margin', 'currency', 'Flow of free cash: negative = paid to the clearing house.'),
  margin: of(
    'Initial margin',
    'currency',
    'Flow of free cash: what the clearing house took (negative) or gave back.',
  ),
  repo: of('Loans against bonds', 'currency', 'Flow of free cash: change of what is borrowed against bonds.'),
  repoInterest: of('Interest on loans', 'currency', 'Flow of free cash: negative = paid.'),
  creditLine: of('Credit line', 'currency', 'Flow of free cash: drawn from the line, or paid back into it.'),
  other: of(
    'Everything else',
    'currency',
    'Flow of free cash: bonds paid for, coupons, commissions, interest, what the owner pays in.',
  ),
  cashBefore: of('Before', 'currency', 'Free cash at the close from which the flows are counted.'),
  cashAfter: of('After', 'currency', 'Free cash at the close of the first call.'),
} as const

/** The same meanings one level below a field. */
const below = <const Prefix extends string, Names extends string>(
  prefix: Prefix,
  meanings: Readonly<Record<Names, Meaning>>,
) =>
  Object.fromEntries(Object.entries(meanings).map(([name, one]) => [`${prefix}.${name}`, one])) as {
    readonly [Name in Names as `${Prefix}.${Name}`]: Meaning
  }

/** By the path of the field below `experiments[].runs[]` of `comparison.json`. */
export const LEVERAGE_MEANINGS = {
  leverage: of(
    'Leverage',
    'times',
    'Value of the bonds over the equity given to the trade, as it is asked for.',
  ),
  'survival.fate': of(
    'Fate',
    'words',
    'Survived: nothing was closed by force. Reduced by force: a call was not met, and positions were closed. Bankrupt: equity was gone.',
  ),
  'survival.endReturn': of(
    'Return',
    'of equity at the start',
    'Equity at the end over equity at the start, less 1. Nothing is annualised.',
  ),
  'survival.worstReturn': of(
    'Worst',
    'of equity at the start',
    'Least equity at a close over equity at the start, less 1.',
  ),
  'survival.calls': of('Calls', 'count', 'Margin calls of the run.'),
  'survival.firstCall.day': of(
    'First call',
    'day',
    'The first session whose close left less equity than margin and bonds tie up. The sentence below it says what moved free cash since the close before.',
  ),
  'survival.firstCall.missing': of(
    'Missing',
    'currency',
    'What the first call asked for: the amount that restores initial margin.',
  ),
  ...below('survival.firstCall.cause', FLOWS),
  ...below('survival.firstCall.sinceOpening', FLOWS),
  'survival.firstCall.lentLater': of(
    'Lent later',
    'currency',
    'What the prices of the day of the call change in the loans a session later, since the price of the lender is so late; negative = taken back.',
  ),
  'survival.forcedDays': of(
    'Forced',
    'days',
    'Sessions in which positions were closed because a call was not met, or the account was bankrupt.',
  ),
  'survival.softDays': of(
    'Soft',
    'days',
    'Sessions at whose close the strategy ordered less by its own rule, before anybody asked: free cash was below its reserve.',
  ),
  'survival.leastDistance': of(
    'Least distance',
    '% of the bonds',
    'Least equity at a close that nothing ties up, over the value of the bonds. Below zero a call is open.',
  ),
  'survival.leastCash': of(
    'Least free cash',
    'currency',
    'Least cash at a close that is neither posted as margin nor in the bonds; below zero it is owed at once.',
  ),
  'survival.mostBorrowed': of(
    'Most borrowed',
    'currency',
    'Greatest sum of the loans against bonds at a close.',
  ),
  'survival.opening.day': of(
    'At the opening',
    'day',
    'Where the account stood at the close at which its first bonds were paid for: equity, what the lender did not lend, and margin in the hands of the clearing house.',
  ),
  'survival.opening.leverage': of('L', 'times', 'Value of the bonds over equity at the opening.'),
  'survival.opening.haircut': of('Haircut', '% of the bonds', 'What the lender did not lend of the price.'),
  'survival.opening.margin': of(
    'Margin',
    '% of the bonds',
    'Initial margin in the hands of the clearing house at the opening.',
  ),
  'survival.opening.distance': of(
    'Distance to a call',
    '% of the bonds',
    '1 over leverage, less haircut and margin: how far the basis may move against the holder until no cash is free.',
  ),
  'equity[].value': of(
    'Return since the start',
    'of equity at the start',
    'Equity over equity at the start, at the close of a session.',
  ),
} as const satisfies Readonly<Record<string, Meaning>>

export const LEVERAGE_GLOSSARY: readonly Entry[] = glossaryOf(
  Object.entries(LEVERAGE_MEANINGS).map(([path, one]) => [`experiments[].runs[].${path}`, one] as const),
)
