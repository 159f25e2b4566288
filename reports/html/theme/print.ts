/** Paper: A4 with whole charts, no tools, tables that keep their heads. */

export const PRINT = `
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
