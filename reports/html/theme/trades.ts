/** Trades as rows that open, and their lives. */

export const TRADES = `
.trade>summary,.trade-heads{display:grid;grid-template-columns:minmax(8.5rem,1.3fr) minmax(12.5rem,1.3fr) 3.2rem 3.2rem minmax(9rem,1.2fr) 4.6rem 4.6rem minmax(8.5rem,1fr) minmax(9rem,1fr);gap:0 .9rem;align-items:baseline;font-size:.9rem}
.trade-heads{color:var(--muted);padding:.3rem 0;border-bottom:1px solid var(--rule);align-items:end}
.trade-heads .n{white-space:normal}
.trade{border-bottom:1px solid var(--grid)}
.year .trade{content-visibility:auto;contain-intrinsic-size:auto 2.2rem}
.trade>summary{padding:.36rem 0;list-style:none}
.trade>summary::-webkit-details-marker{display:none}
.trade>summary:hover{background:var(--card)}
.days::after{content:" days"}.lots::after{content:" lots"}.near::after{content:" of the stop"}.credit::before{content:"credit "}
@media screen and (min-width:1061px){.trade .n::after,.trade .n::before{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.trade .tag{overflow-wrap:anywhere}
.trade .tag i{color:var(--muted);font-style:normal;display:inline-block;min-width:2.1em;padding-right:.35em}
.trade .tag::before{content:"\\25b8";color:var(--muted);display:inline-block;width:1.1em}
.trade[open] .tag::before{content:"\\25be"}
.trade .profit{font-weight:600}
.strikes span{display:inline-block;white-space:nowrap;margin-right:.35em}
.year{border-bottom:1px solid var(--grid);padding:.4rem 0}
.year>summary{font-size:.93rem}
.year>.scroll{margin:.4rem 0 .8rem 1.1rem}
.life{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.6rem 3rem;padding:1rem 0 1.8rem;margin-left:1.1em}
.life>div{min-width:0}
@media screen and (min-width:1900px){.life{grid-template-columns:repeat(4,minmax(0,1fr))}}
.life h3{font-size:.93rem;margin-bottom:.35rem}
.life table{font-size:.86rem}
.life p{font-size:.9rem}
.rest{color:var(--muted);font-size:.9rem;padding:.5rem 0}
.rest button{font:inherit;color:inherit;background:none;border:1px solid var(--rule);border-radius:3px;padding:.12rem .6rem;cursor:pointer}
.rest button:hover{border-color:var(--ink)}
.brief{padding:.3rem 0 .9rem 1.1em;font-size:.9rem}
.events{font-size:.9rem}
.events li{display:grid;grid-template-columns:6.4rem minmax(0,1fr);padding:.22rem 0;border-bottom:1px solid var(--grid);overflow-wrap:anywhere}
.events b{font-weight:600}
.events time{color:var(--muted)}
@media screen and (max-width:1060px){
.trade-heads{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}
.trade>summary{grid-template-columns:minmax(0,1fr) auto;gap:.05rem 1rem;padding:.55rem 0}
.trade .tag{grid-area:1/1}.trade .profit{grid-area:1/2}
.trade .dates{grid-area:2/1;padding-left:1.1em}.trade .exit{grid-area:2/2;text-align:right}
.trade .strikes{grid-area:3/1;padding-left:1.1em}.trade .near{grid-area:3/2}
.trade .days,.trade .lots,.trade .credit,.trade .nothing{display:none}
.life{margin-left:0;grid-template-columns:minmax(0,1fr)}
}
`
