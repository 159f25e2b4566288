/** Findings: reasons to distrust the result, each computed, with its number and where its evidence stands. */

import type { Finding } from '../schema/report.ts'
import { BASIS_RULES } from './basis-findings.ts'
import { type Evidence, find, type Rule } from './finding-rule.ts'

/** Every finding that applies, the bad ones first. Empty = none applies. */
export const findingsOf = (evidence: Evidence): Finding[] =>
  ['bad', 'warn', 'note'].flatMap(severity =>
    RULES.map(rule => rule(evidence)).filter(finding => finding?.severity === severity),
  ) as Finding[]

const bankruptcy: Rule = ({ headline, input }) =>
  headline.bankrupt
    ? find(
        'bankrupt',
        'bad',
        'The account went bankrupt; what it lost beyond its cash is owed.',
        Math.min(0, headline.equityEnd),
        input.run.currency,
        'margin',
      )
    : null

const lookAhead: Rule = ({ input }) =>
  input.run.oiLagSessions === 0
    ? find(
        'look-ahead',
        'bad',
        'Open interest was used before it was known: zones see the session they trade on.',
        0,
        'sessions',
        'assumptions',
      )
    : null

const sameSlice: Rule = ({ input }) =>
  input.run.fill === 'same'
    ? find(
        'same-slice',
        'bad',
        'Orders were filled at the very prices that caused them.',
        null,
        '',
        'assumptions',
      )
    : null

const marginCalls: Rule = ({ headline }) =>
  headline.marginCalls > 0
    ? find(
        'margin-calls',
        'bad',
        'Margin was called.',
        headline.marginCalls,
        headline.marginCalls === 1 ? 'call' : 'calls',
        'margin',
      )
    : null

const nearCall: Rule = ({ days }) => {
  const { equity, maintenance, premiumIncluded } = days.columns
  const near = equity.filter((value, i) => {
    const needed = (maintenance[i] ?? 0) - (premiumIncluded[i] ?? 0)
    return needed > 0 && value < 1.1 * needed
  }).length
  return near > 0
    ? find('near-call', 'warn', 'Sessions within 10 % of a margin call.', near, 'sessions', 'margin')
    : null
}

const peakMargin: Rule = ({ headline }) => {
  const { peakMarginShare: peak, openingMarginShare: opening } = headline
  return peak !== null && opening !== null && peak > opening * 1.05
    ? find(
        'peak-margin',
        'warn',
        `Margin grew after opening: from ${percent(opening)} of equity at most when trades were opened to this peak.`,
        peak * 100,
        '%',
        'time',
      )
    : null
}

const beyondStop: Rule = ({ overview: { beyondStops } }) =>
  beyondStops.length > 0
    ? find(
        'beyond-stop',
        'warn',
        `Stops filled worse than they were set, ${beyondStops.length} times; the worst by this much.`,
        largest(beyondStops),
        'points',
        'trades',
      )
    : null

const bestMonth: Rule = ({ months, headline }) => {
  const best = largest(months.map(month => month.profit))
  const share = headline.profit > 0 ? best / headline.profit : 0
  return share > 0.5
    ? find(
        'best-month',
        'warn',
        'One month made this share of the whole profit.',
        share * 100,
        '%',
        'distribution',
      )
    : null
}

const bestTrade: Rule = ({ overview: { profits }, headline }) => {
  const best = largest(profits)
  const share = headline.profit > 0 ? best / headline.profit : 0
  return share > 0.5
    ? find('best-trade', 'warn', 'One trade made this share of the whole profit.', share * 100, '%', 'trades')
    : null
}

const staleMarks: Rule = ({ stale }) =>
  stale.size > 0
    ? find(
        'data-gaps',
        'warn',
        'Sessions on which an open position had no price of its own.',
        stale.size,
        'sessions',
        'trades',
      )
    : null

/** A price stood in for a missing one: how often, how old the oldest was, and for whom. */
const substituted =
  (of: 'settlement' | 'lastPrice' | 'rate', id: string, what: string, unit: string): Rule =>
  ({ input }) => {
    const found = input.facts.substitutes.get(of)
    if (!found) return null
    const { count, staleMost, names } = found
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
    const age =
      staleMost === 0 ? '' : `, at worst of ${staleMost} ${staleMost === 1 ? 'session' : 'sessions'} before`
    return find(id, 'warn', `${what}${age}: ${shown}.`, count, unit, 'trades')
  }

