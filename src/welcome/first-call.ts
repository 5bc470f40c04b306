import type { Language } from '../platform/language.ts'
import { html, type Html } from './html.ts'

export interface Phones {
  /** Where phones register and callers call, "192.0.2.5:5060". */
  at: string
  /** From whose host calls are callers'. */
  trunkHost: string
  /** The number to call. */
  primary: string
}

/** The steps from a fresh start to a conversation. */
export const firstCallSteps = (language: Language, phones: Phones): Html[] => (language === 'zh' ? chinese(phones) : english(phones))

const chinese = ({ at, trunkHost, primary }: Phones): Html[] => [
  html`在 <code>YHT_HOME</code> 目录的 <code>credentials.json</code> 中找到 <code>agent1001</code> 的密码（默认目录为 <code>./var</code>）。`,
  html`座席话机：任意 SIP 话机（UDP），在 <code>${at}</code> 以分机 <code>1001</code> 和该座席的 <code>sipPassword</code> 注册。`,
  html`座席就绪：在<a href="/api/docs">接口文档</a>中以 <code>agent1001</code> 登录，再将 <code>PUT /agents/1001/state</code> 设为 <code>{"state":"ready"}</code>。`,
  html`市民来电：在 <code>${trunkHost}</code> 用另一部话机（无需注册）呼叫 <code>sip:${primary}@${at}</code>。`,
]

const english = ({ at, trunkHost, primary }: Phones): Html[] => [
  html`Find the password of <code>agent1001</code> in <code>credentials.json</code> in the folder <code>YHT_HOME</code> (<code>./var</code> unless set).`,
  html`Agent’s phone: register any SIP phone (UDP) at <code>${at}</code> as extension <code>1001</code> with that agent’s <code>sipPassword</code>.`,
  html`Make the agent ready: in the <a href="/api/docs">API documentation</a> sign in as <code>agent1001</code>, then set <code>PUT /agents/1001/state</code> to <code>{"state":"ready"}</code>.`,
  html`Citizen’s phone: from <code>${trunkHost}</code>, another phone without registration calls <code>sip:${primary}@${at}</code>.`,
]
