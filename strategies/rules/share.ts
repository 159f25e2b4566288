/** A parameter that is a share of something. */

import { z } from 'zod'

/** Above 0 and up to 1. */
export const share = (about: string, standard: number) =>
  z.number().gt(0).max(1).default(standard).describe(about)
