/** What the report draws of zones: the price, and edges and peaks of both sides. */

import type { ObserveIntent } from '../../engine/model/order.ts'
import { formatDay } from '../../engine/model/time.ts'
import type { ExpiryView } from './expiry-view.ts'

/** An observation named `zones`, which the report draws; the edges of a side without a zone are null. */
export const observeZones = ({ rows, price, zones }: ExpiryView): ObserveIntent => ({
  kind: 'observe',
  name: 'zones',
  values: {
    expiry: formatDay(rows.series.expiry),
    underlying: price,
    callLower: zones.call?.lower ?? null,
    callUpper: zones.call?.upper ?? null,
    callPeak: zones.call?.peak ?? null,
    putLower: zones.put?.lower ?? null,
    putUpper: zones.put?.upper ?? null,
    putPeak: zones.put?.peak ?? null,
  },
})
