import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { reservePorts, type PortBlock } from '../rig/ports.ts'
import { newBranch, newTag } from '../rig/sip/call.ts'
import { header, responseTo, tagOf, uriOf, userOf, type Header, type SipRequest, type SipResponse } from '../rig/sip/message.ts'
import { describe as sdp } from '../rig/sip/sdp.ts'
import { createSipStack, type Address, type SipStack } from '../rig/sip/stack.ts'
import { pass, until } from '../rig/until.ts'
import { startOwnAsterisk, type OwnAsterisk } from './launch-asterisk.ts'
import { APPLICATION, placeLeg } from './outbound-leg.ts'

// A carrier that answers with redirections, transfers and loops: none of them makes Asterisk call anybody.

/** What was asked for would have happened by then: Asterisk answers a REFER it does not know with silence. */
const SETTLES_MS = 600

let ports: PortBlock
let asterisk: OwnAsterisk
let stack: SipStack
let app: Awaited<ReturnType<OwnAsterisk['application']>>
let seen: SipRequest[]
let act: (request: SipRequest) => void

const contact = (): Header => ['Contact', `<sip:rig@127.0.0.1:${ports.trunk}>`]
const server = (): Address => ({ host: '127.0.0.1', port: ports.sip })
const media = (): string => sdp({ host: '127.0.0.1', port: ports.voice() })
const invites = (): SipRequest[] => seen.filter(({ method, headers }) => method === 'INVITE' && !tagOf(headers.find(([name]) => name.toLowerCase() === 'to')?.[1] ?? ''))

function reply(request: SipRequest, status: number, more: { headers?: readonly Header[]; body?: string } = {}): void {
  const response = responseTo(request, status, 'As told', 'far')
  const body = more.body ?? ''
  stack.respond(request, { ...response, body, headers: [...response.headers, ...(more.headers ?? [contact()]), ...(body === '' ? [] : [['Content-Type', 'application/sdp'] as const])] })
}
/** Picks up, and agrees to whatever is asked later. */
const pickUp = (request: SipRequest): void => {
  if (request.method !== 'ACK') reply(request, 200, { body: /INVITE|UPDATE/.test(request.method) ? media() : '' })
}

beforeAll(async () => {
  ports = await reservePorts()
  asterisk = await startOwnAsterisk(ports, '')
  app = await asterisk.application(APPLICATION)
  stack = await createSipStack({ host: '127.0.0.1', port: ports.trunk })
  stack.onRequest((request) => {
    seen.push(request)
    act(request)
  })
})
async function everyChannelGone(): Promise<void> {
  await asterisk.cli('channel request hangup all')
  await until('every channel to be gone', async () => (await asterisk.cli('core show channels count')).includes('0 active channels'))
}

beforeEach(async () => {
  await everyChannelGone()
  seen = []
  act = pickUp
})
afterAll(async () => {
  await everyChannelGone()
  await app?.close()
  await asterisk?.stop()
  await stack?.close()
  await ports?.free()
})

test.each([[301], [302], [305], [380]].flatMap(([status]) => [
  [status, '<sip:0085223456789@127.0.0.1>'], [status, '<sip:13900000000@127.0.0.1>'], [status, '<tel:+12125550100>'], [status, '<sip:12366@203.0.113.9>'],
] as [number, string][]))('a %i to %s is not followed', async (status, to) => {
  act = (request) => request.method === 'INVITE' && reply(request, status, { headers: [['Contact', to], ['Diversion', '<sip:12345@127.0.0.1>;reason=unconditional']] })
  const leg = await placeLeg(asterisk, app, '12366')
  await leg.seen('ChannelDestroyed')
  expect(invites()).toHaveLength(1)
})

/** Inside a call: what we send as the side that was called. */
const asCalled = (invite: SipRequest, method: string, extra: readonly Header[]): SipRequest => ({
  kind: 'request', method, uri: uriOf(header(invite, 'contact')), body: '',
  headers: [
    ['Via', `SIP/2.0/UDP 127.0.0.1:${ports.trunk};branch=${newBranch()};rport`], ['Max-Forwards', '70'], ['From', `${header(invite, 'to')};tag=far`],
    ['To', header(invite, 'from')], ['Call-ID', header(invite, 'call-id')], ['CSeq', `100 ${method}`], contact(), ...extra,
  ],
})

test('a called party cannot transfer us anywhere (REFER)', async () => {
  const leg = await placeLeg(asterisk, app, '12366')
  await leg.seen('StasisStart')
  const [invite] = invites()
  if (!invite) throw new Error('no call at the carrier')
  for (const to of ['sip:0085223456789@127.0.0.1', 'sip:13900000000@127.0.0.1', `sip:12366@127.0.0.1?Replaces=${header(invite, 'call-id')}`]) {
    stack.send(asCalled(invite, 'REFER', [['Refer-To', `<${to}>`], ['Referred-By', '<sip:12345@127.0.0.1>']]), server())
  }
  await pass(SETTLES_MS)
  expect(leg.events().map(({ type }) => type)).not.toContain('ChannelDestroyed')
  expect(invites()).toHaveLength(1)
})

let callers = 0
const callerOf = (request: SipRequest): string => userOf(uriOf(header(request, 'from')))
const broadcasts = () => (app.events as { type: string; channel: { id: string; caller: { number: string } } }[]).filter(({ type }) => type === 'CallBroadcast')

