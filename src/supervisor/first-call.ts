import type { Config } from '../config.ts'

/** The last thing a start prints: that it is ready, and how to place the first call. */
export function firstCall({ http, sip, home, trunk }: Config): string {
  const url = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${http.port}`
  const phone = `${sip.host === '0.0.0.0' ? '<this machine>' : sip.host}:${sip.port}`
  return `
ready ${url}

The first call:
  1. Passwords are in ${home.credentials}
  2. Agent's phone: register any SIP phone (UDP) at ${phone} as 1001 with that agent's sipPassword
  3. Make the agent ready:
       TOKEN=$(curl -s ${url}/api/v1/session -H 'content-type: application/json' \\
         -d '{"username":"agent1001","password":"<password>"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
       curl -X PUT ${url}/api/v1/agents/1001/state -H "authorization: Bearer $TOKEN" \\
         -H 'content-type: application/json' -d '{"state":"ready"}'
  4. Citizen's phone: from ${trunk.host}, any other SIP phone without registration calls sip:12345@${phone}
     (12319 hears the transition announcement first)

Ctrl-C stops everything.
`
}
