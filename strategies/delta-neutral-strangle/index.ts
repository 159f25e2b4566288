/** `delta-neutral-strangle`: the pair with the most credit for its margin whose deltas cancel, or leg by leg. */

import { concatMap, distinctUntilChanged, merge } from 'rxjs'
import type { OptionProduct } from '../../engine/model/instrument.ts'
import type { Intent } from '../../engine/model/order.ts'
import type { GroupView } from '../../engine/model/snapshot.ts'
import { defineStrategy, type MarketFacts, type Wake } from '../../engine/model/strategy.ts'
import { type Chart, chartOf, readChart, sideToWrite, signalsOf } from '../percent-b/chart.ts'
import { earlyExit } from '../rules/early-exits.ts'
import { openGroups, writtenOf } from '../rules/groups.ts'
import { inPrices } from '../rules/risk-params.ts'
import { isWithinDays, lastBeforeExpiryWeek } from '../rules/window.ts'
import { observeZones, zoneDesk } from '../zones/expiry-view.ts'
import { Balance } from './balance.ts'
import { complete, enter, type Moment } from './enter.ts'
import { type DeltaNeutralStrangleParams, deltaNeutralStrangleParams } from './params.ts'

export const deltaNeutralStrangle = defineStrategy({
  name: 'delta-neutral-strangle',
  about:
    'Writes the strangle with the most credit for its margin whose deltas cancel, at once or leg by leg.',
  params: deltaNeutralStrangleParams,
  run: ({ bus, signal, market, params }) => {
    const product = market.option(params.product)
    const underlyings = [...new Set(market.series(product.id).map(series => series.underlying))]
    const charts = new Map(
      params.legIn === 'percentB'
        ? underlyings.map(id => [id, chartOf(signal.close(id, { every: 'session' }), params)])
        : [],
    )
    bus.compute(...[...charts.values()].flatMap(signalsOf))
    const desk = deskOf(product, market, charts, inPrices(params, product.point))
    // A chain that ends a session arrives on both streams, as one wake.
    return merge(bus.chains(params.product), bus.closes).pipe(
      distinctUntilChanged(),
      concatMap(wake => desk.answer(wake)),
    )
  },
})

const opens = (intents: readonly Intent[]): boolean => intents.some(intent => intent.kind === 'open')

interface Desk {
  answer(wake: Wake): Intent[]
}

function deskOf(
  product: OptionProduct,
  market: MarketFacts,
  charts: ReadonlyMap<string, Chart>,
  params: DeltaNeutralStrangleParams,
): Desk {
  const sessions = market.sessions(product.id)
  const listed = new Map(market.series(product.id).map(series => [series.expiry, series]))
  const zones = zoneDesk(params, params.interest ? { product, interest: params.interest } : null)
  const balance = new Balance()

  const exitOf = (group: GroupView, wake: Wake): Intent | null => {
    const written = writtenOf(group)
    const series = written ? listed.get(written.expiry) : undefined
    const fill = wake.fillSession(product.id)
    const eve = series && fill ? lastBeforeExpiryWeek(sessions, fill, series.lastSession.day) : false
    return earlyExit(group, params, eve)
  }

  return {
    answer(wake) {
      const { snapshot } = wake
      balance.see(snapshot)
      const groups = openGroups(snapshot).map(group => ({ group, exit: exitOf(group, wake) }))
      const exits = groups.flatMap(({ exit }) => (exit ? [exit] : []))
      const chain = wake.chain(product.id)
      const fill = wake.fillSession(product.id)
      if (!chain || !fill) return exits
      const moment: Moment = {
        product,
        wake,
        chain,
        fill,
        signalled(view) {
          const chart = charts.get(view.rows.series.underlying)
          const reading = chart && readChart(chart, one => wake.latest(one))
          return reading ? sideToWrite(reading, params) : null
        },
      }
      const nearest = chain.expiries.find(rows => isWithinDays(rows, fill, params))
      const view = nearest ? zones.view(chain, nearest) : null
      // One opening a wake, so that the margin cap sees each of them; the next session sees the others.
      const completed: Intent[] = []
      for (const { group, exit } of groups) {
        const rows = chain.expiries.find(one => one.series.expiry === writtenOf(group)?.expiry)
        const own = rows && !exit && !opens(completed) ? zones.view(chain, rows) : null
        if (own) completed.push(...complete(moment, group, own, balance, params))
      }
      const entered = view && !opens(completed) ? enter(moment, view, params) : []
      return [...exits, ...completed, ...(view ? [observeZones(view)] : []), ...entered]
    },
  }
}
