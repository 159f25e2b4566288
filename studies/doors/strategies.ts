/** `stillhalter/strategies`: what the strategies of the package are made of, for strategies of one's own. */

export {
  type PricedExpiry,
  type PricedOption,
  type PricingTerms,
  pricedExpiry,
  pricedOption,
  volOf,
} from '../../strategies/chain/priced-option.ts'
export { type Chart, chartOf, signalsOf } from '../../strategies/percent-b/chart.ts'
export { type ChartParams, chartParams } from '../../strategies/percent-b/chart-params.ts'
export { type Reading, readChart, sideToWrite } from '../../strategies/percent-b/reading.ts'
export { earlyExit, optionsOf } from '../../strategies/rules/early-exits.ts'
export {
  daysToExpiry,
  inExpiryWeek,
  lastBeforeExpiryWeek,
} from '../../strategies/rules/expiry-week.ts'
export {
  entryTag,
  holdsExpiry,
  holdsRight,
  isLeavingNow,
  nextTag,
  openGroups,
  writtenOf,
} from '../../strategies/rules/groups.ts'
export { inPrices } from '../../strategies/rules/in-prices.ts'
export { lossStop, riskPointsOf } from '../../strategies/rules/loss-stop.ts'
export { lotsOf, type Writing } from '../../strategies/rules/lots.ts'
export {
  type LifeParams,
  type LossStopParams,
  lifeParams,
  lossStopParams,
  pricingParams,
  type SizeParams,
  sizeParams,
  type WindowParams,
  windowIsOpen,
  windowParams,
} from '../../strategies/rules/risk-params.ts'
export { lotsByRisk, mostLots } from '../../strategies/rules/size.ts'
export { isWithinDays } from '../../strategies/rules/window.ts'
export type { ExpiryView } from '../../strategies/zones/expiry-view.ts'
export { observeZones } from '../../strategies/zones/observe-zones.ts'
export { chooseStrike, type StrikeRule } from '../../strategies/zones/strike-choice.ts'
export { type Zone, type ZoneRules, zoneOf } from '../../strategies/zones/zone.ts'
export { type ZoneDesk, zoneDesk } from '../../strategies/zones/zone-desk.ts'
export { type ZoneParams, zoneParams } from '../../strategies/zones/zone-params.ts'
