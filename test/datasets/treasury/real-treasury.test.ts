/** The market made from the real par yields, held to what is known of the December 2017 contract and to real futures prices. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore, treasuryMarket, treasuryTermsSchema } from '../../../datasets/index.ts'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { treasuryContractDates } from '../../../engine/calendar/treasury-contract-dates.ts'
import { parseDay } from '../../../engine/index.ts'
import { basisOf } from '../../../engine/pricing/treasury/basis.ts'
import { deliverableBasket } from '../../../engine/pricing/treasury/basket.ts'
import { rankDeliverables } from '../../../engine/pricing/treasury/cheapest.ts'
import { conversionFactor } from '../../../engine/pricing/treasury/conversion-factor.ts'
import { sharedPath } from '../../fixtures/shared.ts'
import { tempFolders } from '../../fixtures/temp-folder.ts'
import { type PlainRow, rowsOf } from '../market-rows.ts'

const folder = tempFolders()
const treasury = sharedPath('data/treasury')
const AUGUST_2024 = 'UST 2.375 2024-08-15 10Y'

describe.skipIf(!existsSync(treasury))('off the real par yields', () => {
  const markets = (async () => {
    const store = join(folder(), 'rates')
    for (const name of ['ust_par_yields.csv', 'zn_front_month.csv']) {
      await importFiles({ paths: [join(treasury, name)], store, maxBadShare: 0.01 })
    }
    const base = await openStore(store)
    const of = (terms: Record<string, unknown>) => treasuryMarket(treasuryTermsSchema.parse(terms), base)
    return { theoretical: await of({}), settlements: await of({ prices: 'settlements' }) }
  })()

  /** Closes of the sessions of a stretch, by instrument and day. */
  const closesOf = (rows: readonly PlainRow[]): Map<string, number> =>
    new Map(
      rows.map(({ instrument, time, close }) => [
        `${instrument} on ${String(time).slice(0, 10)}`,
        Number(close),
      ]),
    )

  it('the 2.375 % note of August 2024 is the cheapest of December 2017, at nearly its real price', async () => {
    const { theoretical: market } = await markets
    const [from, to] = [Date.parse('2017-10-10'), Date.parse('2017-10-11')]
    const closes = closesOf((await rowsOf(market, { bars: ['UST', 'ZN'] }, from, to)).bars)
    const closeOf = (id: string) => closes.get(`${id} on 2017-10-10`) ?? Number.NaN
    // Published: 101.2266 for payment on the 11th, and 125.265625 for the future.
    expect(Math.abs(closeOf(AUGUST_2024) - 101.2266)).toBeLessThan(0.15)
    expect(Math.abs(closeOf('ZN 2017-12') - 125.265625)).toBeLessThan(0.15)

    const product = futureProductOf('ZN')
    const bonds = market.product('UST')
    const settle = calendarOf('SIFMA').next(parseDay('2017-10-10'))
    const delivery = treasuryContractDates(product, '2017-12').lastDeliveryDay
    const basket = deliverableBasket(
      bonds.kind === 'bond' ? bonds.issues : [],
      product,
      '2017-12',
      parseDay('2017-10-10'),
    )
    const ranked = rankDeliverables(
      basket.map(issue => {
        const { factor } = conversionFactor(issue, '2017-12', 'long')
        const [clean, price] = [closeOf(issue.id), closeOf('ZN 2017-12')]
        return { id: issue.id, basis: basisOf(issue, settle, delivery, clean, price, factor, 0.015) }
      }),
    )
    expect(ranked.length).toBeGreaterThan(12)
    expect(ranked[0]?.id).toBe(AUGUST_2024)
  })

  it('theoretical prices are within some ticks of settlements, in most sessions of ten years', async () => {
    const { theoretical, settlements } = await markets
    const [from, to] = [Date.parse('2012-01-01'), Date.parse('2022-01-01')]
    const modelled = closesOf((await rowsOf(theoretical, { bars: ['ZN'] }, from, to)).bars)
    const real = closesOf((await rowsOf(settlements, { bars: ['ZN'] }, from, to)).bars)
    const gaps = [...real]
      .flatMap(([key, price]) => {
        const own = modelled.get(key)
        return own === undefined ? [] : [Math.abs(own - price)]
      })
      .sort((a, b) => a - b)
    expect(gaps.length).toBeGreaterThan(2450)
    expect(gaps[Math.floor(0.5 * gaps.length)]).toBeLessThan(6 / 64)
    expect(gaps[Math.floor(0.95 * gaps.length)]).toBeLessThan(0.35)
  })

  it('settlements carry the note that their contract months are inferred', async () => {
    const { settlements } = await markets
    expect(settlements.provenance.notes?.join(' ')).toMatch(
      /Contract months of front-month futures are inferred/,
    )
  })

  it('sessions are priced from the first contract on that counts on 6 %', async () => {
    const { theoretical } = await markets
    const { bars } = await rowsOf(theoretical, { bars: ['ZN'] })
    const days = new Set(bars.map(({ time }) => String(time).slice(0, 10)))
    expect(days.size).toBeGreaterThan(6300)
    expect(bars[0]).toMatchObject({ instrument: 'ZN 2000-03' })
    for (const { close } of bars) expect(Number(close)).toBeGreaterThan(80)
  })
})
