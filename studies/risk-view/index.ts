/** The door of the risk view. */

export { breakEvens } from './break-evens.ts'
export type { RiskGroup } from './group-points.ts'
export { type Greeks, type LegGreeks, legGreeks } from './leg-greeks.ts'
export type { Distance, Level, UnderlyingPrice } from './level.ts'
export { type NetGreeks, netGreeks } from './net-greeks.ts'
export { type GridCell, type RiskGrid, riskGrid } from './risk-grid.ts'
export {
  type AccountRisk,
  type GroupRisk,
  RISK_DEFAULTS,
  type RiskOptions,
  type RiskView,
  riskView,
} from './risk-view.ts'
export { type StickyLeg, stickyLeg } from './sticky-leg.ts'
export {
  type LevelStopDistance,
  type LossStopDistance,
  type StopDistance,
  stopDistance,
} from './stop-distance.ts'
