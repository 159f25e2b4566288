/** Regimes: data that says when, and what a strategy or a study makes of it. */

export { regimeReader } from './regime-reader.ts'
export { REGIME_KINDS, type Regime, regimeSchema } from './regime-schema.ts'
export { regimeText } from './regime-text.ts'
export { requireCloses } from './require-closes.ts'
export { withRegimes } from './with-regimes.ts'
