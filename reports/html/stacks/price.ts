/** The market over time as a panel: price, zones as bands, strikes over the life of their trades, fills as dots. */

import type { Report, StreamedReport, Trade } from '../../schema/report.ts'
import { type Band, type Dots, type Line, type Panel, type Point, zip } from '../charts/stack.ts'
import { sessionTime } from '../parts/format.ts'

type Zones = NonNullable<Report['zones']>

/** More sessions of zones than this would blur: then only every so many sessions one is looked at. */
const ZONES_MOST = 600

/** More hairlines than this are a grey ground. */
export const EXPIRIES_MOST = 130

/** The panel, or null where there is neither a price nor a trade. `trades` are those to be drawn. */
export function pricePanel(
  report: StreamedReport,
  trades: readonly Trade[],
  to: number,
  height: number,
): Panel | null {
  const { zones } = report
  const lives = trades.flatMap(trade => livesOf(trade, to))
  if (!zones && lives.length === 0) return null
  const price = zones ? zip(zones.session.map(sessionTime), zones.underlying) : []
  return {
    id: 'time-price',
    title: [
      { text: zones ? 'Price, points' : 'Strikes, points', colour: 'ink' },
      { text: zones ? 'call zone, strikes' : 'calls', short: 'calls', colour: 'call' },
      { text: zones ? 'put zone, strikes' : 'puts', short: 'puts', colour: 'put' },
      { text: '\u25cf sold \u25cb bought', colour: 'muted' },
    ],
    format: 'points',
    height,
    zero: false,
    lines: [
      ...(zones
        ? [{ id: 'time-underlying', label: 'underlying', colour: 'ink' as const, points: price, width: 1.25 }]
        : []),
      strikeLine(lives, 'call'),
      strikeLine(lives, 'put'),
    ],
    dots: [
      dots(lives, 'call', 'sold'),
      dots(lives, 'put', 'sold'),
      dots(lives, 'call', 'bought'),
      dots(lives, 'put', 'bought'),
      forced(lives),
    ].filter(({ points }) => points.length > 0),
    bands: zones ? [...bandsOf(zones, 'call'), ...bandsOf(zones, 'put')] : [],
  }
}

/** A leg from its first fill to its end, at its strike. */
interface Life {
  readonly right: 'call' | 'put'
  readonly strike: number
  readonly from: number
  readonly to: number
  readonly fills: readonly { readonly time: number; readonly sold: boolean; readonly forced: boolean }[]
}

function livesOf(trade: Trade, end: number): Life[] {
  return trade.legs.flatMap(({ instrument, right, strike, priceExit }) => {
    if (right === null || strike === null) return []
    const events = trade.events.filter(event => event.instrument === instrument)
    const from = sessionTime(trade.openedAt)
    const last = events.at(-1)
    const to = priceExit === null ? end : sessionTime(last?.session ?? trade.closedAt ?? trade.openedAt)
    const fills = events
      .filter(({ kind }) => kind === 'fill')
      .map(({ session, quantity, origin }) => ({
        time: sessionTime(session),
        sold: (quantity ?? 0) < 0,
        forced: origin !== 'strategy',
      }))
    return [{ right, strike, from, to: Math.min(to, end), fills }]
  })
}

const strikeLine = (lives: readonly Life[], right: 'call' | 'put'): Line => ({
  id: `time-strikes-${right}`,
  label: `${right} strikes`,
  colour: right,
  width: 1.5,
  points: lives
    .filter(life => life.right === right)
    .flatMap(({ strike, from, to }): Point[] => [
      [from, strike],
      [to, strike],
      [to, null],
    ]),
})

const dots = (lives: readonly Life[], right: 'call' | 'put', side: 'sold' | 'bought'): Dots => ({
  id: `time-${side}-${right}`,
  label: `${right} ${side}`,
  colour: right,
  hollow: side === 'bought',
  points: lives
    .filter(life => life.right === right)
    .flatMap(({ strike, fills }) =>
      fills
        .filter(fill => fill.sold === (side === 'sold') && !fill.forced)
        .map(({ time }) => [time, strike] as const),
    ),
})

/** Fills of stops and of liquidations: what went wrong. */
const forced = (lives: readonly Life[]): Dots => ({
  id: 'time-forced',
  label: 'stop or liquidation',
  colour: 'wrong',
  hollow: false,
  points: lives.flatMap(({ strike, fills }) =>
    fills.filter(fill => fill.forced).map(({ time }) => [time, strike] as const),
  ),
})

/** Every so many sessions the zones are drawn: 1 unless there are too many. */
export const zoneStride = (zones: Zones): number => Math.max(1, Math.ceil(zones.session.length / ZONES_MOST))

/** Sessions in a row with the same zone make one band; it ends where the next one starts. */
function bandsOf(zones: Zones, right: 'call' | 'put'): Band[] {
  const [lower, upper] =
    right === 'call' ? [zones.callLower, zones.callUpper] : [zones.putLower, zones.putUpper]
  const bands: { from: number; to: number; low: number; high: number; expiry: string }[] = []
  const stride = zoneStride(zones)
  for (let i = 0; i < zones.session.length; i += stride) {
    const [low, high, expiry] = [lower[i] ?? null, upper[i] ?? null, zones.expiry[i] ?? '']
    const time = sessionTime(zones.session[i] ?? '')
    const open = bands.at(-1)
    if (open && open.to === Number.POSITIVE_INFINITY) {
      if (open.low === low && open.high === high && open.expiry === expiry) continue
      open.to = time
    }
    if (low !== null && high !== null)
      bands.push({ from: time, to: Number.POSITIVE_INFINITY, low, high, expiry })
  }
  const last = sessionTime(zones.session.at(-1) ?? '')
  return bands.map(({ from, to, low, high }) => ({ colour: right, from, to: Math.min(to, last), low, high }))
}

/** Days on which a series that was traded or watched settles, within the run; none where they are too many to tell apart. */
export function expiriesOf(
  report: StreamedReport,
  trades: readonly Trade[],
  from: number,
  to: number,
): number[] {
  const days = new Set([
    ...(report.zones?.expiry ?? []),
    ...trades.flatMap(trade => trade.legs.flatMap(leg => leg.expiry ?? [])),
  ])
  const times = [...days].map(sessionTime).filter(time => time >= from && time <= to)
  return times.length > EXPIRIES_MOST ? [] : times.sort((a, b) => a - b)
}
