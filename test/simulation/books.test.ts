import { describe, expect, it } from 'vitest'
import { type Market, optionOf, type RunRecord } from '../../engine/index.ts'
import { BOLD_RULES, demoMarket, runBold } from '../fixtures/demo.ts'
import { only, PLAIN_RULES } from '../fixtures/run-book.ts'
import { audit } from './auditor.ts'

/** The settlement of an instrument at an instant, or its last one before, read from the market's own rows. */
async function pricesOf(market: Market): Promise<(instrument: string, time: number) => number> {
  const prices = new Map<string, { time: number; price: number }[]>()
  const add = (id: string, time: number, price: number): void => {
    const list = prices.get(id) ?? []
    list.push({ time, price })
    prices.set(id, list)
  }
  for await (const block of market.read(
    { chains: ['OG'], bars: ['GC'], chainsAfter: 0 },
    0,
    Number.MAX_SAFE_INTEGER,
  )) {
    for (const [id, bars] of block.bars) {
      for (const [row, time] of bars.time.entries()) add(id, time, bars.settlement[row] as number)
    }
    for (const chain of block.chains.values()) {
      chain.time.forEach((time, row) => {
        const right = chain.right[row] === 0 ? 'call' : 'put'
        const { id } = optionOf('OG', chain.expiry[row] as number, right, chain.strike[row] as number)
        const [settlement, bid, ask] = [chain.settlement, chain.bid, chain.ask].map(one => one[row] as number)
        // Zero is no price.
        add(id, time, settlement || ((bid as number) + (ask as number)) / 2)
      })
    }
  }
  return (id, time) => (prices.get(id) ?? []).filter(one => one.time <= time).at(-1)?.price ?? Number.NaN
}

describe.each([
  ...[1, 2, 3, 4, 5, 6].map(seed => [seed, 'nextOpen'] as const),
  [1, 'nextClose'] as const,
  ...[1, 2, 3].map(seed => [seed, 'same'] as const),
])('the books of seed %i, filled by %s', async (seed, fill) => {
  const market = demoMarket(seed)
  const records = await runBold(market, { cash: 60_000, reserve: 5000, rules: { ...BOLD_RULES, fill } })
  const priceOf = await pricesOf(market)

  it('sum to zero in every entry', () => {
    for (const { entry } of only(records, 'entry')) {
      expect(entry.postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0)
      expect(entry.postings.every(posting => Number.isSafeInteger(posting.amount))).toBe(true)
    }
  })

  it('agree to the cent with an auditor who knows only fills, expiries and assignments', () => {
    const days = new Map(only(records, 'day').map(record => [record.time, record]))
    let checked = 0
    audit(records, PLAIN_RULES.commissionPerContract, priceOf, (time, cash, equity) => {
      expect([new Date(time).toISOString(), days.get(time)?.cash, days.get(time)?.equity]).toEqual([
        new Date(time).toISOString(),
        cash,
        equity,
      ])
      checked++
    })
    expect(checked).toBeGreaterThan(100)
  })

  it('end with the opening cash, the deposits, and the profit of every group', () => {
    const cash = (group: number | null): number =>
      only(records, 'entry')
        .filter(({ entry }) => entry.group === group)
        .reduce(
          (sum, { entry }) => sum + (entry.postings.find(one => one.account === 'cash')?.amount ?? 0),
          0,
        )
    const groups = new Set(only(records, 'entry').map(({ entry }) => entry.group))
    const open = only(records, 'open').reduce((sum, record) => sum + record.value, 0)
    const total = [...groups].reduce<number>((sum, group) => sum + cash(group), 0) + open
    expect(only(records, 'day').at(-1)?.equity).toBe(total)
  })
})

describe('the seeds together', async () => {
  const runs: RunRecord[][] = []
  for (const seed of [1, 2, 3, 4, 5, 6, 7])
    runs.push(await runBold(demoMarket(seed), { cash: 60_000, reserve: 5000 }))
  const all = runs.flat()

  it.each(['stop', 'assignment', 'call', 'expiry', 'open'] as const)('contain a record of kind %s', kind => {
    expect(only(all, kind).length).toBeGreaterThan(0)
  })
})
