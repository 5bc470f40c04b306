import { AgentState } from '../contract/agent.ts'
import type { Hotline } from '../contract/hotline.ts'
import type { Language } from '../platform/language.ts'
import type { Document } from './documents.ts'
import { firstCallSteps, type Phones } from './first-call.ts'
import { html, type Html } from './html.ts'
import { WORDS, type Words } from './words.ts'

/** What the page shows: figures and registered numbers, nothing personal. */
export interface Shown {
  language: Language
  /** Whether the reader asked for the page to be loaded again every 10 s. */
  refreshing: boolean
  site: string
  version: string
  ready: { ok: boolean; checks: Readonly<Record<string, boolean | number | string>> }
  waiting: number
  talking: number
  /** Number of agents in each state; a state without agents may be left out. */
  byState: Readonly<Record<string, number>>
  hotlines: readonly Hotline[]
  phones: Phones
  documents: readonly Document[]
  /** "2026-11-21 12:00:00" where the site is. */
  asOf: string
}

export const STYLE_PATH = '/welcome.css'
const REFRESH_S = 10

/** A telephone receiver, as the icon of the tab. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%231f5fa8'/%3E%3Cpath d='M8 16h16' stroke='%23fff' stroke-width='4' stroke-linecap='round'/%3E%3C/svg%3E"

/** The whole page. No script, nothing from elsewhere, its only other file is the style sheet. */
export function welcomePage(shown: Shown): string {
  const words = WORDS[shown.language]
  return `<!doctype html>\n${
    html`<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<title>${words.product} · ${shown.site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${shown.refreshing ? html`<meta http-equiv="refresh" content="${REFRESH_S}">` : null}
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
${header(shown, words)}
<main>
${status(shown, words)}
${figures(shown, words)}
${numbers(shown, words)}
${firstCall(shown, words)}
${links(shown, words)}
</main>
${footer(shown, words)}
</body>
</html>
`.markup
  }`
}

const link = (language: Language, refreshing: boolean): string => `/?lang=${language}${refreshing ? '&refresh=1' : ''}`

const header = ({ site, refreshing }: Shown, { product, what, other, signIn }: Words): Html => html`<header>
<div><h1>${product}</h1><p><span lang="zh-CN">${site}</span> · ${what}</p></div>
<span class="choices"><a class="sign-in" href="/login">${signIn}</a>
<a class="quiet" href="${link(other.language, refreshing)}" lang="${other.lang}" hreflang="${other.lang}">${other.name}</a></span>
</header>`

function status({ ready }: Shown, words: Words): Html {
  const wrong = Object.entries(ready.checks).filter(([, holds]) => holds === false)
  return html`<section class="status ${ready.ok ? 'good' : 'bad'}" aria-labelledby="service">
<h2 id="service"><span class="mark" aria-hidden="true">${ready.ok ? '✓' : '!'}</span>${ready.ok ? words.inService : words.notInService}</h2>
${wrong.length === 0 ? null : html`<ul>${wrong.map(([name]) => html`<li>${words.checks[name] ?? name}</li>`)}</ul>`}
</section>`
}

const figure = (name: string, value: number): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

function figures({ waiting, talking, byState }: Shown, words: Words): Html {
  const total = Object.values(byState).reduce((sum, count) => sum + count, 0)
  return html`<section aria-labelledby="now">
<h2 id="now">${words.now}</h2>
<dl class="figures">${figure(words.waiting, waiting)}${figure(words.talking, talking)}${figure(words.agents, total)}</dl>
<dl class="figures small" aria-label="${words.agents}">${AgentState.options.toSorted(byUse).map((state) => figure(words.agentStates[state], byState[state] ?? 0))}</dl>
</section>`
}

const ORDER: readonly string[] = ['ready', 'ringing', 'talking', 'on_hold', 'three_way', 'acw', 'not_ready', 'offline']
const byUse = (a: string, b: string): number => ORDER.indexOf(a) - ORDER.indexOf(b)

function numbers({ hotlines, language }: Shown, words: Words): Html {
  // The roles stay when a narrow screen lays the rows out as blocks, which makes browsers forget that it is a table.
  const table = html`<table role="table" aria-labelledby="numbers">
<thead role="rowgroup"><tr role="row">${[words.number, words.name, words.mode, words.today].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${hotlines.toSorted((a, b) => place(a) - place(b)).map((hotline) => row(hotline, language, words))}
</tbody>
</table>`
  return html`<section aria-labelledby="numbers">
<h2 id="numbers">${words.numbers}</h2>
${hotlines.length === 0 ? html`<p>${words.noNumbers}</p>` : table}
</section>`
}

/** The one number first, the emergency peers, which stay on their own, last; the others in their order. */
const place = ({ mergeMode }: Hotline): number => (mergeMode === 'primary' ? 0 : mergeMode === 'emergency' ? 2 : 1)

function row(hotline: Hotline, language: Language, words: Words): Html {
  const { number, nameZh, nameEn, mergeMode, status: today } = hotline
  const name = language === 'en' && nameEn !== '' ? html`${nameEn}` : html`<span lang="zh-CN">${nameZh}</span>`
  return html`<tr role="row"><th role="rowheader" scope="row">${number}</th><td role="cell">${name}</td><td role="cell">${words.modes[mergeMode]}</td><td role="cell"><span class="tag ${today}">${words.statuses[today]}</span>${dates(hotline, words)}</td></tr>
`
}

/** The date that comes next: when the transition begins, or when the number ends or has ended. */
function dates({ status: today, transitionStart, cancelDate }: Hotline, words: Words): Html | null {
  const date = (label: string, day: string): Html => html` <small>${label} <time datetime="${day}">${day}</time></small>`
  if (today === 'scheduled' && transitionStart !== null) return date(words.from, transitionStart)
  return cancelDate === null ? null : date(words.until, cancelDate)
}

const firstCall = ({ language, phones }: Shown, words: Words): Html => html`<section aria-labelledby="first-call">
<h2 id="first-call">${words.firstCall}</h2>
<ol>${firstCallSteps(language, phones).map((step) => html`<li>${step}</li>`)}</ol>
</section>`

const links = ({ documents }: Shown, words: Words): Html => html`<nav aria-labelledby="more">
<h2 id="more">${words.more}</h2>
<ul class="links">
<li><a href="/api/docs">${words.apiDocs}</a></li>
${documents.map(({ path, title, lang }) => html`<li><a href="${path}" lang="${lang}" hreflang="${lang}">${title}</a></li>`)}
</ul>
</nav>`

const footer = ({ version, asOf, language, refreshing }: Shown, words: Words): Html => html`<footer>
<p>${words.version} ${version} · ${words.asOf} <time>${asOf}</time></p>
<a class="quiet" href="${link(language, !refreshing)}">${refreshing ? words.stopRefresh : words.refresh}</a>
</footer>`
