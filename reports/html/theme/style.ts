/** The style of the page, in the order in which it is read. */

import { DARK, LIGHT, variables } from './colours.ts'

/** Type, links, tables, and what opens and closes. */
const BASE = `
*{box-sizing:border-box}
html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums lining-nums;-webkit-text-size-adjust:100%;scroll-padding-top:3.5rem}
@media (min-width:1900px){html{font-size:17px}}
body{margin:0;background:var(--paper);color:var(--ink)}
main{max-width:118rem;margin:0 auto;padding:1.75rem clamp(1rem,3vw,3.5rem) 4rem}
h1,h2,h3,h4,p,dl,dd,ul,ol,figure{margin:0;padding:0}
h2{font-size:1.45rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin-bottom:.9rem}
h3{font-size:1rem;font-weight:650}
h4{font-size:.9rem;font-weight:650}
section[id]{margin-top:3.25rem}
section section{margin-top:0}
p,li{max-width:46rem;text-wrap:pretty}
ul,ol{list-style:none}
.prose{list-style:disc;padding-left:1.1rem}
.prose li{margin-bottom:.35rem}
.lead{color:var(--muted);margin-bottom:.9rem}
a{color:inherit;text-decoration-color:var(--muted);text-underline-offset:.18em}
code,pre{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--card);padding:.8rem 1rem;overflow-x:auto;margin:.5rem 0 1rem}
dd code{overflow-wrap:anywhere}
.unit,em{color:var(--muted);font-style:normal;font-weight:400;font-size:.86em}
.wrong{color:var(--wrong)}.call{color:var(--call)}.put{color:var(--put)}
.vh,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:fixed;top:.5rem;left:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:9}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
nav{position:sticky;top:0;z-index:5;display:flex;gap:.1rem 1.35rem;overflow-x:auto;scrollbar-width:none;margin-top:2.5rem;padding:.7rem 0;background:var(--paper);border-bottom:1px solid var(--rule);font-size:.9rem}
nav a{text-decoration:none;white-space:nowrap;padding:.15rem 0}
nav a:hover{text-decoration:underline}
.term{all:unset;cursor:pointer;text-decoration:underline dotted var(--muted);text-underline-offset:.22em;text-decoration-thickness:1px}
.term:hover{text-decoration-style:solid}
.term:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
.terms{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin-top:.75rem;font-size:.9rem;color:var(--muted);max-width:none}
.definition{border:1px solid var(--rule);background:var(--paper);color:var(--ink);max-width:min(27rem,calc(100vw - 2rem));padding:.9rem 1.1rem;font-size:.93rem;box-shadow:0 6px 24px rgb(0 0 0/.16);overflow-wrap:anywhere}
.definition p+p{margin-top:.35rem}
.definition code{color:var(--muted)}
@supports (position-area:block-end){.definition{position-area:block-end span-inline-end;position-try-fallbacks:flip-block,flip-inline,flip-block flip-inline;margin:.35rem 0}}
.scroll{overflow-x:auto;max-width:100%}
.scroll+h3{margin-top:1.5rem}
.by-tag{margin-top:.9rem}
table{border-collapse:collapse;font-size:.9rem;line-height:1.35}
caption{text-align:left;font-weight:650;padding:.25rem 0 .4rem}
th,td{text-align:left;vertical-align:baseline;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--grid);font-weight:400}
thead th{color:var(--muted);border-bottom-color:var(--rule);vertical-align:bottom}
tfoot th,tfoot td{border-top:1px solid var(--ink);border-bottom:0;font-weight:650}
.n{text-align:right;white-space:nowrap}
th.n,td.n{padding:.28rem 0 .28rem .9rem}
th.n+th:not(.n),td.n+td:not(.n){padding-left:1.4rem}
.more tbody th,.life tbody th,.margin-call tbody th,.margin-call td{white-space:nowrap}
summary{cursor:pointer}
.more{margin-top:.6rem}
.more>summary{color:var(--muted);font-size:.9rem;width:fit-content}
.more>summary:hover{color:var(--ink)}
.more[open]>summary{margin-bottom:.5rem}
.more>.scroll{max-height:32rem;overflow-y:auto}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:0 1.6rem;font-size:.9rem;margin-top:.5rem}
.facts>div{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid var(--grid);padding:.22rem 0}
.facts dt{color:var(--muted)}
.facts dd{text-align:right}
.facts.wide{grid-template-columns:minmax(0,1fr);max-width:60rem;margin-bottom:1.25rem}
.glossary{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:.9rem 2rem;font-size:.9rem}
.glossary dt{font-weight:650}
.glossary code{color:var(--muted);display:block;overflow-wrap:anywhere}
`

