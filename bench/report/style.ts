/** The page's style, inline so that the page stands alone. */
export const STYLE = `
:root { --ink: #1f2933; --soft: #697586; --line: #e4e7eb; --good: #009e73; --bad: #d55e00; --paper: #fff; --shade: #f5f7fa; --ceiling: #eef7f3; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 2rem 1.5rem 4rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { margin: 2.6rem 0 .4rem; font-size: 1.3rem; } h3 { margin: 1.8rem 0 .4rem; font-size: 1.05rem; }
p { margin: .4rem 0; max-width: 60rem; } .lead { color: var(--soft); font-size: 1.05rem; } .answer { font-size: 1.1rem; font-weight: 600; }
.note, figcaption, small { color: var(--soft); font-size: .83rem; } small { display: block; line-height: 1.15; white-space: nowrap; }
.wide { overflow-x: auto; max-width: 100%; } table { border-collapse: collapse; font-size: .87rem; }
th { text-align: left; font-weight: 600; vertical-align: bottom; line-height: 1.2; }
th, td { padding: .22rem .45rem; border-bottom: 1px solid var(--line); } td { vertical-align: top; }
.n { text-align: right; font-variant-numeric: tabular-nums; } td.n, .board td { white-space: nowrap; }
.wide td:first-child, .wide th:first-child { position: sticky; left: 0; background: var(--paper); padding-left: 0; }
.ceiling td, .ceiling td:first-child { background: var(--ceiling); } .floor td, .floor td:first-child { background: var(--shade); color: var(--soft); }
.wide td.apart-says { color: #b04a00; font-size: .8rem; position: static; }
details { margin: .6rem 0; } summary { cursor: pointer; color: var(--soft); font-size: .87rem; }
.bar { display: inline-block; width: 5rem; height: .5rem; background: var(--line); margin-right: .5rem; }
.bar i { display: block; height: 100%; background: var(--good); }
td small.says { white-space: normal; width: 15rem; } .hindsight { color: var(--soft); } .flag { display: block; font-size: .72rem; color: #b04a00; line-height: 1.15; width: 11rem; white-space: normal; }
.kinds th { font-size: .78rem; } .kinds td:first-child { white-space: nowrap; padding-right: .8rem; } .claimed { outline: 2px solid var(--soft); outline-offset: -2px; }
figure { margin: 1rem 0; overflow-x: auto; } figure svg { display: block; } figcaption { max-width: 46rem; margin-top: .3rem; }
code { font-size: .85em; background: var(--shade); padding: .05rem .25rem; border-radius: 3px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .87rem; } dt { color: var(--soft); } dd { margin: 0; }
@media (max-width: 40rem) { body { padding: 1rem .8rem 3rem; font-size: 14px; } h1 { font-size: 1.35rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  th, td { padding: .22rem .4rem; } .flag { width: 8rem; } .board { font-size: .8rem; } }
@media print { body { max-width: none; padding: 0; } .wide, figure { overflow: visible; } h2 { break-before: page; } }
`;
