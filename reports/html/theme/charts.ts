/** Charts: the server's drawings, the live ones, and the heat map. */

export const CHARTS = `
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
