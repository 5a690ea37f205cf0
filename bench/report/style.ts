/** The page's style, inline so that the page stands alone. */
export const STYLE = `
:root { --ink: #1f2933; --soft: #697586; --line: #e4e7eb; --good: #009e73; --paper: #fff; --shade: #f5f7fa; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .2rem; } h2 { margin: 2.6rem 0 .4rem; font-size: 1.3rem; } h3 { margin: 1.8rem 0 .4rem; font-size: 1.05rem; }
p { margin: .4rem 0; } .lead { color: var(--soft); font-size: 1.05rem; } .answer { font-size: 1.1rem; font-weight: 600; }
.note, figcaption, small { color: var(--soft); font-size: .83rem; } small { display: block; line-height: 1.1; }
table { border-collapse: collapse; font-size: .87rem; } th { text-align: left; font-weight: 600; vertical-align: bottom; }
th, td { padding: .22rem .6rem; border-bottom: 1px solid var(--line); } .n { text-align: right; font-variant-numeric: tabular-nums; }
.board { width: 100%; } .board td { vertical-align: top; } .ceiling td { background: #eef7f3; } .floor td { background: var(--shade); color: var(--soft); }
details { margin: .6rem 0; } summary { cursor: pointer; color: var(--soft); font-size: .87rem; }
.bar { display: inline-block; width: 7rem; height: .55rem; background: var(--line); margin-right: .5rem; }
.bar i { display: block; height: 100%; background: var(--good); }
.hindsight { color: var(--soft); font-style: italic; } .flag { font-size: .72rem; color: #b04a00; } td .hindsight { color: var(--soft); font-style: italic; } .flag { display: block; line-height: 1.15; max-width: 15rem; }
.wide { overflow-x: auto; } .kinds th { font-size: .78rem; } .claimed { outline: 2px solid var(--soft); outline-offset: -2px; }
figure { margin: 1rem 0; overflow-x: auto; } figcaption { max-width: 46rem; margin-top: .3rem; }
code { font-size: .85em; background: var(--shade); padding: .05rem .25rem; border-radius: 3px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .87rem; } dt { color: var(--soft); } dd { margin: 0; }
@media print { body { max-width: none; padding: 0; } h2 { break-before: page; } }
`;
