import type { Config } from '../config.ts'

/** The last thing a start prints: that it is ready, and how to place the first call. */
export function firstCall({ http, sip, home, trunk, site }: Config): string {
  const url = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${http.port}`
  const phone = `${sip.host === '0.0.0.0' ? '<this machine>' : sip.host}:${sip.port}`
  const citizen =
    site === 'demo'
      ? `  3. Be the citizen: open ${url}/demo/phone in a second window and dial 12345
     (12319 hears the transition announcement first)
  With telephones: any SIP phone (UDP) at ${phone}; an agent's registers as 1001 with that agent's sipPassword,
  a citizen's calls sip:12345@${phone} from ${trunk.host} without registration`
      : `  3. Be the citizen: from ${trunk.host}, any SIP phone without registration calls sip:12345@${phone}`
  return `
ready ${url}

The first call:
  1. Passwords are in ${home.credentials}
  2. Be the agent: open ${url} in a Chromium-based browser, sign in as agent1001, allow the microphone, press 示闲 (Ready)
${citizen}

Ctrl-C stops everything.
`
}
