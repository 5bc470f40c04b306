import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reservePorts, type PortBlock } from '../rig/ports.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { tone, toneMs } from '../rig/sound/tone.ts'
import { openTrunk, type Trunk } from '../rig/trunk.ts'
import { pass, until, within } from '../rig/until.ts'
import { startOwnAsterisk, type OwnAsterisk } from './launch-asterisk.ts'
import { APPLICATION, placeLeg } from './outbound-leg.ts'

// Calls to the outside through the dialplan's gate, on the product's Asterisk without the server.

const MAX_CALLS = 3

let ports: PortBlock
let asterisk: OwnAsterisk
let trunk: Trunk
let app: Awaited<ReturnType<OwnAsterisk['application']>>
let calls: IncomingCall[]
let answer: (call: IncomingCall) => void

beforeAll(async () => {
  ports = await reservePorts()
  asterisk = await startOwnAsterisk(ports, `outbound: { maxCalls: ${MAX_CALLS}, shortCodes: ['4001234567'] }\n`)
  trunk = await openTrunk({ host: '127.0.0.1', port: ports.sip }, ports)
  trunk.onCall((call) => {
    calls.push(call)
    answer(call)
  })
})
beforeEach(async () => {
  calls = []
  answer = () => {}
  app = await asterisk.application(APPLICATION)
})
afterEach(async () => {
  await asterisk.cli('channel request hangup all')
  await until('every channel to be gone', async () => (await asterisk.cli('core show channels count')).includes('0 active channels'))
  await app.close()
})
afterAll(async () => {
  await trunk?.close()
  await asterisk?.stop()
  await ports?.free()
})

const place = (number: string, variables?: Record<string, string>) => placeLeg(asterisk, app, number, variables)
const called = (n = 0): Promise<IncomingCall> => until(`call ${n} at the carrier`, () => calls[n])
const shownTo = (call: IncomingCall): string => userOf(uriOf(header(call.invite, 'from')))

describe('how the far end fares is known at our end', () => {
  test.each([[486, 17], [603, 21], [403, 21], [480, 19], [404, 1], [503, 34]] as const)('%i is cause %i', async (status, cause) => {
    answer = (call) => call.refuse(status)
    expect(await (await place('13800000001')).cause()).toBe(cause)
  })

  test('ringing is ringing, and not being answered in time is cause 19', async () => {
    const leg = await place('13800000001', { YHT_RING_SECONDS: '1' })
    expect((await leg.seen('ChannelStateChange')).channel.state).toBe('Ringing')
    expect(await leg.cause()).toBe(19)
    expect((await called()).end()).toMatchObject({ by: 'cancelled' })
  })

  test('giving up cancels the call', async () => {
    const leg = await place('13800000001')
    await leg.seen('ChannelStateChange')
    await leg.hangUp()
    expect(await within(2_000, 'the CANCEL', (await called()).ended)).toMatchObject({ by: 'cancelled' })
  })

  test('either end ends both', async () => {
    answer = (call) => call.answer()
    const first = await place('13800000001')
    await first.seen('StasisStart')
    await (await called()).hangUp()
    expect(await first.cause()).toBe(16)
    const second = await place('13800000002')
    await second.seen('StasisStart')
    await second.hangUp()
    expect(await within(2_000, 'the BYE', (await called(1)).ended)).toMatchObject({ by: 'them' })
  })

  test('a lease ends both, should the server be gone', async () => {
    answer = (call) => call.answer()
    const leg = await place('13800000001', { 'TIMEOUT(absolute)': '1' })
    await leg.seen('StasisStart')
    expect(await within(4_000, 'the BYE', (await called()).ended)).toMatchObject({ by: 'them' })
    await leg.seen('ChannelDestroyed')
  })
})

describe('what passes', () => {
  test.each([['13800000001'], ['19912345678'], ['01082345678'], ['02082345678'], ['09912345678'], ['099123456789'], ['12366'], ['12399'], ['4001234567'], ['09915550110'], ['110'], ['119'], ['120'], ['122']])('%s', async (number) => {
    await place(number)
    expect(userOf((await called()).invite.uri)).toBe(number)
  })

  test.each([
    ['0085223456789'], ['00'], ['+12125550100'], ['+8613800000001'], ['13491234567'], ['17401234567'], ['16812345678'], ['16012345678'], ['17912345678'], ['16812345'], ['099116812345'],
    ['4008123456'], ['10086'], ['114'], ['12590'], ['96168'], ['95105555'], ['12345'], ['12319'], ['12333'], ['099112345'], ['1380000000'], ['138000000011'], ['2345678'], ['02623456789'],
    ['*72'], ['**21*13800000001#'], ['a'], ['13800000001p1'], ['13800000001;x=1'], ['13800000001&1'], ['13800000001,1'], ['${EXTEN}'], ['sip:13800000001'], ['１３８００００００００１'], ['1380000000１'],
    ['h'], ['s'], ['T'], ['i'], ['t'],
  ])('not %s', async (number) => {
    const leg = await place(number)
    const cause = await leg.cause()
    // "h" and "T" are extensions of Asterisk's own, which only hang up.
    expect(/^[hT]$/.test(number) ? 52 : cause).toBe(52)
    expect(calls).toEqual([])
  })

  test(`only ${MAX_CALLS} at once, but an emergency line always`, async () => {
    answer = (call) => call.answer()
    for (let n = 0; n < MAX_CALLS; n += 1) await (await place(`1380000000${n}`)).seen('StasisStart')
    expect(await (await place('13800000009')).cause()).toBe(42)
    await (await place('110')).seen('StasisStart')
    expect(calls.map(({ invite }) => userOf(invite.uri))).toEqual(['13800000000', '13800000001', '13800000002', '110'])
  })
})

