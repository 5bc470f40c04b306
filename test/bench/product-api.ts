// The product's HTTP interface, as far as the bench needs it: sign in, see the agents, set their state.

interface Agent {
  extension: string
  state: string
}

export interface ProductApi {
  agents: () => Promise<Agent[]>
  setState: (extension: string, state: 'ready' | 'not_ready' | 'offline') => Promise<void>
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const TRIES = 60

/** Asks until the server no longer says 429. Throws an Error with the server's answer for anything but success. */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, init)
    const text = await response.text()
    if (response.ok) return text === '' ? null : (JSON.parse(text) as unknown)
    if (response.status !== 429 || tries === TRIES) throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${text.slice(0, 300)}`)
    await sleep(Math.max(0.2, Number(response.headers.get('retry-after') ?? 1)) * 1000)
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** A list answer is `{ items, nextCursor }` (contract of the interface). */
async function everyPage(url: string, headers: Record<string, string>): Promise<unknown[]> {
  const items: unknown[] = []
  let cursor: string | null = null
  do {
    const page = await ask(cursor === null ? url : `${url}?cursor=${encodeURIComponent(cursor)}`, { headers })
    const found = field(page, 'items')
    if (!Array.isArray(found)) throw new Error(`${url} did not answer with a list`)
    items.push(...found)
    const next = field(page, 'nextCursor')
    cursor = typeof next === 'string' ? next : null
  } while (cursor !== null)
  return items
}

export async function signIn(origin: string, account: { username: string; password: string }): Promise<ProductApi> {
  const base = `${origin}/api/v1`
  const json = { 'content-type': 'application/json' }
  const session = await ask(`${base}/session`, { method: 'POST', headers: json, body: JSON.stringify(account) })
  const token = field(session, 'token')
  if (typeof token !== 'string') throw new Error('POST /session gave no token')
  const headers = { ...json, authorization: `Bearer ${token}` }
  return {
    async agents() {
      const items = await everyPage(`${base}/agents`, headers)
      return items.map((item) => ({ extension: String(field(item, 'extension')), state: String(field(item, 'state')) }))
    },
    async setState(extension, state) {
      await ask(`${base}/agents/${extension}/state`, { method: 'PUT', headers, body: JSON.stringify({ state }) })
    },
  }
}
