/** The style of the comparison: that of reports, and what only it has. */

import { STYLE } from '../html/theme/style.ts'

const OWN = `
.notes{margin-top:1.5rem}
section.notes[id]{margin-top:1.5rem}
.notes h2{font-size:1rem;margin-bottom:.5rem}
.carried-notes{margin-bottom:.9rem}
.note.carried{color:var(--wrong);border-left:3px solid var(--wrong);padding:.15rem 0 .15rem .8rem;margin-bottom:.4rem;max-width:64rem}
.note.carried b{text-transform:uppercase;letter-spacing:.04em;font-size:.86em}
.notes .prose{columns:22rem;column-gap:2.5rem;font-size:.86rem;line-height:1.42;color:var(--muted)}
.notes .prose li{break-inside:avoid}
.runs{width:100%}
.runs th,.runs td{padding:.3rem .8rem .3rem 0;border-bottom:0}
.runs th.n,.runs td.n{padding:.3rem 0 .3rem .8rem}
.runs .n+:not(.n){padding-left:1.4rem}
.runs thead th{border-bottom:1px solid var(--rule)}
.runs thead th.n{white-space:normal}
.runs tbody{border-bottom:1px solid var(--grid)}
.runs tbody th{font-weight:650;white-space:nowrap}
.runs .fate{font-weight:600;min-width:9rem}
.runs .when{white-space:nowrap}
.runs .why td{color:var(--muted);padding-top:0;padding-bottom:.55rem;text-wrap:pretty}
.experiment h3{margin-top:2rem}
.paths{margin-top:2rem}
.paths h3{margin-top:0}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:1.4rem 2rem}
.axis.bad{fill:var(--wrong)}
.called{fill:var(--paper);stroke:var(--wrong);stroke-width:1.5}
.forced{fill:var(--wrong);stroke:var(--wrong);stroke-width:1.5}
.soft{stroke:var(--muted)}
.end{stroke:var(--wrong);stroke-width:1.25}
.distances .lead{margin:.3rem 0 .6rem;max-width:64rem}
.distances td{white-space:nowrap}
.experiment .pair{margin-top:0}
@media screen and (max-width:900px){
.runs,.runs tbody,.runs tr,.runs th,.runs td{display:block}
.runs caption,.runs thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.runs tbody{padding:.7rem 0}
.runs tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 1.4rem}
.runs tbody th{grid-column:1/-1;font-size:1.05rem;padding:0}
.runs td.fate{grid-column:1/-1;padding:0 0 .35rem}
.runs td,.runs td.n,.runs .n+:not(.n){display:flex;justify-content:space-between;gap:.6rem;padding:.14rem 0;border-bottom:1px solid var(--grid);text-align:right}
.runs td.fate,.runs .why td{display:block;border-bottom:0;text-align:left}
.runs td::before{content:attr(data-label);color:var(--muted);text-align:left;white-space:nowrap}
.runs .fate::before,.runs .why td::before{content:none}
.runs .why{display:block}
.runs .why td{padding:.45rem 0 0}
}
@media screen and (max-width:560px){.runs tr{grid-template-columns:minmax(0,1fr)}}
@media print{
.multiples{grid-template-columns:repeat(3,1fr);gap:.8rem 1rem}
.runs{font-size:6.4pt}
.runs .fate{min-width:0}
.runs .when{white-space:normal}
.experiment .pair{grid-template-columns:minmax(0,1fr);gap:0}
.experiment .pair table{font-size:7pt}
.runs th,.runs td{padding:.2rem .4rem .2rem 0}
.runs th.n,.runs td.n{padding:.2rem 0 .2rem .4rem}
.runs .n+:not(.n){padding-left:.6rem}
.runs tbody,.multiples svg,.note,.experiment .pair>div,.distances table{break-inside:avoid}
.notes .prose{columns:2}
}
`

export const LEVERAGE_STYLE = `${STYLE}\n${OWN.trim()}`
