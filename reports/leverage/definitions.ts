/** The meaning of every number of the comparison, and where it stands in the JSON. */

export interface LeverageDefinition {
  readonly label: string
  readonly unit: string
  readonly text: string
  /** Its path in `comparison.json`, below `experiments[].runs[]`. */
  readonly key: string
}

export const LEVERAGE_DEFINITIONS = {
  leverage: {
    label: 'Leverage',
    unit: 'times',
    text: 'Value of the bonds over the equity given to the trade, as it is asked for.',
    key: 'leverage',
  },
  fate: {
    label: 'Fate',
    unit: 'words',
    text: 'Survived: nothing was closed by force. Reduced by force: a call was not met, and positions were closed. Bankrupt: equity was gone.',
    key: 'survival.fate',
  },
  endReturn: {
    label: 'Return',
    unit: 'of equity at the start',
    text: 'Equity at the end over equity at the start, less 1. Nothing is annualised.',
    key: 'survival.endReturn',
  },
  worstReturn: {
    label: 'Worst',
    unit: 'of equity at the start',
    text: 'Least equity at a close over equity at the start, less 1.',
    key: 'survival.worstReturn',
  },
  firstCall: {
    label: 'First call',
    unit: 'day',
    text: 'The first session whose close left less equity than margin and bonds tie up. The sentence below it says what moved free cash since the close before.',
    key: 'survival.firstCall',
  },
  missing: {
    label: 'Missing',
    unit: 'currency',
    text: 'What the first call asked for: the amount that restores initial margin.',
    key: 'survival.firstCall.missing',
  },
  forcedDays: {
    label: 'Forced',
    unit: 'days',
    text: 'Sessions in which positions were closed because a call was not met, or the account was bankrupt.',
    key: 'survival.forcedDays',
  },
  softDays: {
    label: 'Soft',
    unit: 'days',
    text: 'Sessions at whose close the strategy ordered less by its own rule, before anybody asked: free cash was below its reserve.',
    key: 'survival.softDays',
  },
  leastDistance: {
    label: 'Least distance',
    unit: '% of the bonds',
    text: 'Least equity at a close that nothing ties up, over the value of the bonds. Below zero a call is open.',
    key: 'survival.leastDistance',
  },
  leastCash: {
    label: 'Least free cash',
    unit: 'currency',
    text: 'Least cash at a close that is neither posted as margin nor in the bonds; below zero it is owed at once.',
    key: 'survival.leastCash',
  },
  mostBorrowed: {
    label: 'Most borrowed',
    unit: 'currency',
    text: 'Greatest sum of the loans against bonds at a close.',
    key: 'survival.mostBorrowed',
  },
  opening: {
    label: 'At the opening',
    unit: '% of the bonds',
    text: 'Where the account stood at the close at which its first bonds were paid for: equity, what the lender did not lend, and margin in the hands of the clearing house.',
    key: 'survival.opening',
  },
  distance: {
    label: 'Distance to a call',
    unit: '% of the bonds',
    text: '1 over leverage, less haircut and margin: how far the basis may move against the holder until no cash is free.',
    key: 'survival.opening.distance',
  },
} as const satisfies Readonly<Record<string, LeverageDefinition>>

export type LeverageTerm = keyof typeof LEVERAGE_DEFINITIONS
