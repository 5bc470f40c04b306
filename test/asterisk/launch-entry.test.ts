import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plugInPhone } from '../rig/desk-phone.ts'
import { reservePorts, type PortBlock } from '../rig/ports.ts'
import { createVoice } from '../rig/rtp.ts'
import { createUserAgent } from '../rig/sip/user-agent.ts'
import { openTrunk, type Trunk } from '../rig/trunk.ts'
import { until, within } from '../rig/until.ts'
import { startOwnAsterisk, type OwnAsterisk } from './launch-asterisk.ts'

// The product's Asterisk configuration and dialplan, without the server.

const POLICY = `
lease: { entryMs: 3000, claimMs: 300 }
fallback: { queueMs: 4000, messageMaxMs: 1000 }
offer: { ringTimeoutMs: 2000 }
`
const PHONE = { extension: '1001', password: 'a-long-password-of-a-phone' }

let ports: PortBlock
let asterisk: OwnAsterisk
let trunk: Trunk

beforeAll(async () => {
  ports = await reservePorts()
  asterisk = await startOwnAsterisk(ports, POLICY)
  trunk = await openTrunk({ host: '127.0.0.1', port: ports.sip }, ports)
})
afterAll(async () => {
  await trunk?.close()
  await asterisk?.stop()
  await ports?.free()
})

const server = () => ({ host: '127.0.0.1', port: ports.sip })

async function pushPhone(): Promise<number[]> {
  const put = async (type: string, fields: Record<string, string>) => {
    const body = { fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })) }
    return (await asterisk.ari('PUT', `/asterisk/config/dynamic/res_pjsip/${type}/${PHONE.extension}`, body)).status
  }
  return [
    await put('auth', { auth_type: 'userpass', username: PHONE.extension, password: PHONE.password }),
    await put('aor', { max_contacts: '2', remove_existing: 'yes' }),
    await put('endpoint', { context: 'agents', auth: PHONE.extension, aors: PHONE.extension, disallow: 'all', allow: 'alaw', device_state_busy_at: '1', direct_media: 'no' }),
  ]
}

describe('a caller from the carrier', () => {
  test.each([
    ['12319', '12319'],
    ['099112319', '099112319'],
    ['0991-12319', '0991-12319'],
    ['+8699112319', '+8699112319'],
    ['%2B8699112319', '+8699112319'],
    ['12319;phone-context=+86', '12319'],
    ['garbage.x_y~', 'garbage.x_y~'],
    ['%E7%83%AD%E7%BA%BF', '热线'],
    ['h', '12345'],
    ['T', '12345'],
    ['s', '12345'],
  ])('who dials %s reaches the application, unanswered, with the number as signalled: %s', async (dialled, arrives) => {
    const app = await asterisk.application('hotline-t1')
    const caller = await trunk.call(dialled, '13800000001')
    const broadcast = await until('the broadcast', () => app.events.find(({ type }) => type === 'CallBroadcast'), 2_000)
    const { id } = broadcast['channel'] as { id: string }
    await asterisk.ari('POST', `/events/claim?channelId=${id}&application=hotline-t1`)
    const start = await until('StasisStart', () => app.events.find(({ type }) => type === 'StasisStart'), 2_000)
    const channel = start['channel'] as { dialplan: { exten: string; context: string }; caller: { number: string }; state: string; id: string }
    expect(channel.dialplan.exten).toBe(arrives)
    expect(channel).toMatchObject({ state: 'Ring', caller: { number: '13800000001' }, dialplan: { context: 'from-trunk' } })
    expect(channel.id).toMatch(/^yht-n1-\d+\.\d+$/)
    expect(caller.times.answeredAt).toBeNull()
    await asterisk.ari('DELETE', `/channels/${id}?reason_code=1`)
    expect((await within(2_000, 'the refusal', caller.ended)).status).toBe(404)
    await app.close()
  })

  test('is served by the fallback when no application is there: phones first, then a recorded message', async () => {
    const caller = await trunk.call('12345')
    await within(3_000, 'the fallback to answer', caller.answered)
    const end = await within(15_000, 'the fallback to end', caller.ended)
    expect(end.by).toBe('them')
    const messages = join(asterisk.config.home.asterisk.spool, 'fallback')
    const [message = ''] = await readdir(messages)
    expect(message).toMatch(/^yht-n1-[\d.]+\.wav$/)
    expect((await stat(join(messages, message))).mode & 0o077).toBe(0)
  })

  test('goes to the fallback when the lease runs out, even though it was claimed', async () => {
    const app = await asterisk.application('hotline-t1')
    const caller = await trunk.call('12345')
    const broadcast = await until('the broadcast', () => app.events.find(({ type }) => type === 'CallBroadcast'))
    const { id } = broadcast['channel'] as { id: string }
    await asterisk.ari('POST', `/events/claim?channelId=${id}&application=hotline-t1`)
    await until('StasisStart', () => app.events.find(({ type }) => type === 'StasisStart'))
    const leasedAt = Date.now()
    await asterisk.ari('POST', `/channels/${id}/variable?variable=TIMEOUT(absolute)&value=2`)
    await within(5_000, 'the fallback to answer', caller.answered)
    expect(Date.now() - leasedAt).toBeGreaterThan(1_500)
    expect((await asterisk.cel()).filter(({ uniqueid }) => uniqueid === id).map(({ context }) => context)).toContain('fallback')
    await caller.hangUp()
    await app.close()
  })

  test('a claim that does not come is not waited for', async () => {
    const app = await asterisk.application('hotline-t1')
    const before = Date.now()
    const caller = await trunk.call('12345')
    await within(3_000, 'the fallback to answer', caller.answered)
    expect(Date.now() - before).toBeLessThan(2_000)
    expect(app.events.map(({ type }) => type)).toContain('CallBroadcast')
    await caller.hangUp()
    await app.close()
  })
})

