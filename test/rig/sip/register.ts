import { randomBytes } from 'node:crypto'
import { newBranch, newTag } from './call.ts'
import { digestAnswer } from './digest.ts'
import { header } from './message.ts'
import type { Header, SipRequest, SipResponse } from './message.ts'
import type { Address, SipStack } from './stack.ts'

export interface SipAccount {
  user: string
  password: string
}

/** The request once more with credentials for the challenge (RFC 3261 §22.2). */
export function authorised(request: SipRequest, challenge: SipResponse, account: SipAccount): SipRequest {
  const proxy = challenge.status === 407
  const answer = digestAnswer(header(challenge, proxy ? 'proxy-authenticate' : 'www-authenticate'), account, request)
  const kept = request.headers.map(([name, value]): Header => {
    if (name === 'Via') return [name, value.replace(/branch=[^;]+/, `branch=${newBranch()}`)]
    return name === 'CSeq' ? [name, `${Number(value.split(' ')[0]) + 1} ${request.method}`] : [name, value]
  })
  return { ...request, headers: [...kept, [proxy ? 'Proxy-Authorization' : 'Authorization', answer]] }
}

export const isChallenge = ({ status }: SipResponse): boolean => status === 401 || status === 407

/** Signs a phone on whose calls come to the stack's port, or off with 0 seconds; the final status. */
export async function register(stack: SipStack, server: Address, account: SipAccount, expiresS: number): Promise<number> {
  const { host, port } = stack.address
  const who = `<sip:${account.user}@${server.host}>`
  const request: SipRequest = {
    kind: 'request', method: 'REGISTER', uri: `sip:${server.host}:${server.port}`, body: '',
    headers: [
      ['Via', `SIP/2.0/UDP ${host}:${port};branch=${newBranch()};rport`], ['Max-Forwards', '70'], ['From', `${who};tag=${newTag()}`], ['To', who],
      ['Call-ID', `${randomBytes(12).toString('hex')}@rig`], ['CSeq', '1 REGISTER'], ['Contact', `<sip:${account.user}@${host}:${port}>`], ['Expires', String(expiresS)],
    ],
  }
  const first = await stack.request(request, server)
  return isChallenge(first) ? (await stack.request(authorised(request, first, account), server)).status : first.status
}