const fromOutside = (method: string, user: string, extra: readonly Header[], body = ''): SipRequest => ({
  kind: 'request', method, uri: `sip:${user}@127.0.0.1:${ports.sip}`, body,
  headers: [
    ['Via', `SIP/2.0/UDP 127.0.0.1:${ports.trunk};branch=${newBranch()};rport`], ['Max-Forwards', '70'], ['From', `<sip:139${String(10_000_000 + callers++)}@127.0.0.1>;tag=${newTag()}`],
    ['To', `<sip:${user}@127.0.0.1>`], ['Call-ID', newTag() + newTag()], ['CSeq', `1 ${method}`], contact(), ...extra, ...(body === '' ? [] : [['Content-Type', 'application/sdp'] as const]),
  ],
})

/** A citizen's call that the server has taken and answered; the answer carries the tag. */
async function callIn(extra: readonly Header[] = []): Promise<{ id: string; invite: SipRequest; ok: SipResponse }> {
  const invite = fromOutside('INVITE', '12345', extra, media())
  const answered = stack.request(invite, server())
  const { channel } = await until('the caller', () => broadcasts().find(({ channel: { caller } }) => caller.number === callerOf(invite)))
  await asterisk.ari('POST', `/events/claim?channelId=${channel.id}&application=${APPLICATION}`)
  await asterisk.ari('POST', `/channels/${channel.id}/answer`)
  const ok = await answered
  stack.send({ ...invite, method: 'ACK', uri: uriOf(header(ok, 'contact')), body: '', headers: [...invite.headers.filter(([name]) => /^(from|call-id|max-forwards)$/i.test(name)), ['Via', `SIP/2.0/UDP 127.0.0.1:${ports.trunk};branch=${newBranch()}`], ['To', header(ok, 'to')], ['CSeq', '1 ACK']] }, server())
  return { id: channel.id, invite, ok }
}

test('a citizen cannot transfer his call, inside it or beside it', async () => {
  const { invite, ok } = await callIn()
  const refer: Header[] = [['Refer-To', '<sip:0085223456789@127.0.0.1>']]
  const inside: SipRequest = { ...invite, method: 'REFER', uri: uriOf(header(ok, 'contact')), body: '', headers: [...invite.headers.filter(([name]) => !/^(to|cseq|via|content-type)$/i.test(name)), ['Via', `SIP/2.0/UDP 127.0.0.1:${ports.trunk};branch=${newBranch()};rport`], ['To', header(ok, 'to')], ['CSeq', '2 REFER'], ...refer] }
  stack.send(inside, server())
  stack.send(fromOutside('REFER', '12345', refer), server())
  stack.send(fromOutside('SUBSCRIBE', '0085223456789', [['Event', 'dialog']]), server())
  stack.send(fromOutside('MESSAGE', '0085223456789', []), server())
  await pass(SETTLES_MS)
  expect(await asterisk.cli('core show channels concise')).not.toMatch(/PJSIP\/carrier|Local/)
  expect(invites()).toEqual([])
})

test.each([['0085223456789'], ['13900000000'], ['12366'], ['outbound'], ['13900000000@outbound'], ['carrier']])('dialling %s from outside reaches the door and no further, however it was diverted', async (user) => {
  const loop: Header[] = [['Diversion', '<sip:12345@127.0.0.1>;reason=unconditional;counter=50'], ['History-Info', '<sip:0085223456789@127.0.0.1>;index=1'], ['Route', `<sip:127.0.0.1:${ports.sip};lr>`], ['Replaces', 'x;to-tag=1;from-tag=2']]
  // Nobody claims the caller: the fallback takes him.
  void stack.request(fromOutside('INVITE', user, loop.slice(0, 3), media()), server())
  void stack.request(fromOutside('INVITE', user, loop, media()), server())
  await pass(SETTLES_MS)
  const channels = await asterisk.cli('core show channels concise')
  expect(channels).not.toMatch(/PJSIP\/carrier|Local/)
  expect(invites()).toEqual([])
})

test('the called party is not told who it is bridged with', async () => {
  const leg = await placeLeg(asterisk, app, '13800000001')
  await leg.seen('StasisStart')
  const caller = await callIn()
  await asterisk.ari('POST', '/bridges/both?type=mixing')
  await asterisk.ari('POST', `/bridges/both/addChannel?channel=${caller.id},${leg.id}`)
  await pass(1_000)
  await asterisk.ari('DELETE', '/bridges/both')
  const told = seen.flatMap(({ headers }) => headers.map(([, value]) => value)).join()
  expect(told).toContain('12345')
  expect(told).not.toContain(callerOf(caller.invite))
})

test.each<[Header[], object]>([
  [[], { YHT_FROM_TRANSFERS: '', YHT_FROM_INTERACTION: '' }],
  [[['X-Transfer-Count', '1'], ['X-Interaction-Id', 'sub-centre-0001']], { YHT_FROM_TRANSFERS: '1', YHT_FROM_INTERACTION: 'sub-centre-0001' }],
  [[['X-Transfer-Count', '${EXTEN}'], ['X-Interaction-Id', '"a),${CHANNEL}\u0001;中b']], { YHT_FROM_TRANSFERS: '', YHT_FROM_INTERACTION: 'aCHANNELb' }],
  [[['X-Transfer-Count', '9'.repeat(3_000)], ['X-Interaction-Id', 'b'.repeat(100)]], { YHT_FROM_TRANSFERS: '99', YHT_FROM_INTERACTION: 'b'.repeat(64) }],
  [[['X-Interaction-Id', 'c'.repeat(20_000)]], { YHT_FROM_TRANSFERS: '', YHT_FROM_INTERACTION: '' }],
])('what another centre says of a caller reaches us clean (case %#)', async (headers, variables) => {
  const { id } = await callIn(headers)
  const start = (app.events as { type: string; channel: { id: string; channelvars: object } }[]).find(({ type, channel }) => type === 'StasisStart' && channel.id === id)
  expect(start?.channel.channelvars).toEqual(variables)
})
