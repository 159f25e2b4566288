/** From a confidence to the weight of the tail beyond it. */

import { DataError } from '../../engine/model/errors.ts'

/** 1 - confidence, in doubles as it stands; throws a DataError unless it lies strictly between 0 and 1. */
export function tailProbability(confidence: number): number {
  if (confidence > 0 && confidence < 1) return 1 - confidence
  throw new DataError('is no confidence; give a fraction between 0 and 1 such as 0.95', {
    field: 'confidence',
    value: confidence,
  })
}
