import type { z } from 'zod'

// Parts describe their HTTP calls as plain data; platform/serve-routes.ts mounts them on express with input and
// output checks, access control and idempotency, and the OpenAPI document is written from the same table.

export interface RouteRequest<Params, Query, Body, User> {
  params: Params
  query: Query
  body: Body
  user: User
  requestId: string
  /** Language of the person asking, from Accept-Language. */
  language: 'zh' | 'en'
  /** Set by serve-routes; only the routes of the session and of peers need it. */
  connection?: Connection
}

/** What signing in and out, and reading a signature, needs to know of, and say on, the connection. */
export interface Connection {
  ip: string
  /** Whether the browser came by https. */
  secure: boolean
  userAgent: string
  /** Opaque id of the session that asks; null when not signed in. */
  session: string | null
  /** A header of the request; for signatures. */
  header: (name: string) => string | undefined
  setHeader: (name: string, value: string) => void
}

/** A body that is not JSON, with Range support: audio, files. `read` gets an inclusive byte range. */
export interface Download {
  contentType: string
  size: number
  fileName: string
  /** Never shown in the browser, only saved: it came from outside. */
  saved?: true
  read: (start: number, end: number) => NodeJS.ReadableStream
}

export interface Route<Params = unknown, Query = unknown, Body = unknown, Result = unknown, User = unknown> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below /api/v1, express style: "/hotlines/:number". */
  path: string
  /** Name in identity/port.ts Action; null = no login needed. A route without one fails to register. */
  action: string | null
  summary: string
  /**
   * What the request is about, handed to can() with the action: `{ extension }`, `{ department }`.
   * Without it, roles that are limited to their own are refused. A list that narrows itself to its reader says
   * the reader's own: `about: (_, user) => ({ extension: user.extension })`.
   */
  about?: (params: Params, user: User) => Readonly<Record<string, unknown>>
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  /** Checked on the way out. Omitted for downloads and 204. */
  result?: z.ZodType<Result>
  status?: 200 | 201 | 204
  download?: true
  /** Raw upload: the body arrives as a Buffer of at most this many bytes instead of JSON. */
  uploadMaxBytes?: number
  handle: (request: RouteRequest<Params, Query, Body, User>) => Promise<Result | Download>
}

/** Gives a route its types; the table forgets them. */
export function route<Params, Query, Body, Result, User>(
  described: Route<Params, Query, Body, Result, User>,
): Route {
  return described as unknown as Route
}
