import type { Device } from '../../contract/agent.ts'

export interface PhoneOwner {
  extension: string
  password: string
  name: string
  /** Default: desk. */
  device?: Kind
}

/** A citizen's phone in the browser belongs to the demonstration profile. */
type Kind = Device | 'citizen'

type Fields = Readonly<Record<string, string>>

/** One dynamic object of res_pjsip, with the fields of pjsip.conf. */
export interface PhoneObject {
  objectType: 'auth' | 'aor' | 'endpoint'
  fields: Fields
}

/** Names the endpoint field that holds the fingerprint; MESSAGE is not served here, so nothing reads it. */
export const FINGERPRINT_FIELD = 'message_context'

/**
 * The one place where agents' phones are described: a desk phone over UDP, a softphone in a browser (WebRTC: ICE,
 * DTLS-SRTP, one port for RTP and RTCP). Written in this order: the endpoint makes it usable.
 */
export function phoneObjects(owner: PhoneOwner): readonly PhoneObject[] {
  const id = phoneName(owner.extension, owner.device)
  return [
    { objectType: 'auth', fields: { auth_type: 'userpass', username: id, password: owner.password } },
    // One contact: Asterisk rings only the first of several, and a phone that comes back from another port would be the second.
    { objectType: 'aor', fields: { max_contacts: '1', remove_existing: 'yes', qualify_frequency: '30' } },
    {
      objectType: 'endpoint',
      fields: {
        context: owner.device === 'citizen' ? 'from-trunk' : 'agents',
        auth: id,
        aors: id,
        callerid: owner.device === 'citizen' ? `"" <${owner.name}>` : `"${owner.name.replace(/[\p{Cc}"\\<>]/gu, '')}" <${owner.extension}>`,
        disallow: 'all',
        direct_media: 'no',
        rtp_symmetric: 'yes',
        force_rport: 'yes',
        rewrite_contact: 'yes',
        allow_transfer: 'no',
        device_state_busy_at: '1',
        ...SETTINGS[owner.device ?? 'desk'],
      },
    },
  ]
}

const DESK: Fields = { allow: 'alaw,ulaw', rtp_timeout: '60' }

/**
 * A browser that is gone says nothing more; its call is taken back after ten seconds of silence on the wire (reliability
 * notes G2; a muted one still sends). No session timers (RFC 4028): their refresh could not reach a page whose WebSocket
 * is just being made again, and would end the call.
 */
const BROWSER: Fields = { webrtc: 'yes', dtls_auto_generate_cert: 'yes', allow: 'opus,alaw,ulaw', rtp_timeout: '10', timers: 'no' }

/** A citizen who says nothing may be in danger (pjsip.conf, trunk). */
const SETTINGS: Readonly<Record<Kind, Fields>> = { desk: DESK, browser: BROWSER, citizen: { ...BROWSER, rtp_timeout: '60' } }

const PREFIX: Readonly<Record<Kind, string>> = { desk: '', browser: 'web', citizen: 'demo' }

/** Name of the endpoint in Asterisk, and of the SIP user. */
export const phoneName = (extension: string, device: Kind = 'desk'): string => `${PREFIX[device]}${extension}`

/** What `ring` is given for this device of an agent. */
export const phoneEndpoint = (extension: string, device: Device = 'desk'): string => `PJSIP/${phoneName(extension, device)}`

/** Whose phone an endpoint is; null when it is none of an agent's. */
export function phoneOf(name: string): { extension: string; device: Device } | null {
  const [, web, extension] = /^(web)?(\d{3,6})$/.exec(name) ?? []
  return extension === undefined ? null : { extension, device: web === undefined ? 'desk' : 'browser' }
}

/** Whether an endpoint is one that is pushed, whoever's it is. */
export const isPushed = (name: string): boolean => /^(web|demo)?\d{3,6}$/.test(name)

/** What must be added to and taken from `there` so that it equals `wanted`. */
export function difference(wanted: ReadonlySet<string>, there: ReadonlySet<string>): { add: string[]; remove: string[] } {
  return { add: [...wanted].filter((name) => !there.has(name)), remove: [...there].filter((name) => !wanted.has(name)) }
}
