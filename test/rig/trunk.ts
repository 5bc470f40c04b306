import type { PortBlock } from './ports.ts'
import { createVoice } from './rtp.ts'
import type { IncomingCall, RigCall } from './sip/call.ts'
import type { Address } from './sip/stack.ts'
import { createUserAgent } from './sip/user-agent.ts'

export interface Trunk {
  /** A citizen dials; `from` is the calling number (a new mobile number each time when left out). */
  call: (number: string, from?: string) => Promise<RigCall>
  /** Calls the product places to the carrier. */
  onCall: (listener: (call: IncomingCall) => void) => void
  retransmissions: () => number
  close: () => Promise<void>
}

let callers = 0

/** The carrier: all callers of a test, on one SIP port as a real trunk has it. */
export async function openTrunk(server: Address, ports: PortBlock): Promise<Trunk> {
  const agent = await createUserAgent({
    local: { host: '127.0.0.1', port: ports.trunk }, server, openVoice: () => createVoice('127.0.0.1', ports.voice),
  })
  return {
    call: (number, from) => agent.call(number, { number: from ?? `139${String(10_000_000 + ((process.pid * 1_000 + callers++) % 89_999_999))}` }),
    onCall: agent.onCall,
    retransmissions: agent.retransmissions,
    close: agent.close,
  }
}
