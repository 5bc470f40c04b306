import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { branchOf, formatMessage, header, methodOf, parseMessage } from './message.ts'
import type { SipMessage, SipRequest, SipResponse } from './message.ts'

export interface Address {
  host: string
  port: number
}

const T1_MS = 500
const T2_MS = 4_000
const GIVE_UP_MS = 64 * T1_MS

interface ClientTransaction {
  request: SipRequest
  target: Address
  onProvisional: (response: SipResponse) => void
  settle: (response: SipResponse) => void
  timers: { resend?: NodeJS.Timeout; giveUp: NodeJS.Timeout }
  /** The final answer was seen; a repeated one is acknowledged again. */
  final: SipResponse | undefined
}

interface ServerTransaction {
  last: SipResponse | undefined
  from: Address
  resend?: NodeJS.Timeout
}

export interface SipStack {
  readonly address: Address
  /** Requests sent more than once so far: 0 on a healthy system. */
  readonly retransmissions: () => number
  /** Sends a request until it is answered; the final response, or a made-up 408 after 32 s (RFC 3261 Timer B/F). */
  request: (request: SipRequest, target: Address, onProvisional?: (response: SipResponse) => void) => Promise<SipResponse>
  /** Answers a request; final answers to INVITE are repeated until acknowledged. */
  respond: (request: SipRequest, response: SipResponse) => void
  /** Without a transaction: ACK of a 2xx. */
  send: (message: SipMessage, target: Address) => void
  /** New requests, each once; ACK too. */
  onRequest: (listener: (request: SipRequest, from: Address) => void) => void
  /** A 2xx came again: its ACK was lost. */
  onRepeated2xx: (listener: (response: SipResponse) => void) => void
  close: () => Promise<void>
}

const serverKey = (message: SipMessage): string => `${branchOf(message)} ${methodOf(message).replace('ACK', 'INVITE')}`

/** SIP over UDP with client and server transactions (RFC 3261 §17), bound to one port; `port` 0 takes any. */
export async function createSipStack(at: Address): Promise<SipStack> {
  const socket = createSocket('udp4')
  socket.bind(at.port, at.host)
  await once(socket, 'listening')
  const address = { host: at.host, port: socket.address().port }
  const clients = new Map<string, ClientTransaction>()
  const servers = new Map<string, ServerTransaction>()
  const cleanups = new Set<NodeJS.Timeout>()
  let retransmissions = 0
  let closed = false
  let onRequest: (request: SipRequest, from: Address) => void = () => {}
  let onRepeated2xx: (response: SipResponse) => void = () => {}

  const send = (message: SipMessage, target: Address): void => {
    if (!closed) socket.send(formatMessage(message), target.port, target.host)
  }

  const forgetLater = (map: Map<string, unknown>, key: string): void => {
    const timer = setTimeout(() => {
      map.delete(key)
      cleanups.delete(timer)
    }, GIVE_UP_MS)
    timer.unref()
    cleanups.add(timer)
  }

  const repeat = (everyMs: number, capMs: number, task: () => void, keep: (timer: NodeJS.Timeout) => void): void => {
    keep(
      setTimeout(() => {
        retransmissions += 1
        task()
        repeat(Math.min(everyMs * 2, capMs), capMs, task, keep)
      }, everyMs).unref(),
    )
  }

  const acknowledge = (transaction: ClientTransaction, response: SipResponse): void => {
    const { request } = transaction
    const kept = request.headers.filter(([name]) => /^(via|from|call-id|max-forwards|route)$/i.test(name))
    const cseq = `${header(request, 'cseq').split(' ')[0]} ACK`
    send({ ...request, method: 'ACK', headers: [...kept, ['To', header(response, 'to')], ['CSeq', cseq]], body: '' }, transaction.target)
  }

  const onResponse = (response: SipResponse): void => {
    const key = `${branchOf(response)} ${methodOf(response)}`
    const transaction = clients.get(key)
    if (!transaction) return
    const invite = transaction.request.method === 'INVITE'
    if (response.status < 200) {
      if (invite) clearTimeout(transaction.timers.resend)
      if (!transaction.final) transaction.onProvisional(response)
      return
    }
    if (invite && response.status >= 300) acknowledge(transaction, response)
    if (transaction.final) {
      if (invite && response.status < 300) onRepeated2xx(response)
      return
    }
    transaction.final = response
    clearTimeout(transaction.timers.resend)
    clearTimeout(transaction.timers.giveUp)
    forgetLater(clients, key)
    transaction.settle(response)
  }

  const onIncoming = (request: SipRequest, from: Address): void => {
    const key = serverKey(request)
    const known = servers.get(key)
    if (request.method === 'ACK') {
      if (known) clearTimeout(known.resend)
      onRequest(request, from)
    } else if (known) {
      if (known.last) send(known.last, known.from)
    } else {
      servers.set(key, { last: undefined, from })
      forgetLater(servers, key)
      onRequest(request, from)
    }
  }

  socket.on('message', (data, from) => {
    const message = parseMessage(data.toString('utf8'))
    if (message?.kind === 'response') onResponse(message)
    else if (message) onIncoming(message, { host: from.address, port: from.port })
  })

  return {
    address,
    retransmissions: () => retransmissions,
    send,
    onRequest: (listener) => void (onRequest = listener),
    onRepeated2xx: (listener) => void (onRepeated2xx = listener),
    request: (request, target, onProvisional = () => {}) =>
      new Promise((settle) => {
        const key = `${branchOf(request)} ${request.method}`
        const giveUp = setTimeout(() => {
          clearTimeout(transaction.timers.resend)
          clients.delete(key)
          settle({ kind: 'response', status: 408, reason: 'No answer at all', headers: request.headers, body: '' })
        }, GIVE_UP_MS).unref()
        const transaction: ClientTransaction = { request, target, onProvisional, settle, timers: { giveUp }, final: undefined }
        clients.set(key, transaction)
        send(request, target)
        const capMs = request.method === 'INVITE' ? GIVE_UP_MS : T2_MS
        repeat(T1_MS, capMs, () => send(request, target), (timer) => (transaction.timers.resend = timer))
      }),
    respond(request, response) {
      const transaction = servers.get(serverKey(request))
      if (!transaction) return
      transaction.last = response
      send(response, transaction.from)
      if (request.method !== 'INVITE' || response.status < 200) return
      clearTimeout(transaction.resend)
      repeat(T1_MS, T2_MS, () => send(response, transaction.from), (timer) => (transaction.resend = timer))
      setTimeout(() => clearTimeout(transaction.resend), GIVE_UP_MS).unref()
    },
    async close() {
      closed = true
      for (const { timers } of clients.values()) for (const timer of Object.values(timers)) clearTimeout(timer)
      for (const { resend } of servers.values()) clearTimeout(resend)
      for (const timer of cleanups) clearTimeout(timer)
      socket.close()
      await once(socket, 'close')
    },
  }
}
