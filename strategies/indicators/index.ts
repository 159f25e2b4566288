/** Indicators: signals over columns, one idea a file. */

export { clamped, minus, plus, times } from './arithmetic.ts'
export {
  bandwidth,
  lowerBand,
  lowerEnvelope,
  percentB,
  percentOfEnvelope,
  upperBand,
  upperEnvelope,
} from './bands.ts'
export { above, below, crossing } from './crossing.ts'
export { ema, emaAdjusted, wilder } from './ema.ts'
export { highest, lowest, newHigh, newLow } from './highest.ts'
export { lag } from './lag.ts'
export { logReturn, returnSd } from './log-return.ts'
export { sd, sma } from './moments.ts'
export { slope } from './slope.ts'
