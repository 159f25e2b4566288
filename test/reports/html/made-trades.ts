/** Made-up trades: strangles with their orders, fills, marks, and cash that adds up. */

import type { Trade } from '../../../reports/schema/report.ts'
import { cents, chance } from './chance.ts'

export interface TradeWish {
  readonly count: number
  readonly sessions: readonly string[]
  readonly product: string
  readonly currency: string
  readonly rate: number
  readonly seed: number
  readonly firstId?: number
}

/** Trades one after the other over the sessions; every seventh is stopped out. */
export function madeTrades(wish: TradeWish): Trade[] {
  const random = chance(wish.seed)
  const span = Math.max(2, Math.min(20, Math.floor(wish.sessions.length / 2)))
  return Array.from({ length: wish.count }, (_, i) => {
    const start = Math.floor((i / Math.max(1, wish.count)) * Math.max(1, wish.sessions.length - span))
    const sessions = wish.sessions.slice(start, start + span)
    return madeTrade(wish, (wish.firstId ?? 1) + i, sessions, random)
  })
}

function madeTrade(wish: TradeWish, id: number, sessions: readonly string[], random: () => number): Trade {
  const [opened = '', closed = ''] = [sessions[0], sessions.at(-1)]
  const lots = 1 + Math.floor(random() * 40)
  const stopped = id % 7 === 0
  const credit = Number((1 + random() * 20).toFixed(1))
  const out = Number((stopped ? credit * (3 + random()) : credit * random() * 0.4).toFixed(1))
  const strike = 900 + Math.floor(random() * 8) * 25
  const call = `${wish.product} ${closed.slice(0, 10)} C ${strike + 150}`
  const put = `${wish.product} ${closed.slice(0, 10)} P ${strike}`
  const credits = cents(credit * lots * 100)
  const paid = cents(out * lots * 100)
  const commission = cents(lots * 5)
  const profit = cents(credits - paid - commission)
  const time = (session: string): string => `${session.slice(0, 10)}T21:15:00.000Z`
  const step = (
    session: string,
    kind: Trade['events'][number]['kind'],
    text: string,
  ): Trade['events'][number] => ({
    time: time(session),
    session,
    kind,
    text,
    instrument: null,
    quantity: null,
    price: null,
    rule: kind === 'order' ? 'Z6' : null,
    origin: stopped && session === closed ? 'stop' : 'strategy',
  })
  return {
    id,
    tag: `${wish.product} ${closed.slice(0, 10)}`,
    currency: wish.currency,
    openedAt: opened,
    closedAt: closed,
    status: 'closed',
    exit: stopped ? 'stop' : 'strategy',
    exitRule: stopped ? 'R3' : 'R4',
    lots,
    legs: [
      {
        instrument: call,
        kind: 'option',
        right: 'call',
        strike: strike + 150,
        expiry: closed.slice(0, 10),
        quantity: -lots,
        priceEntry: credit,
        priceExit: out,
      },
      {
        instrument: put,
        kind: 'option',
        right: 'put',
        strike,
        expiry: closed.slice(0, 10),
        quantity: -lots,
        priceEntry: 0.1,
        priceExit: 0.1,
      },
    ],
    creditPoints: credit,
    credit: credits,
    dailyGain: credits / 30,
    creditShare: 0.01,
    riskShare: 0.02,
    stopPoints: credit * 2,

    stopLevel: null,
    breakEvens: { lower: strike - credit, upper: strike + 150 + credit },
    worstPoints: stopped ? Number((out - credit).toFixed(1)) : Number((credit * random()).toFixed(1)),
    beyondStopPoints: stopped ? Number((out - credit * 3).toFixed(1)) : null,
    profit,
    commission,
    profitAccount: cents(profit * wish.rate),
    holdingDays: sessions.length,
    reason: {
      rule: 'Z6',
      text: 'strikes at the edges of the zones',
      evidence: { call: strike + 150, put, netDelta: -0.01, sigma: null },
    },
    events: [
      step(opened, 'order', `sell ${lots} ${call}, sell ${lots} ${put}`),
      {
        ...step(opened, 'fill', `sold ${lots} ${call} at ${credit} (quoted)`),
        instrument: call,
        quantity: -lots,
        price: credit,
      },
      { ...step(closed, stopped ? 'stop' : 'order', stopped ? 'the stop fired' : `buy ${lots} ${call}`) },
      {
        ...step(closed, 'fill', `bought ${lots} ${call} at ${out} (quoted)`),
        instrument: call,
        quantity: lots,
        price: out,
      },
      ...[
        { ...step(opened, 'fill', `sold ${lots} ${put} at 0.1 (quoted)`), quantity: -lots },
        { ...step(closed, 'fill', `bought ${lots} ${put} at 0.1 (quoted)`), quantity: lots },
      ].map(fill => ({ ...fill, instrument: put, price: 0.1 })),
    ],
    cash: [
      { session: opened, kind: 'premium', instrument: call, amount: credits, memo: 'premium received' },
      { session: opened, kind: 'commission', instrument: call, amount: -commission, memo: 'commission' },
      { session: closed, kind: 'premium', instrument: call, amount: -paid, memo: 'premium paid' },
    ],
    marks: sessions.map((session, i) => ({
      session,
      valuePoints: Number((credit + ((out - credit) * i) / sessions.length + random()).toFixed(1)),
      staleSessions: i % 9 === 8 ? 1 : 0,
    })),
  }
}
