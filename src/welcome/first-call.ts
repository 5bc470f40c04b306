import type { Language } from '../platform/language.ts'
import { html, type Html } from './html.ts'

export interface Phones {
  /** Where phones register and callers call, "192.0.2.5:5060". */
  at: string
  /** From whose host calls are callers'. */
  trunkHost: string
  /** The number to call. */
  primary: string
  /** Whether there is a citizen's phone in the browser. */
  demo: boolean
}

/** The steps from a fresh start to a conversation. */
export const firstCallSteps = (language: Language, phones: Phones): Html[] => (language === 'zh' ? chinese(phones) : english(phones))

const chinese = ({ at, trunkHost, primary, demo }: Phones): Html[] => [
  html`在 <code>YHT_HOME</code> 目录的 <code>credentials.json</code> 中找到 <code>agent1001</code> 的密码（默认目录为 <code>./var</code>）。`,
  html`当话务员：用 Chromium 内核浏览器<a href="/login">登录</a> <code>agent1001</code>，允许使用麦克风，按“示闲”。也可用任意 SIP 话机（UDP）在 <code>${at}</code> 以分机 <code>1001</code> 和该座席的 <code>sipPassword</code> 注册。`,
  ...(demo ? [html`当市民：在另一个窗口打开<a href="/demo/phone">市民电话</a>，选择号码拨打。`] : []),
  html`用话机来电：在 <code>${trunkHost}</code> 用另一部话机（无需注册）呼叫 <code>sip:${primary}@${at}</code>。`,
]

const english = ({ at, trunkHost, primary, demo }: Phones): Html[] => [
  html`Find the password of <code>agent1001</code> in <code>credentials.json</code> in the folder <code>YHT_HOME</code> (<code>./var</code> unless set).`,
  html`Be the agent: <a href="/login">sign in</a> as <code>agent1001</code> in a Chromium-based browser, allow the microphone, press Ready. Or register any SIP phone (UDP) at <code>${at}</code> as extension <code>1001</code> with that agent’s <code>sipPassword</code>.`,
  ...(demo ? [html`Be the citizen: open <a href="/demo/phone">a citizen’s phone</a> in another window, pick a number and dial.`] : []),
  html`With a telephone: from <code>${trunkHost}</code>, another phone without registration calls <code>sip:${primary}@${at}</code>.`,
]