describe('an agent’s phone pushed while Asterisk runs', () => {
  test('registers, rings in the fallback, and is still known after a crash of Asterisk', async () => {
    expect(await pushPhone()).toEqual([200, 200, 200])
    const phone = await plugInPhone(server(), ports, PHONE, { answersAfterMs: 0 })
    await asterisk.cli('queue add member PJSIP/1001 to fallback')
    const caller = await trunk.call('12345')
    await phone.nextCall(0)
    await within(3_000, 'the answer', caller.answered)
    await caller.hangUp()
    await until('the phone to be free', () => phone.calls[0]?.end())

    // Asterisk commits its database once a second
    await until('the phone on disk', async () => (await readFile(join(asterisk.config.home.asterisk.db, 'astdb.sqlite3'))).includes('/ps_endpoint/endpoint/1001'))
    await asterisk.restart()
    expect(await phone.register()).toBe(200)
    expect(await asterisk.cli('queue show fallback')).toContain('PJSIP/1001')
    const again = await trunk.call('12345')
    await phone.nextCall(1)
    await again.hangUp()
    await phone.close()
  })

  test('places no calls by itself', async () => {
    const options = { local: { host: '127.0.0.1', port: 0 }, server: server(), account: { user: PHONE.extension, password: PHONE.password } }
    const phone = await createUserAgent({ ...options, openVoice: () => createVoice('127.0.0.1', ports.voice) })
    const call = await phone.call('12345')
    const end = await within(3_000, 'the refusal', call.ended)
    expect(end).toMatchObject({ by: 'refused', cause: 21 })
    await phone.close()
  })

  test('with a wrong password is refused, and so is a call in its name', async () => {
    await expect(plugInPhone(server(), ports, { ...PHONE, password: 'wrong' })).rejects.toThrow('401')
    const pretender = await trunk.call('12345', PHONE.extension)
    expect((await within(3_000, 'the challenge', pretender.ended)).status).toBe(401)
  })
})

test('a call from an address that is not the carrier’s is refused', async () => {
  const stranger = await createUserAgent({
    local: { host: '127.0.0.2', port: 0 },
    server: server(),
    openVoice: () => createVoice('127.0.0.2', ports.voice),
  })
  const before = (await asterisk.cel()).length
  const call = await stranger.call('12345', { number: '13800000002' })
  expect((await within(5_000, 'the refusal', call.ended)).status).toBe(401)
  expect((await asterisk.cel()).length).toBe(before)
  await stranger.close()
})

test('every call has its row in the event log when it began and when it ended, with the number as dialled', async () => {
  const caller = await trunk.call('0991-12319')
  await within(3_000, 'the answer', caller.answered)
  await caller.hangUp()
  const rows = await until('the end', async () => {
    const all = await asterisk.cel()
    const id = all.findLast(({ event, exten }) => event === 'CHAN_START' && exten === '0991-12319')?.uniqueid
    const own = all.filter(({ uniqueid }) => uniqueid === id)
    return own.some(({ event }) => event === 'CHAN_END') && own
  })
  expect(rows.map(({ event }) => event)).toEqual(expect.arrayContaining(['CHAN_START', 'ANSWER', 'HANGUP', 'CHAN_END']))
  expect(rows.find(({ event }) => event === 'HANGUP')?.extra).toContain('hangupcause')
})
