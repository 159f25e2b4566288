/** What an order costs however many there are in a slice. */

import { callMarket, costsOf, MODELS } from '../data/many-orders.ts'
import type { Figure, Job } from '../harness/job.ts'

export const orders: Job = {
  name: 'orders',
  about:
    'an order among 30, 300 and 3,000 of one slice, by margin model: CPU of a run less that of one without orders',
  plant: 'each order is compared four times with each of its slice',
  needsBaseline: false,
  async measure({ planted, rounds }) {
    const market = callMarket()
    const figures: Figure[] = []
    for (const [name, model] of Object.entries(MODELS)) {
      const costs = await costsOf(market, model, [30, 300, 3000], planted, rounds)
      const each = [...costs].map(([count, cost]) => `${count} a slice ${cost.toFixed(1)} µs`).join(', ')
      figures.push({
        what: `an order under ${name}`,
        measured: Math.max(...costs.values()) / Math.min(...costs.values()),
        most: 1.5,
        unit: 'times, dearest over cheapest',
        detail: each,
      })
    }
    return figures
  },
}
