/** What a browser reports, without what only an attacker or a neighbour would want in a log. */
export interface Violation {
  directive: string
  /** "inline", "eval", a scheme, or the host asked for. */
  blocked: string
  /** The path of the page. */
  page: string
}

const KNOWN = /^(default|script|style|img|media|connect|font|manifest|worker|object|frame|child)-src(-elem|-attr)?$|^(base-uri|form-action|frame-ancestors)$/

/** Reads a report of CSP Level 3 (`{"csp-report": {…}}`); null when it is none. */
export function violationOf(text: string): Violation | null {
  const report = reportIn(text)
  if (report === null) return null
  const said = (name: string): string => (typeof report[name] === 'string' ? report[name] : '')
  const directive = (said('effective-directive') || said('violated-directive')).split(' ')[0] ?? ''
  return { directive: KNOWN.test(directive) ? directive : 'other', blocked: hostOf(said('blocked-uri')), page: pathOf(said('document-uri')) }
}

function reportIn(text: string): Record<string, unknown> | null {
  try {
    const { 'csp-report': report } = JSON.parse(text) as { 'csp-report'?: unknown }
    return typeof report === 'object' && report !== null ? (report as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const hostOf = (uri: string): string => (/^[a-z-]{1,20}$/.test(uri) ? uri : (/^([a-z][a-z0-9+.-]{0,20}:)(\/\/[^/?#]{0,100})?/i.exec(uri)?.[0] ?? 'other'))
const pathOf = (uri: string): string => (/^https?:\/\/[^/]*(\/[\w/-]{0,60})/.exec(uri)?.[1] ?? '')
