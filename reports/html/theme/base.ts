/** Type, links, tables, and what opens and closes. */

export const BASE = `
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