describe('the called party is shown', () => {
  test.each([['12333', '12333'], ['099112345', '099112345'], ['', '12345'], ['13912345678', '12345'], ['110', '12345'], ['0085223456789', '12345'], ['12333"<sip:1@x>', '12345']])('%j as %s', async (asked, shown) => {
    await place('13800000001', { YHT_CALLER_ID: asked })
    const call = await called()
    expect(shownTo(call)).toBe(shown)
    expect(userOf(uriOf(header(call.invite, 'p-asserted-identity')))).toBe(shown)
  })
})

test('the caller and the called party hear each other', async () => {
  answer = (call) => call.answer()
  const caller = await trunk.call('12345', '13912345678')
  const { channel } = await until('the caller', () => (app.events as { type: string; channel: { id: string } }[]).find(({ type }) => type === 'CallBroadcast'))
  await asterisk.ari('POST', `/events/claim?channelId=${channel.id}&application=${APPLICATION}`)
  await asterisk.ari('POST', `/channels/${channel.id}/answer`)
  const leg = await place('13800000001')
  await leg.seen('StasisStart')
  const far = await called()
  caller.voice.say(tone(400, 1_000))
  far.voice.say(tone(800, 1_000))
  await asterisk.ari('POST', '/bridges/both?type=mixing')
  await asterisk.ari('POST', `/bridges/both/addChannel?channel=${channel.id},${leg.id}`)
  await until('the voices', () => toneMs(800, caller.voice.heard()) > 1_000 && toneMs(400, far.voice.heard()) > 1_000)
  await asterisk.ari('DELETE', '/bridges/both')
})

describe('other centres', () => {
  const said = { YHT_INTERACTION: 'c-0001', YHT_TRANSFERS: '1' }

  test.each([['12366'], ['110'], ['12399']])('at %s are told whose call it is', async (number) => {
    await place(number, said)
    const { invite } = await called()
    expect([header(invite, 'x-interaction-id'), header(invite, 'x-transfer-count')]).toEqual(['c-0001', '1'])
  })

  test.each([['13800000001'], ['09912345678'], ['4001234567']])('the public network at %s is not', async (number) => {
    await place(number, said)
    expect((await called()).invite.headers.filter(([name]) => /^x-(interaction|transfer)/i.test(name))).toEqual([])
  })

  test.each([['a b^c(d),e)${EXTEN}&\r\nX'], ['a${SHELL(id)}b'], ['$[1+1]'], ['a):0:1'], ['"x"'], ['z'.repeat(100)], ['1)^2'], ['\u0001中文']])('get nothing but an id and a count: %j', async (given) => {
    await place('12366', { YHT_INTERACTION: given, YHT_TRANSFERS: given, YHT_RING_SECONDS: given })
    const { invite } = await called()
    expect(header(invite, 'x-interaction-id')).toMatch(/^[0-9A-Za-z-]{0,64}$/)
    expect(header(invite, 'x-transfer-count')).toMatch(/^\d{0,2}$/)
    expect(userOf(invite.uri)).toBe('12366')
  })
})

test('keys and the first sound of the far end are reported', async () => {
  answer = (call) => call.answer()
  const leg = await place('13800000001')
  await leg.seen('StasisStart')
  await asterisk.ari('POST', `/channels/${leg.id}/variable?variable=TALK_DETECT(set)&value=`)
  const far = await called()
  await pass(300)
  expect(leg.events().filter(({ type }) => type === 'ChannelTalkingStarted')).toEqual([])
  far.voice.say(tone(400, 1_000))
  await leg.seen('ChannelTalkingStarted')
  await far.press('5')
  expect((await leg.seen('ChannelDtmfReceived')).digit).toBe('5')
})

test('no channel of a call we place is taken for a caller', async () => {
  const before = (await asterisk.cel()).length
  answer = (call) => call.answer()
  const leg = await place('13800000001')
  await leg.seen('StasisStart')
  await leg.hangUp()
  const began = await until('the event log', async () => {
    const rows = (await asterisk.cel()).slice(before)
    return rows.filter(({ event }) => event === 'CHAN_END').length === 3 && rows.filter(({ event }) => event === 'CHAN_START')
  })
  expect(began.map(({ context }) => context).sort()).toEqual(['nowhere', 'outbound', 'outbound'])
})
