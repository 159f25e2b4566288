/** The datasets' door. */

export { type MarketOptions, marketOf } from './catalogue.ts'
