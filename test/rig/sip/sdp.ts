/** RFC 4733 events travel in this payload type, a-law in its static one. */
export const TELEPHONE_EVENT = 101
export const ALAW = 8

export interface MediaAddress {
  host: string
  port: number
}

let version = 1

/** An SDP body with one a-law stream and telephone events (RFC 4566, RFC 4733). */
export function describe(at: MediaAddress, direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' = 'sendrecv'): string {
  version += 1
  return [
    'v=0', `o=rig ${version} ${version} IN IP4 ${at.host}`, 's=rig', `c=IN IP4 ${at.host}`, 't=0 0',
    `m=audio ${at.port} RTP/AVP ${ALAW} ${TELEPHONE_EVENT}`, `a=rtpmap:${ALAW} PCMA/8000`,
    `a=rtpmap:${TELEPHONE_EVENT} telephone-event/8000`, `a=fmtp:${TELEPHONE_EVENT} 0-16`, 'a=ptime:20', `a=${direction}`, '',
  ].join('\r\n')
}

/** Where the other side wants its audio; undefined without an audio line. */
export function mediaOf(sdp: string): MediaAddress | undefined {
  const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1]
  const port = /^m=audio (\d+)/m.exec(sdp)?.[1]
  return host !== undefined && port !== undefined ? { host, port: Number(port) } : undefined
}
