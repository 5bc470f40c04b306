import { randomUUID } from 'node:crypto'
import { digestAnswer } from '../rig/sip/digest.ts'
import { header, responseTo } from '../rig/sip/message.ts'
import type { SipRequest, SipResponse } from '../rig/sip/message.ts'
import { createSipStack } from '../rig/sip/stack.ts'
import type { SipStack } from '../rig/sip/stack.ts'

export interface PhoneAccount {
  extension: string
  password: string
}

const HOST = '127.0.0.1'
/** Longer than any run, within pjsip's default maximum of 7200 s. */
const EXPIRES_SECONDS = 7_200
const AT_ONCE = 10
const RETRY_MS = 500
const REGISTERED_WITHIN_MS = 60_000
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

interface Registration {
  extension: string
  server: number
  own: number
  call: string
  tag: string
}

function registerRequest({ extension, server, own, call, tag }: Registration, sequence: number): SipRequest {
  const identity = `<sip:${extension}@${HOST}:${server}>`
  return {
    kind: 'request',
    method: 'REGISTER',
    uri: `sip:${HOST}:${server}`,
    headers: [
      ['Via', `SIP/2.0/UDP ${HOST}:${own};branch=z9hG4bK${randomUUID()};rport`],
      ['Max-Forwards', '70'],
      ['From', `${identity};tag=${tag}`],
      ['To', identity],
      ['Call-ID', call],
      ['CSeq', `${sequence} REGISTER`],
      ['Contact', `<sip:${extension}@${HOST}:${own}>`],
      ['Expires', String(EXPIRES_SECONDS)],
    ],
    body: '',
  }
}

async function registerOnce(stack: SipStack, account: PhoneAccount, server: number): Promise<SipResponse> {
  const target = { host: HOST, port: server }
  const registration = { extension: account.extension, server, own: stack.address.port, call: randomUUID(), tag: randomUUID().slice(0, 8) }
  let answer = await stack.request(registerRequest(registration, 1), target)
  if (answer.status === 401) {
    const again = registerRequest(registration, 2)
    const authorization = digestAnswer(header(answer, 'www-authenticate'), { user: account.extension, password: account.password }, { method: 'REGISTER', uri: again.uri })
    answer = await stack.request({ ...again, headers: [...again.headers, ['Authorization', authorization]] }, target)
  }
  return answer
}

/** Tries again like any phone: the server makes the accounts known to Asterisk only after it has said that it is ready. */
async function register(stack: SipStack, account: PhoneAccount, server: number): Promise<void> {
  const deadline = Date.now() + REGISTERED_WITHIN_MS
  for (;;) {
    const answer = await registerOnce(stack, account, server)
    if (answer.status === 200) return
    if (Date.now() > deadline) throw new Error(`the phone ${account.extension} could not register: ${answer.status} ${answer.reason}`)
    await sleep(RETRY_MS)
  }
}

/** Answers the server's OPTIONS (qualify) while no SIPp sits on the port. */
async function occupy(port: number): Promise<SipStack> {
  const stack = await createSipStack({ host: HOST, port })
  stack.onRequest((request) => {
    if (request.method === 'OPTIONS') stack.respond(request, responseTo(request, 200, 'OK', 'idle'))
  })
  return stack
}

export interface ProductPhones {
  /** Leaves the ports to SIPp; the returned function takes them back. */
  lend: () => Promise<() => Promise<void>>
  close: () => Promise<void>
}

/** Registers every phone once, each from the port where SIPp will answer for it. */
export async function registerPhones(
  server: number,
  fleets: readonly { port: number; accounts: readonly PhoneAccount[] }[],
): Promise<ProductPhones> {
  const ports = fleets.map((fleet) => fleet.port)
  let stacks: SipStack[] = []
  const takeBack = async (): Promise<void> => void (stacks = await Promise.all(ports.map(occupy)))
  const close = async (): Promise<void> => void (await Promise.all(stacks.splice(0).map((stack) => stack.close())))
  await takeBack()
  try {
    for (const [index, fleet] of fleets.entries()) {
      const stack = stacks[index]
      if (!stack) throw new Error('a port without a phone')
      for (let at = 0; at < fleet.accounts.length; at += AT_ONCE) {
        await Promise.all(fleet.accounts.slice(at, at + AT_ONCE).map((account) => register(stack, account, server)))
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    async lend() {
      await close()
      return takeBack
    },
    close,
  }
}
