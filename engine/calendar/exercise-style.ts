/** How a series may be exercised: by its product's dated fact, or by its own where serial months differ. */

import { type Dated, inForce, type OptionProduct } from '../model/instrument.ts'
import { civilOf, type Day } from '../model/time.ts'
import { SP_THIRD_WEEK_FROM } from './option-contracts.ts'

/** `american` = on any day up to the last, `european` = on the last alone. */
export type ExerciseStyle = 'american' | 'european'

/** By product: the style of series that end in no delivery month of the future. Each ends in its own contract month. */
const SERIAL: Readonly<Record<string, readonly Dated<ExerciseStyle>[]>> = {
  // The third-week options that took over the serial months allow no early exercise.
  ES: [
    { from: null, value: 'american' },
    { from: SP_THIRD_WEEK_FROM, value: 'european' },
  ],
}

/**
 * The style of the series that ends on this day: the dates of the facts are last trading days. Throws a DataError
 * before the first fact.
 */
export function exerciseStyleOf(product: OptionProduct, lastTradingDay: Day): ExerciseStyle {
  const serial = SERIAL[product.id]
  const { settlement } = product
  const delivers = settlement.kind === 'future' && settlement.cycle.includes(civilOf(lastTradingDay).month)
  return inForce(
    serial && !delivers ? serial : product.exercise,
    lastTradingDay,
    `exercise style of ${product.id}`,
  )
}
