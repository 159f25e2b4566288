/** Definitions of the table that sets margin models side by side. */

import type { Definition } from './definition.ts'

const of = (label: string, key: string, unit: string, text: string): Definition => ({
  label,
  key: `marginModels[].${key}`,
  unit,
  text,
})

export const MARGIN = {
  peakInitial: of(
    'Peak initial',
    'peakInitial',
    'account currency',
    'Greatest initial margin that the model asks for at a close, on the positions of this run.',
  ),
  peakShare: of('Peak use', 'peakShare', '% of equity', 'Greatest initial margin over equity at a close.'),
  peakSession: of('On', 'peakSession', 'date', 'Session of the peak use.'),
  averageShare: of(
    'Mean use',
    'averageShare',
    '% of equity',
    'Mean of initial margin over equity, over the closes at which a position was held.',
  ),
  calls: of(
    'Calls',
    'calls',
    'count',
    'Margin calls that the model makes on the equity of this run. A call of a model that does not rule changes nothing: what it would have forced is not played out.',
  ),
  firstCall: of('First call', 'firstCall', 'date', 'Session of the first of them.'),
} as const
