/** Indicators: signals over columns, one a file. */

export { crossing } from './crossing.ts'
export { percentB } from './percent-b.ts'
export { sma } from './sma.ts'
