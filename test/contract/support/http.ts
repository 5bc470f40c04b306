import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { createHttpServer } from '../../../src/http.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  body: Record<string, unknown>
}

export interface Asking {
  token?: string | undefined
  method?: string
  /** Sent as JSON. */
  json?: unknown
  raw?: string | Buffer<ArrayBuffer>
  headers?: Record<string, string>
}

export interface Client {
  origin: string
  ask: (path: string, asking?: Asking) => Promise<Answer>
}

export type Listening = Client & { server: Server; close: () => Promise<void> }

export const clientOf = (origin: string): Client => ({ origin, ask: async (path, asking) => await ask(origin + path, asking) })

/** The app on a free port, and a client for it. */
export async function listen(app: Express): Promise<Listening> {
  const server = createHttpServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...clientOf(origin),
    server,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function ask(url: string, { token, method = 'GET', json, raw, headers = {} }: Asking = {}): Promise<Answer> {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json))
  const all = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
  const response = await fetch(url, { method, headers: all, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return { status: response.status, headers: response.headers, text, body: (isJson && text ? JSON.parse(text) : {}) as Record<string, unknown> }
}
