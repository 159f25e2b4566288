/** The door of the risk view. */

export type { LegGreeks } from './leg-greeks.ts'
export type { Distance, Level } from './level.ts'
export type { NetGreeks } from './net-greeks.ts'
export type { RiskGrid } from './risk-grid.ts'
export { type GroupRisk, RISK_DEFAULTS, type RiskOptions, type RiskView, riskView } from './risk-view.ts'
export { type StickyLeg, stickyLeg } from './sticky-leg.ts'
export type { StopDistance } from './stop-distance.ts'
