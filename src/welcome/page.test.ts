import { describe, expect, it } from 'vitest'
import { Hotline } from '../contract/hotline.ts'
import { html } from './html.ts'
import { type Shown, welcomePage } from './page.ts'

const hotline = (over: Partial<Hotline> = {}): Hotline =>
  Hotline.parse({ number: '12319', nameZh: '住建热线', nameEn: 'Housing', mergeMode: 'whole_merge', transitionStart: '2026-11-01', cancelDate: '2027-02-01', status: 'transition', updatedAt: 0, ...over })

const shown = (over: Partial<Shown> = {}): Shown => ({
  language: 'zh', refreshing: false, site: '示范市', version: '0.1.0', ready: { ok: true, checks: { asterisk: true } }, waiting: 3, talking: 2, byState: { ready: 4, talking: 2 },
  hotlines: [hotline()], phones: { at: '127.0.0.1:5060', trunkHost: '127.0.0.1', primary: '12345', demo: true }, documents: [], asOf: '2026-11-21 12:00:00', ...over,
})

describe('the welcome page', () => {
  it('says in Chinese that the hotline is in service, with figures and numbers', () => {
    const page = welcomePage(shown())
    expect(page).toContain('<html lang="zh-CN">')
    expect(page).toContain('热线服务正常')
    expect(page).toContain('<dt>排队等待</dt><dd>3</dd>')
    expect(page).toContain('<dt>座席</dt><dd>6</dd>')
    expect(page).toMatch(/<th role="rowheader" scope="row">12319<\/th><td role="cell"><span lang="zh-CN">住建热线<\/span><\/td><td role="cell">整体并入<\/td><td role="cell"><span class="tag transition">过渡期<\/span> <small>停用日期 <time datetime="2027-02-01">/)
  })

  it('says the same in English, with the English names where there are any', () => {
    const page = welcomePage(shown({ language: 'en', hotlines: [hotline(), hotline({ nameEn: '' })] }))
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('<td role="cell">Housing</td>')
    expect(page).toContain('<td role="cell"><span lang="zh-CN">住建热线</span></td>')
  })

  it('names what is wrong when the hotline is not ready', () => {
    const page = welcomePage(shown({ language: 'en', ready: { ok: false, checks: { asterisk: false, journal: true, disk: false, somethingNew: false } } }))
    expect(page).toContain('The hotline is not ready')
    expect(page).toContain('<li>No link to Asterisk: the fallback answers callers</li><li>The disk is nearly full</li><li>somethingNew</li>')
    expect(page).not.toContain('The database takes no records')
  })

  it('is loaded again by itself only when asked', () => {
    expect(welcomePage(shown())).not.toContain('http-equiv')
    const page = welcomePage(shown({ refreshing: true }))
    expect(page).toContain('<meta http-equiv="refresh" content="10">')
    expect(page).toContain('href="/?lang=en&amp;refresh=1"')
  })

  it('has no script, no style of its own, and loads nothing but its style sheet', () => {
    const page = welcomePage(shown())
    expect(page).not.toMatch(/<script|<style|style=|onclick|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(page.match(/<link [^>]*>/g)).toHaveLength(2)
  })

  it('shows a name as text, whatever is in it', () => {
    expect(welcomePage(shown({ hotlines: [hotline({ nameZh: '<script>alert(1)</script>' })] }))).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })
})

it('escapes what is put into markup unless it is markup', () => {
  expect(html`<a title="${'"><b>'}">${html`<i>${"&'"}</i>`}${[html`1`, html`2`]}${null}${3}</a>`.markup).toBe('<a title="&quot;&gt;&lt;b&gt;"><i>&amp;&#39;</i>123</a>')
})
