import { randomBytes } from 'node:crypto'
import type { Voice } from '../rtp.ts'
import { createDialog, newBranch, newTag, placeCall, receiveCall } from './call.ts'
import type { IncomingCall, RigCall } from './call.ts'
import { header, responseTo, tagOf } from './message.ts'
import type { Header, SipRequest } from './message.ts'
import { authorised, register } from './register.ts'
import type { SipAccount } from './register.ts'
import { describe } from './sdp.ts'
import { createSipStack } from './stack.ts'
import type { Address } from './stack.ts'

export interface UserAgentOptions {
  local: Address
  server: Address
  account?: SipAccount
  openVoice: () => Promise<Voice>
}

export interface UserAgent {
  readonly address: Address
  readonly retransmissions: () => number
  /** Final answer to REGISTER; expiresS 0 signs off. */
  readonly register: (expiresS?: number) => Promise<number>
  readonly call: (number: string, from?: { number: string; name?: string }, extra?: readonly Header[]) => Promise<RigCall>
  readonly onCall: (listener: (call: IncomingCall) => void) => void
  /** Ends every call; resolves when all are over. */
  readonly hangUpAll: () => Promise<void>
  /** From now on every packet is ignored, as if the cable was cut. */
  readonly vanish: () => void
  readonly close: () => Promise<void>
}

interface Open {
  handle: (request: SipRequest) => void
  cancel: (request: SipRequest) => void
  hangUp: () => Promise<unknown>
  ended: Promise<unknown>
}

/** A SIP phone or trunk on one UDP port. */
export async function createUserAgent(options: UserAgentOptions): Promise<UserAgent> {
  const { server, account, openVoice } = options
  const stack = await createSipStack(options.local)
  const { host, port } = stack.address
  const open = new Map<string, Open>()
  let onCall: (call: IncomingCall) => void = (call) => call.refuse(480)
  let vanished = false

  const track = (callId: string, call: Open): void => {
    open.set(callId, call)
    void call.ended.then(() => setTimeout(() => open.delete(callId), 5_000).unref())
  }

  const outside = (method: string, target: { uri: string; from: string; to: string }, extra: readonly Header[], body = ''): SipRequest => ({
    kind: 'request', method, uri: target.uri, body,
    headers: [
      ['Via', `SIP/2.0/UDP ${host}:${port};branch=${newBranch()};rport`], ['Max-Forwards', '70'],
      ['From', `${target.from};tag=${newTag()}`], ['To', target.to], ['Call-ID', `${randomBytes(12).toString('hex')}@rig`],
      ['CSeq', `1 ${method}`], ['Contact', `<sip:${account?.user ?? 'rig'}@${host}:${port}>`], ...extra,
    ],
  })

  const ring = async (invite: SipRequest): Promise<void> => {
    const voice = await openVoice()
    const dialog = createDialog(stack, voice, invite, 'called')
    const call = receiveCall(stack, dialog, { voice, invite, server })
    track(call.callId, { handle: dialog.handle, cancel: call.cancel, hangUp: call.hangUp, ended: call.ended })
    onCall(call)
  }

  stack.onRequest((request) => {
    if (vanished) return
    const known = open.get(header(request, 'call-id'))
    if (request.method === 'CANCEL' && known) known.cancel(request)
    else if (known) known.handle(request)
    else if (request.method === 'INVITE' && !tagOf(header(request, 'to'))) void ring(request)
    else if (request.method === 'OPTIONS') stack.respond(request, responseTo(request, 200, 'OK', newTag()))
    else if (request.method !== 'ACK') stack.respond(request, responseTo(request, 481, 'Call/Transaction Does Not Exist', newTag()))
  })

  const hangUpAll = async (): Promise<void> => {
    await Promise.all([...open.values()].map((call) => call.hangUp()))
  }

  return {
    address: stack.address,
    hangUpAll,
    retransmissions: stack.retransmissions,
    onCall: (listener) => void (onCall = listener),
    vanish: () => void (vanished = true),
    register: (expiresS = 300) => register(stack, server, account ?? { user: 'rig', password: '' }, expiresS),
    async call(number, from = { number: account?.user ?? 'anonymous' }, extra = []) {
      const voice = await openVoice()
      const uri = `sip:${number}@${server.host}:${server.port}`
      const shown = from.name === undefined ? '' : `"${from.name.replaceAll(/["\\]/g, '\\$&')}" `
      const target = { uri, from: `${shown}<sip:${from.number}@${host}:${port}>`, to: `<${uri}>` }
      const invite = outside('INVITE', target, [...extra, ['Content-Type', 'application/sdp']], describe(voice.local))
      const dialog = createDialog(stack, voice, invite, 'caller')
      const call = placeCall(stack, dialog, { voice, invite, server, authorise: (challenge) => account && authorised(invite, challenge, account) })
      track(call.callId, { handle: dialog.handle, cancel: () => {}, hangUp: call.hangUp, ended: call.ended })
      return call
    },
    async close() {
      if (!vanished) await hangUpAll()
      await stack.close()
    },
  }
}
