/** Calm, readable from a phone to a wall, light and dark. Colours keep a contrast of 4.5 : 1 or more (WCAG 2.2, 1.4.3). */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #fff; --ink: #1c2430; --soft: #5a6472; --line: #dfe3e8;
  --accent: #1f5fa8; --good: #1b6e3c; --good-ground: #e6f3ea; --bad: #9a3412; --bad-ground: #fdeee6; --off-ground: #eceef1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --paper: #1a2029; --ink: #e6eaf0; --soft: #a3adba; --line: #2d3642;
    --accent: #8ab8f0; --good: #86d6a2; --good-ground: #16301f; --bad: #f5b08a; --bad-ground: #3a2115; --off-ground: #2a313b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 64rem; padding: 1.5rem 1.25rem 2rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
h1, h2, p, dl, dd, ul, ol { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: 0.02em; }
h2 { font-size: 1.0625rem; line-height: 1.4; font-weight: 600; margin-bottom: 0.75rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
code { font: 0.875em/1.4 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; background: var(--off-ground); padding: 0.1em 0.35em; border-radius: 4px; overflow-wrap: anywhere; }
header, footer { display: flex; justify-content: space-between; align-items: baseline; gap: 0.5rem 1rem; flex-wrap: wrap; }
header { margin-bottom: 1.25rem; }
header p, footer { color: var(--soft); }
footer { margin-top: 1.5rem; font-size: 0.875rem; }
.choices { display: flex; gap: 1rem; align-items: baseline; }
.sign-in { font-weight: 600; }
.quiet { display: inline-block; padding: 0.25rem 0; white-space: nowrap; }
main { display: grid; gap: 1rem; }
section, nav { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.125rem 1.25rem; min-width: 0; }
.status h2 { display: flex; align-items: center; gap: 0.625rem; margin: 0; font-size: 1.1875rem; }
.status ul { margin-top: 0.5rem; padding-left: 2.5rem; }
.status.good { background: var(--good-ground); color: var(--good); border-color: transparent; }
.status.bad { background: var(--bad-ground); color: var(--bad); border-color: transparent; }
.mark { display: grid; place-items: center; flex: none; width: 1.75rem; height: 1.75rem; border-radius: 50%; border: 2px solid; font-size: 1rem; line-height: 1; }
.figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; min-width: 0; }
.figures dt { color: var(--soft); font-size: 0.9375rem; line-height: 1.35; }
.figures dd { font-size: 2.25rem; line-height: 1.15; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures.small { grid-template-columns: repeat(7, 1fr); gap: 0.75rem 1rem; margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.figures.small dd { font-size: 1.25rem; }
.figures.small dt { font-size: 0.875rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 0; padding-top: 0; color: var(--soft); font-size: 0.875rem; font-weight: 500; }
tbody th { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
small { color: var(--soft); font-size: 0.875rem; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.tag { display: inline-block; padding: 0 0.5rem; border-radius: 999px; font-size: 0.875rem; white-space: nowrap; background: var(--off-ground); color: var(--ink); }
.tag.active { background: var(--good-ground); color: var(--good); }
.tag.transition, .tag.scheduled { background: var(--bad-ground); color: var(--bad); }
ol { padding-left: 1.5rem; }
li + li { margin-top: 0.375rem; }
.links { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.375rem 1.5rem; padding: 0; list-style: none; }
.links li { margin: 0; }
.links a { display: inline-block; padding: 0.125rem 0; }
@media (max-width: 40rem) {
  body { padding: 1rem 0.75rem 1.5rem; }
  section, nav { padding: 1rem; }
  .figures { gap: 0.75rem; }
  .figures dd { font-size: 1.875rem; }
  .figures.small { grid-template-columns: repeat(4, 1fr); }
  table, tbody, tr { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: grid; grid-template-columns: 3.75rem 1fr auto; gap: 0 0.75rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
  tbody tr:first-child { border-top: 0; padding-top: 0; }
  th, td { display: block; padding: 0; border: 0; }
  td:nth-child(3) { grid-area: 2 / 2; color: var(--soft); font-size: 0.875rem; }
  td:nth-child(4) { grid-area: 1 / 3 / span 2; text-align: right; }
  td small { display: block; line-height: 1.35; margin-top: 0.125rem; }
}
`
