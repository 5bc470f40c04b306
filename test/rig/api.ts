import type { AgentView } from '../../src/contract/agent.ts'
import type { CallDetail, CallRecord } from '../../src/contract/call.ts'
import type { Callback } from '../../src/contract/callback.ts'
import type { Hotline } from '../../src/contract/hotline.ts'
import type { QueueView } from '../../src/contract/queue.ts'
import type { Ticket } from '../../src/contract/ticket.ts'

import { pass } from './until.ts'

export interface Answer<T> {
  status: number
  body: T
}

/** The product's HTTP interface as one signed-in person uses it. */
export interface Api {
  readonly token: string
  /** Any request below /api/v1; never rejects for a status. */
  ask: <T>(method: string, path: string, body?: unknown, key?: string) => Promise<Answer<T>>
  setAgent: (extension: string, state: 'ready' | 'not_ready' | 'offline') => Promise<AgentView>
  agent: (extension: string) => Promise<AgentView>
  agents: () => Promise<AgentView[]>
  queue: () => Promise<QueueView>
  /** Records of calls that arrived at or after `from`, oldest first. */
  calls: (filter?: { dnis?: string; ani?: string; outcome?: string; from?: number }) => Promise<CallRecord[]>
  call: (id: string) => Promise<CallDetail>
  tickets: (callId?: string) => Promise<Ticket[]>
  callbacks: () => Promise<Callback[]>
  hotline: (number: string) => Promise<Hotline>
  changeHotline: (number: string, change: Readonly<Record<string, unknown>>) => Promise<Answer<Hotline>>
  /** The WAV bytes of a recording. */
  recording: (id: string) => Promise<Buffer>
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** JSON with its ISO 8601 instants as Unix ms, the way the product's own types have them. */
const parse = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : value))

function must<T>({ status, body }: Answer<T>, what: string): T {
  if (status >= 300) throw new Error(`${what}: HTTP ${status} ${JSON.stringify(body)}`)
  return body
}

export async function signIn(url: string, username: string, password: string): Promise<Api> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }),
  })
  const session = (await answer.json()) as { token?: string }
  if (session.token === undefined) throw new Error(`${username} could not sign in: HTTP ${answer.status} ${JSON.stringify(session)}`)
  return apiOf(url, session.token)
}

function apiOf(url: string, token: string): Api {
  const authorization = `Bearer ${token}`

  async function once<T>(method: string, path: string, body?: unknown, key?: string): Promise<Answer<T> & { retryAfterMs: number }> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const retryAfterMs = Number(answer.headers.get('retry-after') ?? 1) * 1_000
    return { status: answer.status, body: (text === '' ? undefined : parse(text)) as T, retryAfterMs }
  }

  /** Who is told to ask less often does so, as a good client would. */
  async function ask<T>(method: string, path: string, body?: unknown, key?: string): Promise<Answer<T>> {
    for (let tries = 0; ; tries += 1) {
      const answer = await once<T>(method, path, body, key)
      if (answer.status !== 429 || tries >= 20) return answer
      await pass(answer.retryAfterMs)
    }
  }

  /** Every item of a list, page after page. */
  async function all<T>(path: string, filter: Readonly<Record<string, string | number | undefined>> = {}): Promise<T[]> {
    const items: T[] = []
    const query = new URLSearchParams({ limit: '200' })
    for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
    for (;;) {
      const page = must(await ask<Page<T>>('GET', `${path}?${query.toString()}`), `GET ${path}`)
      items.push(...page.items)
      if (page.nextCursor === null) return items
      query.set('cursor', page.nextCursor)
    }
  }

  const agents = async (): Promise<AgentView[]> => must(await ask<Page<AgentView>>('GET', '/agents'), 'GET /agents').items

  return {
    token,
    ask,
    agents,
    setAgent: async (extension, state) => must(await ask<AgentView>('PUT', `/agents/${extension}/state`, { state }), `agent ${extension}`),
    async agent(extension) {
      const found = (await agents()).find((agent) => agent.extension === extension)
      if (!found) throw new Error(`there is no agent ${extension}`)
      return found
    },
    queue: async () => must(await ask<QueueView>('GET', '/queue'), 'GET /queue'),
    async calls({ from, ...filter } = {}) {
      const since = from === undefined ? undefined : new Date(from).toISOString()
      return (await all<CallRecord>('/calls', { ...filter, from: since })).toReversed()
    },
    call: async (id) => must(await ask<CallDetail>('GET', `/calls/${id}`), `GET /calls/${id}`),
    tickets: (callId) => all<Ticket>('/tickets', { callId }),
    callbacks: () => all<Callback>('/callbacks'),
    async hotline(number) {
      const found = must(await ask<Page<Hotline>>('GET', '/hotlines'), 'GET /hotlines').items.find((line) => line.number === number)
      if (!found) throw new Error(`there is no hotline ${number}`)
      return found
    },
    changeHotline: (number, change) => ask<Hotline>('PATCH', `/hotlines/${number}`, change),
    async recording(id) {
      const answer = await fetch(`${url}/api/v1/recordings/${id}`, { headers: { authorization } })
      if (!answer.ok) throw new Error(`recording ${id}: HTTP ${answer.status}`)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}
