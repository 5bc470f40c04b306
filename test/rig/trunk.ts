import type { PortBlock } from './ports.ts'
import { createVoice } from './rtp.ts'
import type { IncomingCall, RigCall } from './sip/call.ts'
import type { Header } from './sip/message.ts'
import type { Address } from './sip/stack.ts'
import { createUserAgent } from './sip/user-agent.ts'

/** A citizen's call and the number it comes from. */
export type CallerCall = RigCall & { readonly ani: string }

export interface Trunk {
  /** A citizen dials; `from` is the calling number (a new mobile number each time when left out), with a name, what a carrier may put before it; `headers` what another centre adds. */
  call: (number: string, from?: string | { number: string; name: string }, headers?: readonly Header[]) => Promise<CallerCall>
  /** Calls the product places to the carrier. */
  onCall: (listener: (call: IncomingCall) => void) => void
  retransmissions: () => number
  hangUpAll: () => Promise<void>
  close: () => Promise<void>
}

let callers = 0

/** The carrier: all callers of a test, on one SIP port as a real trunk has it. */
export async function openTrunk(server: Address, ports: PortBlock): Promise<Trunk> {
  const agent = await createUserAgent({
    local: { host: '127.0.0.1', port: ports.trunk }, server, openVoice: () => createVoice('127.0.0.1', ports.voice),
  })
  return {
    async call(number, from, headers) {
      const given = typeof from === 'string' ? { number: from } : from
      const ani = given?.number ?? `139${String(10_000_000 + ((process.pid * 1_000 + callers++) % 89_999_999))}`
      return { ...(await agent.call(number, { ...given, number: ani }, headers)), ani }
    },
    onCall: agent.onCall,
    retransmissions: agent.retransmissions,
    hangUpAll: agent.hangUpAll,
    close: agent.close,
  }
}
