/** The places where the deck can be read in more than one way, each as overrides of an experiment. */

export interface Switch {
  /** Number in the list of ambiguities. */
  readonly number: number
  /** What the deck leaves open. */
  readonly question: string
  /** The reading that the overrides take instead of the default. */
  readonly reading: string
  readonly sets: readonly string[]
}

const of = (number: number, question: string, reading: string, ...sets: readonly string[]): Switch => ({
  number,
  question,
  reading,
  sets,
})

const PARAMETER = 'strategy.with.'
const set = (name: string, value: string | number | boolean): string => `${PARAMETER}${name}=${value}`

const EVERY: readonly Switch[] = [
  of(14, 'margin cap of what capital', 'cash', set('capital', 'cash')),
  of(16, 'cheap: 10 % of what', 'the whole credit', set('buyBack', 'strangle')),
  of(17, 'well in profit', '50 % of the credit', set('strongProfit', 0.5)),
  of(17, 'well in profit', '80 % of the credit', set('strongProfit', 0.8)),
]

const ZONES: readonly Switch[] = [
  of(11, 'width of a zone', 'share of the open interest', set('zoneMode', 'mass')),
  of(12, 'put below the highest open interest', 'two strikes', set('putRule', '{ anchor: peak, steps: 2 }')),
  of(
    13,
    'call far inside the zone',
    'two strikes from the near edge',
    set('callRule', '{ anchor: near, steps: 2 }'),
  ),
  of(13, 'call far inside the zone', 'the peak', set('callRule', '{ anchor: peak, steps: 0 }')),
  of(13, 'call far inside the zone', 'the far edge', set('callRule', '{ anchor: far, steps: 0 }')),
  of(18, 'deltas about zero', 'net 0.10', set('netTol', 0.1)),
  of(20, 'rules of expiry', "the deck's simplified dates", 'data.deckRules=true'),
  of(19, 'date of open interest', 'known on its own session: look-ahead', 'data.oiLagSessions=0'),
]

const STOPS: readonly Switch[] = [
  of(
    15,
    'stop: a loss or a price',
    'the price at twice the credit is a loss of once: the default',
    set('stopMult', 1),
  ),
  of(15, 'stop: a loss or a price', 'the price at three times the credit', set('stopMult', 2)),
]

const CHART: readonly Switch[] = [
  of(1, 'words of the stop', 'as they stand: above for a put', set('stopSide', 'literal')),
  of(2, 'counter signal of a call', 'as it stands: a cross down', set('counterSignal', 'literal')),
  of(4, 'deviation of 2 %', 'an envelope of 2 %', set('bands', 'envelope')),
  of(5, 'bands of 21, strikes of 20 sessions', '21 for both', set('sdLength', 21)),
  of(6, 'deviation', 'of a sample', set('ddof', 1)),
  of(7, 'deviation of prices or returns', 'returns over the days left', set('distance', 'returns')),
  of(8, 'distance of the stop', 'one deviation', set('stopK', 1)),
  of(8, 'distance of the stop', 'three deviations', set('stopK', 3)),
  of(9, 'threshold on which bar', 'the one before', set('thresholdOn', 'prev')),
  of(9, 'threshold on which bar', 'the extreme of five', set('thresholdOn', 'minLast5')),
  of(9, 'threshold on which bar', 'the average of %B', set('thresholdOn', 'G')),
]

const BY_STRATEGY: Readonly<Record<string, readonly Switch[]>> = {
  'oi-zone-strangle': [...ZONES, ...STOPS, ...EVERY],
  'delta-neutral-strangle': [...ZONES, ...STOPS, ...EVERY],
  'percent-b-writer': [...CHART, ...EVERY],
}

/** The switches of a strategy, by number; none for a strategy of the user's own. */
export const switchesOf = (strategy: string): readonly Switch[] =>
  [...(BY_STRATEGY[strategy] ?? [])].sort((a, b) => a.number - b.number)
