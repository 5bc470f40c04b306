import { language } from '../words/language.ts'
import { Problem } from './problem.ts'
import { revived } from './rules/revive.ts'

export { Problem, sentenceOf } from './problem.ts'

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>
type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface SendOptions {
  /** One user action has one key: whoever sends it again gives the same. Random unless given. */
  key?: string
  signal?: AbortSignal
}

const BASE = '/api/v1'
/** A request nobody answered is sent again this often, with the same key. */
const RETRIES = 2
const TIMEOUT_MS = 15_000

let onSignedOut: () => void = () => {}

/** Told whenever the server says that the session has ended. */
export const whenSignedOut = (listener: () => void): void => void (onSignedOut = listener)

/**
 * The server's /api/v1 with the session's cookie. Instants come as Unix ms, as the types of src/contract have them.
 * Throws Problem; OFFLINE when the server cannot be reached.
 */
export const api = {
  get: async <T>(path: string, query: Query = {}, options: Pick<SendOptions, 'signal'> = {}): Promise<T> => (await ask(withQuery(path, query), { method: 'GET' }, options.signal)) as T,
  /** Sent again when no answer came; the key keeps it from being done twice. */
  send: async <T = void>(method: Method, path: string, body?: unknown, { key = newKey(), signal }: SendOptions = {}): Promise<T> => {
    const headers = { 'idempotency-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    return (await retried(() => ask(path, init, signal))) as T
  },
  /** A question too long for an address: nothing is changed by it, so it has no key. */
  look: async <T>(path: string, body: unknown, { signal }: Pick<SendOptions, 'signal'> = {}): Promise<T> =>
    (await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, signal)) as T,
  /** A file as it is: a recording of a prompt, a list to import. */
  upload: async <T = void>(method: Method, path: string, file: Blob, { key = newKey(), signal }: SendOptions = {}): Promise<T> =>
    (await ask(path, { method, headers: { 'idempotency-key': key, 'content-type': file.type || 'application/octet-stream' }, body: file }, signal)) as T,
  /** The address of something to listen to or download. */
  address: (path: string, query: Query = {}): string => `${BASE}${withQuery(path, query)}`,
}

/** Also on plain http in a closed network, where crypto.randomUUID is not there. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? path : `${path}?${text}`
}

async function retried<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act()
    } catch (error) {
      const again = error instanceof Problem && (error.code === 'OFFLINE' || error.code === 'REQUEST_IN_PROGRESS') && tries < RETRIES
      if (!again) throw error
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** tries))
    }
  }
}

async function ask(path: string, init: RequestInit, given?: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const signal = given ? AbortSignal.any([given, timeout]) : timeout
  const headers = new Headers(init.headers)
  headers.set('accept', 'application/json')
  headers.set('accept-language', language() === 'zh' ? 'zh-CN' : 'en')
  const answer = await fetch(`${BASE}${path}`, { ...init, headers, signal, credentials: 'same-origin' }).catch((error: unknown) => {
    if (given?.aborted) throw error
    throw offline()
  })
  const text = await answer.text().catch(() => {
    throw offline()
  })
  if (answer.ok) return readAnswer(text)
  throw problemOf(answer, text)
}

/** Instants in it become Unix ms; nothing is undefined. */
export const readAnswer = (text: string): unknown => (text === '' ? undefined : revived(text))

export const offline = (): Problem =>
  new Problem({ status: 0, code: 'OFFLINE', title: language() === 'zh' ? '与服务器的连接中断，请检查网络后重试。' : 'The server cannot be reached. Check the network and try again.' })

interface Said {
  code?: string
  title?: string
  detail?: string
  errors?: { path: string; message: string }[]
}

/** What a refusal says; that the session is over is told to the whole panel. */
export function problemOf(answer: Pick<Response, 'status' | 'headers'>, text: string): Problem {
  const said = parsed(text)
  const fields = Object.fromEntries((said.errors ?? []).map(({ path, message }) => [path.replace(/^body[.]/, ''), message]))
  const retryAfter = Number(answer.headers.get('retry-after'))
  if (said.code === 'NOT_SIGNED_IN') onSignedOut()
  return new Problem({
    status: answer.status, code: said.code ?? `HTTP_${answer.status}`, title: said.title ?? `HTTP ${answer.status}`, fields,
    retryAfterMs: retryAfter > 0 ? retryAfter * 1_000 : null, said: { ...said },
    ...(said.detail === undefined ? {} : { detail: said.detail }),
  })
}

function parsed(text: string): Said {
  try {
    return JSON.parse(text) as Said
  } catch {
    return {} // a proxy's page instead of the server's answer
  }
}
