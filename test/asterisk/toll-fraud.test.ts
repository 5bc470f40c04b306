import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { HONEST, TRICKS } from '../../src/outbound/testing/destinations.ts'
import { createVoice } from '../rig/rtp.ts'
import { header, userOf } from '../rig/sip/message.ts'
import { createUserAgent } from '../rig/sip/user-agent.ts'
import { productForSuite, talkingRecord } from '../rig/suite.ts'
import { pass, until } from '../rig/until.ts'

// S5: destinations and tricks of toll fraud through everything that takes a number. The carrier counts what leaves.

const product = productForSuite({ policy: { outbound: { maxCallsPerAgent: 10, callsPerAgentPerHour: 1_000, night: null } } })

let left: string[]
beforeEach(() => {
  left = []
  product().trunk.onCall((call) => {
    left.push(userOf(call.invite.uri))
    call.refuse(486)
  })
})

/** An agent in a conversation, and how to ask for somebody else. */
async function conversation() {
  await product().readyAgent('1001', { answersAfterMs: 0 })
  const caller = await product().trunk.call('12345')
  const { id } = await talkingRecord(product(), caller)
  const api = await product().as('agent1001')
  return {
    id,
    ask: async (way: 'consult' | 'transfer', target: object) => await api.ask<{ code?: string; why?: string }>('POST', `/calls/${id}/${way}`, { target }),
    state: async () => (await (await product().as('supervisor')).call(id)).state,
  }
}

/** Faster than any person: what is asked is bounded by the limit on requests. */
const EVERY_MS = 12

it('no trick gets past consulting or transferring', async () => {
  const { ask, state } = await conversation()
  const answers: [string, string, number, string | undefined][] = []
  for (const { typed } of TRICKS) {
    for (const way of ['consult', 'transfer'] as const) {
      const { status, body } = await ask(way, { number: typed })
      answers.push([typed.slice(0, 60), way, status, body.code])
      await pass(EVERY_MS)
    }
  }
  expect(answers.filter(([, , status, code]) => !((status === 422 && code === 'NUMBER_NOT_ALLOWED') || (status === 400 && /^(INVALID_REQUEST|MALFORMED_JSON)$/.test(code ?? ''))))).toEqual([])
  expect(answers.filter(([, , status]) => status === 422).length).toBeGreaterThan(300)
  expect(await state()).toBe('talking')
  expect(left).toEqual([])
})

it('nor does an agent call one from the desk', async () => {
  await product().readyAgent('1003', { answersAfterMs: 0 })
  const api = await product().as('agent1003')
  const answers: [string, number, string | undefined][] = []
  for (const { typed } of TRICKS) {
    for (const asked of [{ number: typed }, { department: typed }, { ticketNo: typed }, { callbackId: typed }]) {
      const { status, body } = await api.ask<{ code?: string }>('POST', '/calls', asked)
      if (![400, 404, 422].includes(status)) answers.push([typed.slice(0, 60), status, body.code])
      await pass(EVERY_MS)
    }
  }
  expect(answers).toEqual([])
  expect(left).toEqual([])
})

it('nor when it is given as something else than a number', async () => {
  const { ask, state } = await conversation()
  const answered: [string, string, number][] = []
  for (const { typed } of TRICKS) {
    for (const kind of ['hotline', 'peer', 'department', 'extension', 'group']) {
      if (kind === 'hotline' && typed === '12333') continue // its specialists sit here
      const { status } = await ask('consult', { [kind]: typed })
      if (status !== 400 && status !== 404) answered.push([kind, typed.slice(0, 60), status])
      await pass(EVERY_MS)
    }
  }
  expect(answered).toEqual([])
  expect(await state()).toBe('talking')
  expect(left).toEqual([])
})

