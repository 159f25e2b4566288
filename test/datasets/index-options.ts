/** Options of a generic csv of bars of a made-up index, whose sessions are the days of its rows. */

export const indexOptions = (
  map: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  table: 'bars',
  map,
  fixed: map.instrument === undefined ? { instrument: 'XIX' } : {},
  products: [{ kind: 'index', id: 'XIX', name: 'An index', exchange: 'listed', currency: 'EUR' }],
  listed: { of: ['XIX'], zone: 'UTC', close: '17:30' },
  ...more,
})
