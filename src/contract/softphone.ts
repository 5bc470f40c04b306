import { z } from 'zod'
import { MergeMode } from './hotline.ts'
import { Extension, HotlineNumber } from './ids.ts'

/** Asked by a tab; without `tab`, or with another's, the tab that asks takes the softphone over. */
export const OpenSoftphone = z
  .object({ /** What an earlier answer named: the same tab renews its credentials and keeps its call. */ tab: z.string().max(64).optional() })
  .strict()
  .meta({ id: 'OpenSoftphone' })
export type OpenSoftphone = z.infer<typeof OpenSoftphone>

/** How a browser signs its softphone on: SIP (RFC 3261) over WebSocket (RFC 7118) at `socket`. */
export const Softphone = z
  .object({
    uri: z.string(),
    authorizationUser: z.string(),
    /** Made up for this tab; no other way in knows it. */
    password: z.string(),
    extension: Extension,
    /** Path of the WebSocket on this server, subprotocol "sip". */
    socket: z.string(),
    /** Browser and Asterisk reach each other directly: none are needed (RFC 8825 §3.3 names who would). */
    iceServers: z.array(z.object({ urls: z.string() })),
    /** Unix ms; the credentials end then, or with the session. */
    expiresAt: z.int(),
    tab: z.string(),
  })
  .meta({ id: 'Softphone' })
export type Softphone = z.infer<typeof Softphone>

/** A citizen's phone in the browser; demonstration profile only. */
export const DemoPhone = Softphone.omit({ extension: true }).extend({ /** The number the citizen calls from. */ number: z.string() }).meta({ id: 'DemoPhone' })
export type DemoPhone = z.infer<typeof DemoPhone>

/** A number the citizen's phone can dial. */
export const DemoLine = z.object({ number: HotlineNumber, nameZh: z.string(), nameEn: z.string(), mergeMode: MergeMode }).meta({ id: 'DemoLine' })
export type DemoLine = z.infer<typeof DemoLine>