/** The first screen: words, findings, picture, numbers. */
const FIRST = `
.eyebrow{color:var(--muted);font-size:.93rem;margin-bottom:.35rem;overflow-wrap:anywhere}
h1{font-size:clamp(1.35rem,1rem + 1.5vw,2.1rem);line-height:1.22;font-weight:600;letter-spacing:-.015em;max-width:34em;text-wrap:balance;overflow-wrap:anywhere}
.run{margin-top:.7rem;color:var(--muted)}
.run p{max-width:64rem}
.run dl{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin-top:.5rem;font-size:.93rem}
.run dl>div{display:flex;gap:.5rem}
.run dd{color:var(--ink);overflow-wrap:anywhere}
.first{display:grid;grid-template-columns:minmax(0,1fr);gap:2rem clamp(2rem,4vw,4rem);margin-top:1.5rem}
.first>section[id]{margin-top:0}
@media screen and (min-width:1000px){.first{grid-template-columns:minmax(17rem,4fr) minmax(0,9fr)}}
.findings h2{font-size:1rem;margin-bottom:.3rem}
.findings li{padding:.55rem 0 .6rem;border-top:1px solid var(--grid);font-size:.93rem;line-height:1.42}
.findings .weight{display:flex;gap:.4rem;align-items:baseline;color:var(--muted);font-size:.86rem}
.findings .weight b{margin-left:auto;color:var(--ink);font-size:.95rem;white-space:nowrap}
.findings .warn .weight{color:var(--ink)}
.findings .bad .weight,.findings .bad .weight b{color:var(--wrong)}
.headline{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:1.75rem clamp(1.75rem,3vw,3.5rem);border-top:1px solid var(--ink);padding-top:1.1rem}
section.headline[id]{margin-top:2.25rem}
.headline h3{font-size:.93rem;margin-bottom:.35rem}
.headline dl>div{display:flex;justify-content:space-between;gap:1rem;padding:.24rem 0;border-bottom:1px solid var(--grid)}
.headline dt{color:var(--muted)}
.headline dd{font-weight:600;white-space:nowrap}
.headline dd.wrong{color:var(--wrong)}
`

