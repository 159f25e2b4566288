/** Parameters of a %B chart and of what it says: the rules B1 to B4 and their variants. */

import { z } from 'zod'

const length = (about: string, standard: number) => z.int().min(2).default(standard).describe(about)

const level = (about: string, standard: number) => z.number().default(standard).describe(about)

/** B1 to B4: bands, average and thresholds of %B. To be spread into a strategy's schema. */
export const chartParams = {
  bandLength: length('B1: sessions of the bands', 21),
  bandWidth: z
    .number()
    .gt(0)
    .default(2)
    .describe('B1: half width of the bands, standard deviations; percent with bands envelope'),
  bands: z
    .enum(['deviation', 'envelope'])
    .default('deviation')
    .describe('B1: bands of standard deviations, or an envelope of so many percent'),
  ddof: z
    .union([z.literal(0), z.literal(1)])
    .default(0)
    .describe('B1, B5: 0 = population deviation, 1 = sample deviation'),
  clamp: z.boolean().default(false).describe('B2: keep %B between 0 and 1'),
  smooth: length('B3: sessions of the average of %B', 10),
  low: level('B4: a put is written when %B crosses up below this', 0.4),
  high: level('B4: a call is written when %B crosses down above this', 0.6),
  thresholdOn: z
    .enum(['cross', 'prev', 'minLast5', 'G'])
    .default('cross')
    .describe('B4: %B of the cross day, of the day before, the extreme of five days, or the average of %B'),
}

const schema = z.object(chartParams)

/** What `chartParams` come to in a schema: lengths in sessions, levels as %B is, 0 at the lower band and 1 at the upper. */
export type ChartParams = z.output<typeof schema>
