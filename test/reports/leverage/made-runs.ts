/** Runs of a study of leverage that never were: one of each fate, with a call that its flows explain to the cent. */

import type { CashChange, LeverageNote, LeverageRun, Survival } from '../../../reports/index.ts'

/** Business days of March 2020. */
const DAYS = Array.from({ length: 31 }, (_, i) => i + 1)
  .filter(day => ![0, 6].includes(new Date(Date.UTC(2020, 2, day)).getUTCDay()))
  .map(day => `2020-03-${String(day).padStart(2, '0')}`)

/** In cents; the flows sum to the change of free cash. */
export const CAUSE: CashChange = {
  variation: -235_311_804,
  margin: -72_870_000,
  repo: 5_869_294,
  repoInterest: -3_593_474,
  creditLine: 0,
  other: 0,
  cashBefore: 289_532_547,
  cashAfter: -16_373_437,
}

const OPENING = { day: '2020-03-03', haircut: 0.01, margin: 0.0096 }

const CALM: Survival = {
  fate: 'survived',
  calls: 0,
  callDays: [],
  firstCall: null,
  forcedDays: [],
  softDays: [],
  bankruptDay: null,
  opening: { ...OPENING, leverage: 10, distance: 0.0804 },
  worstReturn: -0.0506,
  endReturn: 0.0057,
  leastCash: 1_278_555_300,
  mostBorrowed: 19_845_187_800,
  leastDistance: 0.0665,
}

const CALLED: Survival = {
  ...CALM,
  calls: 1,
  callDays: ['2020-03-19'],
  firstCall: {
    day: '2020-03-19',
    missing: 16_373_437,
    cause: CAUSE,
    sinceOpening: { ...CAUSE, variation: -500_000_000, cashBefore: 554_220_743 },
    lentLater: 215_117_900,
    end: { kind: 'cured', day: '2020-03-20' },
  },
  softDays: ['2020-03-10', '2020-03-11', '2020-03-12'],
  opening: { ...OPENING, leverage: 29.97, distance: 0.01377 },
  worstReturn: -0.1518,
  endReturn: -0.0046,
  leastCash: -16_373_437,
  leastDistance: -0.00027,
}

const FORCED: Survival = {
  ...CALLED,
  fate: 'reduced by force',
  calls: 3,
  callDays: ['2020-03-09', '2020-03-12', '2020-03-19'],
  forcedDays: ['2020-03-10', '2020-03-13', '2020-03-20'],
  worstReturn: -0.412,
  endReturn: -0.36,
  opening: { ...OPENING, leverage: 44.9, distance: 0.00267 },
}

const BANKRUPT: Survival = {
  ...FORCED,
  fate: 'bankrupt',
  bankruptDay: '2020-03-18',
  worstReturn: -1.043,
  endReturn: -1.043,
  opening: { ...OPENING, leverage: 52.1, distance: -0.0004 },
}

const path = (worst: number, end: number) =>
  DAYS.map((day, i) => {
    const share = i / (DAYS.length - 1)
    return { day, value: 1 + end * share + (worst - end) * Math.sin(Math.PI * share) }
  })

const NOTES: readonly LeverageNote[] = [
  { kind: 'data', text: 'Bonds are priced off the par yields of the day (CMT), not observed.' },
  {
    kind: 'carried margin',
    text: 'The margin of ZN is carried: 1850 a contract is the last value known, of 2020-03-24.',
  },
]

const run = (leverage: number, survival: Survival | null, name: string): LeverageRun => ({
  experiment: name,
  from: '2020-03-02',
  to: '2020-03-31',
  currency: 'USD',
  leverage,
  specHash: survival ? 'ab'.repeat(32) : null,
  survival,
  refused: survival
    ? null
    : 'haircut and margin allow at most 51.7 times the equity on 2020-03-03; lower the leverage',
  notes: NOTES,
  equity: survival ? path(survival.worstReturn, survival.endReturn) : [],
})

/** An experiment with every fate, under any name. */
export const everyFate = (name = 'march-2020'): LeverageRun[] => [
  run(10, CALM, name),
  run(30, CALLED, name),
  run(45, FORCED, name),
  run(52, BANKRUPT, name),
  run(80, null, name),
]

/** Two leverages without a call, of which one never traded. */
export const calmRuns = (name = 'calm'): LeverageRun[] => [
  run(10, CALM, name),
  {
    ...run(20, { ...CALM, fate: 'never traded', opening: null, leastDistance: null }, name),
    notes: [],
  },
]

/** Nothing but refusals. */
export const refusedRuns = (name = 'refused'): LeverageRun[] => [run(100, null, name)]
