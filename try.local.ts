import { syntheticMarket, DEMO_TERMS } from './datasets/synthetic/market.ts'
import { run } from './engine/run.ts'
import { fixedMargin } from './engine/margin/fixed.ts'
import { oiZoneStrangle } from './strategies/oi-zone-strangle/index.ts'
import { parseDay } from './engine/model/time.ts'
import { minor } from './engine/model/money.ts'
const t0=performance.now()
const seed = Number(process.argv[2] ?? 1)
const market = syntheticMarket({ seed, from: parseDay('2008-11-03'), to: parseDay('2010-12-31'), ...DEMO_TERMS })
const t1=performance.now()
const params = oiZoneStrangle.params.parse({ product: 'gold', sizing: 'marginShare', marginShare: 0.45 })
const kinds: any = {}
const recs: any[] = []
const res = await run({ market, from: parseDay('2009-01-02'), to: parseDay('2010-12-30'), warmup: 500, oiLagSessions: 1, books: [{ strategy: oiZoneStrangle, params, account: { currency: 'USD', cash: minor(15000000), cashRatePercent: 0 }, reserve: minor(0), rules: { fill: 'nextOpen', slippageTicks: 1, commissionPerContract: 2.5, margin: fixedMargin({ OG: [{ from: null, value: { nakedCall: { initial: 2500, maintenance: 1800 }, strangle: { initial: 3500, maintenance: 2500 }, future: { initial: 5399, maintenance: 3999 } } }] }, f => f === 'GC' ? 'OG' : null), callPolicy: 'fcm', callDays: 1, missingSettlement: 'error', fx: {} } }] }, { record: r => { kinds[r.kind] = (kinds[r.kind] ?? 0) + 1; recs.push(r) } })
const t2=performance.now()
console.log(kinds, t1-t0, t2-t1)
const days = recs.filter(r=>r.kind==='day'); console.log(days.at(0), days.at(-1), days.length)
for (const r of recs) if (['fill','expiry','assignment','stop','call'].includes(r.kind)) console.log(new Date(r.time).toISOString().slice(0,10), r.kind, JSON.stringify(r.kind==='fill'? {g:r.fill.group,o:r.origin,p:r.purpose,i:r.fill.instrument.id,q:r.fill.quantity,px:r.fill.price}: {...r, time: undefined}))
const why: any = {}; for (const r of recs) if (r.kind==='refusal') { const k=r.by+' '+r.reason.rule+' '+r.reason.text; why[k]=(why[k]??0)+1 }
console.log(why)
