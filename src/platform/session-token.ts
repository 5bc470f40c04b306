import type { IncomingHttpHeaders } from 'node:http'

export const SESSION_COOKIE = 'yht_session'

/** How a request says who it is. A cookie is sent by the browser unasked, so what it does must come from our own pages. */
export interface SessionToken {
  token: string
  from: 'bearer' | 'cookie'
}

/** The token of `Authorization: Bearer`, else of the cookie; null when there is none. */
export function sessionToken(headers: IncomingHttpHeaders): SessionToken | null {
  const bearer = /^Bearer +([\w~+/.=-]{1,200})$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer) return { token: bearer, from: 'bearer' }
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === SESSION_COOKIE && value) return { token: value, from: 'cookie' }
  }
  return null
}

/**
 * Whether a browser says that the request comes from another site (Fetch Metadata, Origin). Programs that are
 * no browsers send neither header and hold no cookie they did not ask for.
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.origin
  return origin !== undefined && hostOf(origin) !== (headers.host ?? '').toLowerCase()
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