it('what is refused is on record, without the number', async () => {
  const { ask } = await conversation()
  await ask('consult', { number: '+1 212 555 0134' })
  const { body } = await (await product().as('auditor')).ask<{ items: { actor: string; action: string; target: string; ok: boolean }[] }>('GET', '/audit?limit=50')
  expect(body.items).toContainEqual(expect.objectContaining({ actor: 'agent1001', action: 'outbound.refused', target: 'number:121****0134', ok: false }))
})

it('a line cannot be pointed at one', async () => {
  const admin = await product().as('admin')
  const taken: string[] = []
  for (const { typed } of TRICKS) {
    for (const transferTarget of [`sip:${typed}@`, `sip:12366@${typed}`, typed]) {
      const { status } = await admin.changeHotline('12366', { transferTarget })
      if (status !== 400 && !(transferTarget === 'sip:12366@')) taken.push(transferTarget)
      await pass(EVERY_MS)
    }
  }
  expect(taken).toEqual([])
  expect(await admin.hotline('12366')).toMatchObject({ transferTarget: 'sip:12366@' })
})

it('nor past the dialplan, should somebody hold the keys to Asterisk', async () => {
  const secrets = JSON.parse(await readFile(join(product().home, 'secrets.json'), 'utf8')) as { ari: { user: string; password: string } }
  const authorization = `Basic ${Buffer.from(`${secrets.ari.user}:${secrets.ari.password}`).toString('base64')}`
  const originate = async (endpoint: string): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${product().ports.ari}/ari/channels`, {
      method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ endpoint, app: 'nobody', timeout: 5 }),
    })
    await answer.body?.cancel()
    if (answer.status === 401 || answer.status === 404) throw new Error(`originate: HTTP ${answer.status}`)
  }
  // This way does lead out.
  await originate('Local/19912345678@outbound/n')
  await until('a number that may be called', () => left.includes('19912345678'))
  for (const { typed } of TRICKS) {
    await originate(`Local/${typed}@outbound/n`)
    await originate(`Local/${typed}@outbound`)
  }
  await until('every channel to be gone', async () => (await product().asteriskCli('core show channels count')).includes('0 active channels'), 15_000)
  // What Asterisk itself reads out of "13800000001@outbound/n@outbound/n" may be a number that anybody may call; nothing else leaves.
  const harmless = new Set(HONEST.flatMap(({ becomes }) => ('number' in becomes ? [becomes.number] : [])))
  expect(left.filter((number) => !harmless.has(number))).toEqual([])
}, 120_000)

it("an agent's phone calls nobody by itself", async () => {
  const { extension = '', sipPassword = '' } = product().account('agent1002')
  const { sip, ports } = product()
  const phone = await createUserAgent({ local: { host: '127.0.0.1', port: 0 }, server: sip, account: { user: extension, password: sipPassword }, openVoice: () => createVoice('127.0.0.1', ports.voice) })
  expect(await phone.register()).toBe(200)
  const through: string[] = []
  for (const { typed } of [...TRICKS, ...HONEST]) {
    if (typed.length > 100) continue
    const call = await phone.call(encodeURIComponent(typed))
    const { status } = await call.ended
    if (status === null || status < 400) through.push(typed)
  }
  expect(through).toEqual([])
  expect(left).toEqual([])
  await phone.register(0)
  await phone.close()
}, 180_000)

it('and an honest number leaves once, in its one form, in our name', async () => {
  const { ask } = await conversation()
  const seen: [string, string][] = []
  product().trunk.onCall((call) => {
    seen.push([userOf(call.invite.uri), /sip:(\d+)@/.exec(header(call.invite, 'from'))?.[1] ?? ''])
    call.refuse(486)
  })
  for (const typed of ['+86 138 0000 0001', '5550101', '12366']) {
    // Refused while the one before is still on its way back.
    await until(`a call to ${typed}`, async () => (await ask('consult', { number: typed })).status === 200, 10_000, 200)
  }
  await until('the last one to leave', () => seen.length >= 3)
  expect(seen).toEqual([['13800000001', '12345'], ['09915550101', '12345'], ['12366', '12345']])
})