const settledOnUnderlying = substituted(
  'settlement',
  'settled-on-underlying',
  "Legs that expired without a settlement price and took the underlying's instead",
  'legs',
)

const endedWithoutPrice = substituted(
  'lastPrice',
  'ended-without-price',
  'Legs whose last session has no price ended at their last price before it',
  'legs',
)

const staleRates = substituted(
  'rate',
  'stale-exchange-rate',
  'Sessions on which money was converted at a rate of exchange that was old',
  'sessions',
)

const endedEarly: Rule = ({ input }) => {
  const legs = input.facts.incidents.early
  return legs > 0
    ? find(
        'ended-early',
        'note',
        'Legs whose last session came before their listed expiry: a holiday, or a day that the data lacks.',
        legs,
        'legs',
        'trades',
      )
    : null
}

const dataEnds: Rule = ({ input, days }) => {
  const empty = days.columns.session.filter(session => session > input.dataUntil).length
  return empty > 0
    ? find(
        'data-ends',
        'warn',
        `The data ends on ${input.dataUntil}: sessions at the end of the run without any row.`,
        empty,
        'sessions',
        'provenance',
      )
    : null
}

const fewTrades: Rule = ({ headline }) =>
  headline.trades < 30
    ? find(
        'few-trades',
        'warn',
        'Fewer than 30 trades: too few to tell skill from luck.',
        headline.trades,
        'trades',
        'trades',
      )
    : null

const stillOpen: Rule = ({ overview: { open } }) =>
  open.size > 0
    ? find(
        'still-open',
        'note',
        'Trades are still open at the end and stand at their last mark.',
        open.size,
        open.size === 1 ? 'trade' : 'trades',
        'trades',
      )
    : null

const modelled: Rule = ({ input }) =>
  input.provenance.kind === 'synthetic'
    ? find(
        'modelled',
        'warn',
        'Prices and open interest are modelled by a seeded generator, not traded.',
        null,
        '',
        'provenance',
      )
    : null

const modelledPremiums: Rule = ({ input }) =>
  input.provenance.kind === 'modelled'
    ? find(
        'modelled-premiums',
        'warn',
        input.provenance.notes?.[0] ??
          'Premiums are modelled, not observed: profits are what the model says, not what anybody was paid.',
        null,
        '',
        'assumptions',
      )
    : null

const noCommission: Rule = ({ input, headline }) =>
  input.run.commissionPerContract === 0 && headline.trades > 0
    ? find('no-commission', 'warn', 'Trades cost no commission.', 0, input.run.currency, 'assumptions')
    : null

const noSlippage: Rule = ({ input }) => {
  const { unquoted } = input.facts.incidents
  return input.run.slippageTicks === 0 && unquoted > 0
    ? find(
        'no-slippage',
        'warn',
        'Fills without a quote, at the very open or close: they cost no spread and no slippage.',
        unquoted,
        unquoted === 1 ? 'fill' : 'fills',
        'assumptions',
      )
    : null
}

const noFinancing: Rule = ({ input }) =>
  input.run.cashRatePercent === 0
    ? find(
        'no-financing',
        'note',
        input.run.funding ? 'Idle cash earns no interest.' : 'Cash earns and debts cost no interest.',
        0,
        '% a year',
        'assumptions',
      )
    : null

/** The largest value above zero, else 0. */
const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0)

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const RULES: readonly Rule[] = [
  bankruptcy,
  ...BASIS_RULES,
  lookAhead,
  sameSlice,
  marginCalls,
  nearCall,
  peakMargin,
  beyondStop,
  bestMonth,
  bestTrade,
  staleMarks,
  settledOnUnderlying,
  endedWithoutPrice,
  staleRates,
  endedEarly,
  dataEnds,
  modelled,
  modelledPremiums,
  fewTrades,
  stillOpen,
  noCommission,
  noSlippage,
  noFinancing,
]
