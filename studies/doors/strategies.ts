/** `stillhalter/strategies`: what the strategies of the package are made of, for strategies of one's own. */

export {
  type PricedExpiry,
  type PricedOption,
  type PricingTerms,
  pricedExpiry,
  pricedOption,
  volOf,
} from '../../strategies/chain/priced-option.ts'
export {
  type Chart,
  type ChartParams,
  chartOf,
  chartParams,
  type Reading,
  readChart,
  sideToWrite,
  signalsOf,
} from '../../strategies/percent-b/chart.ts'
export { earlyExit, lossStop, optionsOf, riskPointsOf } from '../../strategies/rules/early-exits.ts'
export {
  entryTag,
  holdsExpiry,
  holdsRight,
  isLeavingNow,
  nextTag,
  openGroups,
  writtenOf,
} from '../../strategies/rules/groups.ts'
export { lotsByRisk, lotsOf, mostLots, type Writing } from '../../strategies/rules/lots.ts'
export {
  inPrices,
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
export {
  daysToExpiry,
  inExpiryWeek,
  isWithinDays,
  lastBeforeExpiryWeek,
} from '../../strategies/rules/window.ts'
export { type ExpiryView, observeZones, type ZoneDesk, zoneDesk } from '../../strategies/zones/expiry-view.ts'
export { chooseStrike, type StrikeRule } from '../../strategies/zones/strike-choice.ts'
export { type Zone, type ZoneRules, zoneOf } from '../../strategies/zones/zone.ts'
export { type ZoneParams, zoneParams } from '../../strategies/zones/zone-params.ts'
