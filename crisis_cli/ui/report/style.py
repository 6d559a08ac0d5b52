"""The style sheet of the HTML report: light and dark on a screen, the first page alone on paper."""

from __future__ import annotations

STYLE = """
:root { --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --band: #f3f5f7;
  --good: #116329; --bad: #b3261e; --act: #0b57a4; --plan: #dbe4ee; --mark: #8250df; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e6e9ed; --soft: #9aa4af; --line: #3a424b; --band: #1e242b;
    --good: #56d07a; --bad: #ff8078; --act: #6cb6ff; --plan: #33404e; --mark: #c297ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word; }
.page, footer { max-width: 66rem; margin: 0 auto; padding: 1rem 1.25rem; }
footer { color: var(--soft); border-top: 1px solid var(--line); font-size: .875rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 0; }
header p { color: var(--soft); margin: .25rem 0 0; }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
.first h2 { margin-top: 1rem; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1rem 0 .4rem; color: var(--soft); }
p { margin: .5rem 0; max-width: 48rem; }
.lead { font-size: 1.125rem; }
.figures { list-style: none; display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1rem 0; }
.figures li { flex: 1 1 10rem; background: var(--band); border-left: 4px solid var(--soft); padding: .6rem .8rem; }
.figures li.good { border-color: var(--good); }
.figures li.bad { border-color: var(--bad); }
.figures strong { display: block; font-size: 1.6rem; line-height: 1.2; }
.figures .good strong { color: var(--good); }
.figures .bad strong { color: var(--bad); }
.figures span, .figures small { display: block; line-height: 1.3; }
.figures small { color: var(--soft); margin-top: .2rem; }
.lists { columns: 22rem 2; column-gap: 2rem; }
.lists > div { break-inside: avoid; padding-bottom: .5rem; }
.lists ul { margin: .25rem 0; padding-left: 1.25rem; }
.lists h3 { margin: .5rem 0 .1rem; }
.wide { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; min-width: 3.5rem; white-space: pre-line; }
thead th { color: var(--soft); font-weight: 600; border-bottom-width: 2px; white-space: nowrap; }
.short { white-space: nowrap; }
.long { overflow-wrap: anywhere; }
tbody th { font-weight: 500; }
.good { color: var(--good); }
.bad { color: var(--bad); }
code, pre { font: .85em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--band); padding: .75rem 1rem; white-space: pre-wrap; margin: .5rem 0 1rem; }
ins { color: var(--good); text-decoration: underline; font-weight: 600; }
del { color: var(--bad); text-decoration: line-through; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 1.5rem 0 0; }
a { color: var(--act); }
.banner { position: sticky; top: 0; z-index: 2; max-width: none; margin: 0; padding: .4rem 1.25rem;
  text-align: center; background: var(--bad); color: var(--paper); font-weight: 700; letter-spacing: .04em; }
.across { position: fixed; z-index: 1; top: 42%; left: 0; right: 0; margin: 0; max-width: none; text-align: center;
  font-size: 22vw; font-weight: 800; color: var(--bad); opacity: .07; transform: rotate(-24deg);
  pointer-events: none; }
figure { margin: .75rem 0 1.5rem; }
figcaption { font-weight: 600; margin-bottom: .25rem; }
.chart { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 46rem; height: auto; }
svg text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; fill: var(--ink);
  stroke: var(--paper); stroke-width: 2.5px; stroke-linejoin: round; paint-order: stroke; }
svg .soft { fill: var(--soft); }
svg .lane { font-weight: 600; }
svg .badtext { fill: var(--bad); font-weight: 600; }
svg .goodtext { fill: var(--good); font-weight: 600; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .seen { stroke: var(--ink); stroke-width: 1.5; }
svg .limit { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 5 3; }
svg .plan { fill: var(--plan); stroke: var(--soft); stroke-width: .75; }
svg .act { fill: var(--act); }
svg .over { fill: var(--bad); }
svg .late { stroke: var(--bad); stroke-width: .75; }
svg .post { fill: var(--good); }
svg .page { fill: var(--mark); stroke: var(--mark); stroke-width: 1.5; }
svg .pageline { stroke: var(--mark); stroke-width: 1.5; }
svg .inject { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
svg .end { fill: var(--ink); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; margin: .25rem 0;
  font-size: .8rem; color: var(--soft); }
@page { size: A4; margin: 15mm 13mm; }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --band: #f3f5f7;
    --good: #116329; --bad: #b3261e; --act: #0b57a4; --plan: #dbe4ee; --mark: #8250df; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page, footer { max-width: none; padding: 0; }
  .first { break-after: page; }
  nav { display: none; }
  .banner { position: static; margin-bottom: 4mm; }
  .wide, .chart { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 1mm 2mm 1mm 0; min-width: 0; }
  .lead { font-size: 11pt; max-width: none; }
  .figures { flex-wrap: nowrap; gap: 2mm; margin: 3mm 0; }
  .figures li { flex: 1 1 0; padding: 2mm; font-size: 8.5pt; }
  .figures strong { font-size: 15pt; }
  .lists { columns: 2; column-gap: 6mm; font-size: 9pt; }
  svg { min-width: 0; }
  thead { display: table-header-group; }
  tr, figure, .figures li { break-inside: avoid; }
  h2, h3, h4, caption, figcaption { break-after: avoid; }
}
"""
