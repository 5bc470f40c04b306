import type { PortBlock } from './ports.ts'
import { createVoice } from './rtp.ts'
import type { IncomingCall } from './sip/call.ts'
import type { Address } from './sip/stack.ts'
import { createUserAgent } from './sip/user-agent.ts'
import { pass, until } from './until.ts'

/** What the phone does with a call: the person picks up after a while, lets it ring, or refuses. */
export type Behaviour = { answersAfterMs: number } | 'rings' | { refuses: 403 | 480 | 486 | 503 | 603 }

export interface DeskPhone {
  readonly extension: string
  readonly calls: readonly IncomingCall[]
  behave: (behaviour: Behaviour) => void
  /** Signs on again, or off with 0 seconds; the final SIP status. */
  register: (expiresS?: number) => Promise<number>
  /** The call with this index (0 = first ever), as soon as it rings. */
  nextCall: (index: number, withinMs?: number) => Promise<IncomingCall>
  hangUpAll: () => Promise<void>
  /** What the agent says into the phone from now on. */
  says: (samples: Int16Array | null) => void
  /** The cable is cut: nothing is answered or signed off any more. */
  vanish: () => void
  /** Hangs up and signs off. */
  close: () => Promise<void>
}

/** A server that has just started may not know its phones yet; they try again, as real ones do. */
const UNKNOWN_FOR_MS = 5_000

/** Plugs in an agent's phone and signs it on; fails when it is refused. */
export async function plugInPhone(
  server: Address,
  ports: PortBlock,
  account: { extension: string; password: string },
  first: Behaviour = 'rings',
): Promise<DeskPhone> {
  const agent = await createUserAgent({
    local: { host: '127.0.0.1', port: 0 },
    server,
    account: { user: account.extension, password: account.password },
    openVoice: () => createVoice('127.0.0.1', ports.voice),
  })
  const calls: IncomingCall[] = []
  let behaviour = first
  let speech: Int16Array | null | undefined
  let gone = false
  agent.onCall((call) => {
    calls.push(call)
    if (speech !== undefined) call.voice.say(speech)
    if (behaviour === 'rings') return
    if ('refuses' in behaviour) call.refuse(behaviour.refuses)
    else if (behaviour.answersAfterMs === 0) call.answer()
    else setTimeout(call.answer, behaviour.answersAfterMs)
  })
  let status = await agent.register()
  const giveUpAt = Date.now() + UNKNOWN_FOR_MS
  while (status === 404 && Date.now() < giveUpAt) {
    await pass(200)
    status = await agent.register()
  }
  if (status !== 200) {
    await agent.close()
    throw new Error(`phone ${account.extension} could not register: ${status}`)
  }
  return {
    extension: account.extension,
    calls,
    behave: (next) => void (behaviour = next),
    register: agent.register,
    hangUpAll: agent.hangUpAll,
    nextCall: (index, withinMs = 5_000) => until(`call ${index} at phone ${account.extension}`, () => calls[index], withinMs),
    says(samples) {
      speech = samples
      for (const call of calls) if (!call.end()) call.voice.say(samples)
    },
    vanish() {
      gone = true
      agent.vanish()
    },
    async close() {
      if (!gone) await agent.register(0) // Asterisk rings one contact of a phone only: a stale one would swallow calls
      await agent.close()
    },
  }
}
