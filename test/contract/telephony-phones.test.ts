import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'

import { systemClock } from '../../src/platform/clock.ts'
import { type Fields, type Log, silentLog } from '../../src/platform/log.ts'
import { type AmiConnection, amiConnection } from '../../src/telephony/ami-connection.ts'
import { ariPhones } from '../../src/telephony/ari-phones.ts'
import type { AriTelephony } from '../../src/telephony/ari-telephony.ts'
import { startAsterisk, type TestAsterisk } from './telephony-asterisk.ts'
import { amiOf, telephonyOf } from './telephony-outside.ts'
import { phone, type Sipp } from './telephony-sipp.ts'

let asterisk: TestAsterisk
let ami: AmiConnection
let telephony: AriTelephony
let phones: ReturnType<typeof ariPhones>
let link = 'down'
const people: Sipp[] = []
const pushes: Fields[] = []
const log: Log = { ...silentLog, info: (message, fields) => void (message === 'phones are in Asterisk' && fields && pushes.push(fields)) }

const person = (extension: string, password = `secret-${extension}`) => ({ extension, password, name: `座席${extension}` })
const linked = () => vi.waitFor(() => expect([link, ami.up()]).toEqual(['up', true]), { timeout: 20_000 })
async function registers(who: { extension: string; password: string }): Promise<Sipp> {
  const registered = await phone(asterisk.ports.sip, who, { answerMs: null })
  people.push(registered)
  return registered
}
const members = async () => (await ami.list('QueueStatus', { Queue: 'fallback' })).filter(({ event }) => event === 'QueueMember').map((row) => row['location'] ?? '').toSorted((a, b) => a.localeCompare(b))

beforeAll(async () => {
  asterisk = await startAsterisk()
  ami = amiOf(asterisk)
  telephony = telephonyOf(asterisk, ami)
  telephony.onLink((state) => (link = state))
  phones = ariPhones({ connection: telephony.connection, ami, clock: systemClock, log })
  ami.start()
  telephony.start()
  await linked()
})
afterEach(async () => {
  await Promise.all(people.splice(0).map((sipp) => sipp.stop()))
  pushes.splice(0)
})
afterAll(async () => {
  phones?.stop()
  telephony?.stop()
  ami?.stop()
  await asterisk?.remove()
})

it('lets exactly the pushed phones register', async () => {
  await phones.push([person('1001'), person('1002')])
  await registers(person('1001'))
  await expect(registers(person('1002', 'wrong'))).rejects.toThrow('could not register')
  await expect(registers(person('1003'))).rejects.toThrow('could not register')
  await phones.push([person('1002')])
  await expect(registers(person('1001'))).rejects.toThrow('could not register')
  await registers(person('1002'))
})

it('writes only what has changed', async () => {
  await phones.push([person('1001'), person('1002')])
  await phones.push([person('1001'), person('1002', 'another-secret')])
  await phones.push([person('1001'), person('1002', 'another-secret')])
  expect(pushes.slice(-2)).toEqual([
    { phones: 2, changed: 1, removed: 0 },
    { phones: 2, changed: 0, removed: 0 },
  ])
  await registers(person('1002', 'another-secret'))
})

it('removes one phone', async () => {
  await phones.push([person('1001'), person('1002')])
  await phones.remove('1002')
  await expect(registers(person('1002'))).rejects.toThrow('could not register')
  await phones.remove('1002')
})

it('leaves the trunk alone', async () => {
  await phones.push([])
  expect(await asterisk.cli('pjsip show endpoint trunk')).toContain('from-trunk')
})

it('tells which phones can be reached, and when that changes', async () => {
  const told: [string, boolean][] = []
  phones.onReachable((extension, reachable) => told.push([extension, reachable]))
  await phones.push([person('1008'), person('1009')])
  await registers(person('1008'))
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toEqual(['1008', true])
  expect(await phones.reachable()).toEqual(new Map([['1008', true], ['1009', false]]))
})

it('keeps the members of the fallback queue equal to the phones', async () => {
  await phones.push([person('1001'), person('1002'), person('1003')])
  await expect.poll(members, { timeout: 5_000 }).toEqual(['PJSIP/1001', 'PJSIP/1002', 'PJSIP/1003'])
  await phones.push([person('1003'), person('1004')])
  await expect.poll(members, { timeout: 5_000 }).toEqual(['PJSIP/1003', 'PJSIP/1004'])
})

it('has phones and fallback members after Asterisk was killed, without the server', async () => {
  await phones.push([person('1001'), person('1002')])
  await expect.poll(members, { timeout: 5_000 }).toEqual(['PJSIP/1001', 'PJSIP/1002'])
  await new Promise((done) => setTimeout(done, 2_000)) // Asterisk writes its database once a second
  await asterisk.kill()
  telephony.stop()
  await asterisk.start()
  await registers(person('1001'))
  await expect.poll(() => ami.up(), { timeout: 15_000 }).toBe(true)
  expect(await members()).toEqual(['PJSIP/1001', 'PJSIP/1002'])
  telephony.start()
  await linked()
})

it('refuses line breaks in AMI fields without sending anything', async () => {
  await expect(ami.action('QueueAdd', { Queue: 'fallback\r\n\r\nAction: Ping', Interface: 'PJSIP/1' })).rejects.toMatchObject({ why: 'refused' })
  await expect(ami.action('Ping\r\nX: y')).rejects.toMatchObject({ why: 'refused' })
  expect(await ami.action('Ping')).toMatchObject({ response: 'Success' })
})

it('carries the words of an AMI refusal', async () => {
  await expect(ami.action('MixMonitor', { Channel: 'PJSIP/nobody-00000001', File: '/tmp/x.raw' })).rejects.toMatchObject({ why: 'refused', message: 'No such channel' })
})

it('answers every AMI question: late ones, lost ones, and those asked without a connection', async () => {
  const sockets: Socket[] = []
  const server: Server = createServer((socket) => {
    sockets.push(socket)
    socket.write('Asterisk Call Manager/11.0.0\r\n')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      const id = /ActionID: (\S+)/.exec(data.toString())?.[1]
      if (/Action: (login|events)/i.test(data.toString())) socket.write(`Response: Success\r\nActionID: ${id}\r\n\r\n`) // silent to all else
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const mute = amiConnection({ host: '127.0.0.1', port, user: 'u', password: 'p', timeoutMs: 300, clock: systemClock, log: silentLog })
  await expect(mute.action('Ping')).rejects.toMatchObject({ why: 'unavailable' })
  mute.start()
  await expect.poll(mute.up, { timeout: 5_000 }).toBe(true)
  await expect(mute.action('Ping')).rejects.toMatchObject({ why: 'timeout' })
  const lost = mute.action('Ping')
  sockets[0]?.write('Event: Half-a-mess') // must not leak into the next connection
  sockets[0]?.destroy()
  await expect(lost).rejects.toMatchObject({ why: 'unavailable' })
  await expect.poll(() => mute.up(), { timeout: 5_000 }).toBe(true) // a second connection after one second
  expect(sockets).toHaveLength(2)
  mute.stop()
  await new Promise((done) => server.close(done))
})