/** Charts: the server's drawings, the live ones, and the heat map. */
const CHARTS = `
figure{min-width:0}
.chart figcaption{margin-bottom:.6rem}
.chart figcaption p{color:var(--muted);font-size:.93rem}
svg{display:block;width:100%;height:auto;overflow:visible;font-family:inherit}
.picture.narrow{display:none}
@media screen and (max-width:700px){.picture.wide{display:none}.picture.narrow{display:block}}
.axis{font-size:12px;fill:var(--muted)}
.axis.ink{fill:var(--ink)}
.axis.amber{fill:var(--margin)}
.grid{stroke:var(--grid)}
.base{stroke:var(--rule)}
.bar{fill:var(--ink)}
.bar-loss{fill:var(--wrong)}
.bar-take{fill:var(--grid);stroke:var(--ink)}
.axis-line{stroke:var(--ink)}
.strong{font-weight:650}
.stop{stroke:var(--ink);stroke-dasharray:4 3}
.value{fill:none;stroke:var(--ink);stroke-width:1.5}
.initial{fill:none;stroke:var(--marginLine);stroke-width:1.5}
.maintenance{fill:none;stroke:var(--margin);stroke-width:1.5;stroke-dasharray:4 3}
svg .dot{fill:var(--ink)}
svg .dot.wrong{fill:var(--wrong)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:2rem 3rem;margin-top:2.25rem}
.bars svg{max-width:33rem}
.waterfall svg{max-width:43rem}
.amount{fill:var(--ink)}
.terms+.lead{margin-top:1.2rem}
.waterfall+div,.waterfall~.chart,.terms+.chart{margin-top:2.25rem}
.by-trade th{white-space:nowrap}
.life-picture{max-width:34rem}
.call-picture{max-width:56rem;margin:.4rem 0 .6rem}
.margin-call{margin-top:2rem}
.live{display:none}
.plot{position:relative}
.plot>:focus-visible{outline-offset:-2px}
.panel-title{position:absolute;left:0;margin:0;font-size:12px;line-height:17px;white-space:nowrap;pointer-events:none}
.panel-title span+span{margin-left:10px}
.panel-title span:first-child{font-weight:600}
.is-live .live{display:block}
.is-live .picture{display:none}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem;font-size:.86rem;margin-bottom:.3rem}
.tools button{font:inherit;color:inherit;background:none;border:1px solid var(--rule);border-radius:3px;padding:.12rem .6rem;min-width:2rem;cursor:pointer}
.tools button:hover{border-color:var(--ink)}
.readout{color:var(--muted);min-height:1.45em;font-size:.86rem;max-width:none}
.readout b{color:var(--ink);font-weight:600}
.months{font-size:.93rem;width:100%}
.months th,.months td{padding:.42rem .5rem;border-bottom:0}
.months td.n,.months th.n{padding:.42rem .5rem}
.months td{border:1px solid var(--paper)}
.months .total{font-weight:650}
.months .none{color:var(--muted)}
.gain-1{background:var(--gain-1)}.gain-2{background:var(--gain-2)}.gain-3{background:var(--gain-3)}.gain-4{background:var(--gain-4)}
.loss-1{background:var(--loss-1)}.loss-2{background:var(--loss-2)}.loss-3{background:var(--loss-3)}.loss-4{background:var(--loss-4)}
@media screen and (max-width:700px){
.months thead{display:none}
.months,.months tbody{display:block}
.months tr{display:grid;grid-template-columns:repeat(4,1fr);margin-bottom:1rem}
.months tr>th{grid-column:1/-1;font-weight:650;padding-left:0}
.months td.n{text-align:left;padding:.3rem .45rem .35rem}
.months td::before{content:attr(data-month);display:block;font-size:.8rem;color:var(--muted)}
.months td.total{grid-column:span 2}
.months [class*=loss]::before,.months [class*=gain]::before{color:var(--ink)}
}
`

/** Trades as rows that open, and their lives. */
const TRADES = `
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

/** Paper: A4 with whole charts, no tools, tables that keep their heads. */
const PRINT = `
@page{size:A4;margin:14mm 13mm}
@media print{
html{font-size:9.5pt}
main{max-width:none;padding:0}
nav,.tools,.readout,.skip,.popovers,.rest button{display:none}
.first{display:block}
.first-picture{margin-top:1rem}
.findings ul{columns:2;column-gap:2rem}
h1{font-size:17pt}
.headline{grid-template-columns:repeat(4,1fr);gap:1rem;font-size:7pt}
.is-live .live,.picture.narrow{display:none}
.picture.wide,.is-live .picture.wide{display:block}
.headline,figure,svg,.findings li,.headline>div,.trade summary,tr,.glossary>div,.facts>div{break-inside:avoid}
h1,h2,h3,figcaption{break-after:avoid}
section[id]{margin-top:1.6rem}
.scroll,.more>.scroll{overflow:visible;max-height:none}
table{font-size:7.5pt}
pre{white-space:pre-wrap}
.year .trade{content-visibility:visible}
.days::after,.lots::after,.near::after,.credit::before{content:none}
#definitions details::details-content{content-visibility:visible;block-size:auto}
.trade>summary,.trade-heads{grid-template-columns:9.5rem 11rem 1.6rem 1.6rem 7rem 2.6rem 2.6rem 8rem 1fr;font-size:7.2pt;gap:0 .4rem}
.term{text-decoration:none}
}
`

const COLOURS = `:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}`

export const STYLE = [COLOURS, BASE, FIRST, CHARTS, TRADES, PRINT].join('\n').trim()
