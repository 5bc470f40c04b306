export interface PhoneOwner {
  extension: string
  password: string
  name: string
}

type Fields = Readonly<Record<string, string>>

/** One dynamic object of res_pjsip, with the fields of pjsip.conf. */
export interface PhoneObject {
  objectType: 'auth' | 'aor' | 'endpoint'
  fields: Fields
}

/** Names the endpoint field that holds the fingerprint; MESSAGE is not served here, so nothing reads it. */
export const FINGERPRINT_FIELD = 'message_context'

/** The one place where an agent's phone is described; a desk phone over UDP. Written in this order: the endpoint makes it usable. */
export function phoneObjects({ extension, password, name }: PhoneOwner): readonly PhoneObject[] {
  return [
    { objectType: 'auth', fields: { auth_type: 'userpass', username: extension, password } },
    // One contact: Asterisk rings only the first of several, and a phone that comes back from another port would be the second.
    { objectType: 'aor', fields: { max_contacts: '1', remove_existing: 'yes', qualify_frequency: '30' } },
    {
      objectType: 'endpoint',
      fields: {
        context: 'agents',
        auth: extension,
        aors: extension,
        callerid: `"${name.replace(/[\p{Cc}"\\<>]/gu, '')}" <${extension}>`,
        disallow: 'all',
        allow: 'alaw,ulaw',
        direct_media: 'no',
        rtp_symmetric: 'yes',
        force_rport: 'yes',
        rewrite_contact: 'yes',
        rtp_timeout: '60',
        allow_transfer: 'no',
        device_state_busy_at: '1',
      },
    },
  ]
}

export const isExtension = (name: string): boolean => /^\d{3,6}$/.test(name)

/** What must be added to and taken from `there` so that it equals `wanted`. */
export function difference(wanted: ReadonlySet<string>, there: ReadonlySet<string>): { add: string[]; remove: string[] } {
  return { add: [...wanted].filter((name) => !there.has(name)), remove: [...there].filter((name) => !wanted.has(name)) }
}
