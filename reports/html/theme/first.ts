/** The first screen: words, findings, picture, numbers. */

export const FIRST = `
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
