/** Property tests draw the same cases on every run; another seed is tried with STILLHALTER_SEED. */

import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.STILLHALTER_SEED ?? 20_091_012) })
