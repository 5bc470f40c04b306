import { randomBytes } from 'node:crypto'
import type { Voice } from '../rtp.ts'
import { header, headers, responseTo, uriOf } from './message.ts'
import type { Header, SipRequest, SipResponse } from './message.ts'
import { describe, mediaOf } from './sdp.ts'
import type { Address, SipStack } from './stack.ts'

export interface CallEnd {
  /** refused: a final answer other than 2xx; cancelled: the other side gave up before an answer; lost: no reply at all. */
  by: 'me' | 'them' | 'refused' | 'cancelled' | 'lost'
  /** SIP status that ended a call attempt. */
  status: number | null
  /** Q.850 cause of a Reason header. */
  cause: number | null
  at: number
}

export interface RigCall {
  readonly callId: string
  /** INVITE as sent or received. */
  readonly invite: SipRequest
  readonly times: { startedAt: number; ringingAt: number | null; answeredAt: number | null; endedAt: number | null }
  readonly voice: Voice
  readonly ringing: Promise<void>
  /** Rejects with a sentence when the call ends first. */
  readonly answered: Promise<void>
  readonly ended: Promise<CallEnd>
  readonly end: () => CallEnd | null
  /** Requests the other side has sent inside the call. */
  readonly inside: readonly SipRequest[]
  /** CANCEL, BYE or 480, whichever fits; resolves when the call is over. */
  readonly hangUp: () => Promise<CallEnd>
  /** Presses a key as RFC 4733 (default) or SIP INFO. */
  readonly press: (digit: string, how?: 'rfc4733' | 'info') => Promise<void>
}

export interface IncomingCall extends RigCall {
  readonly answer: () => void
  readonly refuse: (status: 403 | 404 | 480 | 486 | 503 | 603) => void
}

const REASONS: Readonly<Record<number, string>> = {
  403: 'Forbidden', 404: 'Not Found', 480: 'Temporarily Unavailable', 486: 'Busy Here', 487: 'Request Terminated', 503: 'Service Unavailable', 603: 'Decline',
}

export const newTag = (): string => randomBytes(6).toString('hex')
export const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`

const causeIn = (message: SipRequest | SipResponse): number | null => {
  const found = /Q\.850\s*;\s*cause=(\d+)/i.exec(headers(message, 'reason').join(','))
  return found ? Number(found[1]) : null
}

/** What both directions share: promises, times and the dialog of RFC 3261 §12. */
export function createDialog(stack: SipStack, voice: Voice, invite: SipRequest, role: 'caller' | 'called') {
  const times: { -readonly [K in keyof RigCall['times']]: RigCall['times'][K] } = { startedAt: Date.now(), ringingAt: null, answeredAt: null, endedAt: null }
  let finished: CallEnd | null = null
  const inside: SipRequest[] = []
  let heardRinging = (): void => {}
  let heardAnswer = (): void => {}
  let failAnswer = (_why: Error): void => {}
  let heardEnd = (_end: CallEnd): void => {}
  const ringing = new Promise<void>((resolve) => (heardRinging = resolve))
  const ended = new Promise<CallEnd>((resolve) => (heardEnd = resolve))
  const answered = new Promise<void>((resolve, reject) => {
    heardAnswer = resolve
    failAnswer = reject
  })
  answered.catch(() => {}) // whoever awaits it is told; nobody has to

  const dialog = {
    localTag: newTag(),
    remote: role === 'called' ? header(invite, 'from') : '',
    target: role === 'called' ? uriOf(header(invite, 'contact')) : invite.uri,
    routes: role === 'called' ? headers(invite, 'record-route') : [],
    sequence: 1,
  }

  const end = (how: Omit<CallEnd, 'at'>): CallEnd => {
    if (finished) return finished
    finished = { ...how, at: Date.now() }
    times.endedAt = finished.at
    if (times.answeredAt === null) failAnswer(new Error(`The call ended before it was answered: ${JSON.stringify(how)}`))
    heardEnd(finished)
    void voice.close()
    return finished
  }

  /** A request inside the dialog. */
  const inDialog = (method: string, extra: readonly Header[] = [], body = ''): SipRequest => {
    dialog.sequence += method === 'ACK' ? 0 : 1
    const own = role === 'called' ? `${header(invite, 'to').replace(/;\s*tag=.*/, '')};tag=${dialog.localTag}` : header(invite, 'from')
    return {
      kind: 'request', method, uri: dialog.target, body,
      headers: [
        ['Via', `SIP/2.0/UDP ${stack.address.host}:${stack.address.port};branch=${newBranch()};rport`],
        ['Max-Forwards', '70'], ['From', own], ['To', dialog.remote], ['Call-ID', header(invite, 'call-id')],
        ['CSeq', `${dialog.sequence} ${method}`], ['Contact', `<sip:rig@${stack.address.host}:${stack.address.port}>`],
        ...dialog.routes.map((route): Header => ['Route', route]), ...extra,
      ],
    }
  }

  return {
    dialog, times, ringing, answered, ended, end, inside, inDialog,
    finished: () => finished,
    markRinging(): void {
      times.ringingAt ??= Date.now()
      heardRinging()
    },
    markAnswered(): void {
      times.answeredAt ??= Date.now()
      heardRinging()
      heardAnswer()
    },
    async press(server: Address, digit: string, how: 'rfc4733' | 'info' = 'rfc4733'): Promise<void> {
      if (how === 'rfc4733') return voice.digit(digit)
      const info = inDialog('INFO', [['Content-Type', 'application/dtmf-relay']], `Signal=${digit}\r\nDuration=160\r\n`)
      await stack.request(info, server)
    },
    /** Requests the other side sends inside the call. */
    handle: (request: SipRequest): void => {
      inside.push(request)
      if (request.method === 'ACK') return
      const ok = responseTo(request, 200, 'OK', dialog.localTag)
      const contact: Header = ['Contact', `<sip:rig@${stack.address.host}:${stack.address.port}>`]
      if (request.method === 'BYE') {
        stack.respond(request, ok)
        end({ by: 'them', status: null, cause: causeIn(request) })
      } else if (request.method === 'INVITE' || request.method === 'UPDATE') {
        const remote = mediaOf(request.body)
        if (remote) voice.sendTo(remote)
        const body = request.body ? describe(voice.local) : ''
        stack.respond(request, { ...ok, headers: [...ok.headers, contact, ['Content-Type', 'application/sdp']], body })
      } else {
        stack.respond(request, ok)
      }
    },
  }
}

type Dialog = ReturnType<typeof createDialog>

const publicPart = (call: Dialog, voice: Voice, invite: SipRequest, server: Address) => ({
  callId: header(invite, 'call-id'), invite, voice, times: call.times, ringing: call.ringing, answered: call.answered, ended: call.ended, inside: call.inside,
  end: call.finished, press: (digit: string, how?: 'rfc4733' | 'info') => call.press(server, digit, how),
})

/** Sends the INVITE. `authorise` answers a 401/407 once. */
export function placeCall(
  stack: SipStack,
  call: Dialog,
  parts: { voice: Voice; invite: SipRequest; server: Address; authorise: (challenge: SipResponse) => SipRequest | undefined },
): RigCall {
  const { voice, server } = parts
  let invite = parts.invite
  let progress = (): void => {}
  const provisional = new Promise<void>((resolve) => (progress = resolve))
  let cancelled = false

  const bye = async (): Promise<void> => {
    const gone = call.end({ by: 'me', status: null, cause: null })
    const answer = await stack.request(call.inDialog('BYE'), server)
    if (answer.status === 408) gone.status = 408
  }

  const onProvisional = (response: SipResponse): void => {
    progress()
    if (response.status >= 180) call.markRinging()
    const media = mediaOf(response.body)
    if (media) voice.sendTo(media)
  }

  const onAccepted = async (response: SipResponse): Promise<void> => {
    call.dialog.remote = header(response, 'to')
    call.dialog.target = uriOf(header(response, 'contact'))
    call.dialog.routes = headers(response, 'record-route').toReversed()
    call.dialog.sequence = Number(header(invite, 'cseq').split(' ')[0])
    const media = mediaOf(response.body)
    if (media) voice.sendTo(media)
    stack.send(call.inDialog('ACK'), server)
    if (cancelled) return bye() // the answer crossed our CANCEL
    call.markAnswered()
  }

  const dial = async (): Promise<void> => {
    let response = await stack.request(invite, server, onProvisional)
    const again = response.status === 401 || response.status === 407 ? parts.authorise(response) : undefined
    if (again) {
      invite = again
      response = await stack.request(again, server, onProvisional)
    }
    progress()
    if (response.status < 300) return onAccepted(response)
    const by = cancelled ? 'me' : response.status === 408 && response.reason === 'No answer at all' ? 'lost' : 'refused'
    call.end({ by, status: response.status, cause: causeIn(response) })
  }
  void dial()

  stack.onRepeated2xx((response) => {
    if (header(response, 'call-id') === header(invite, 'call-id')) stack.send(call.inDialog('ACK'), server)
  })

  return {
    ...publicPart(call, voice, invite, server),
    async hangUp() {
      const already = call.finished()
      if (already) return already
      if (call.times.answeredAt !== null) {
        await bye()
        return call.ended
      }
      cancelled = true
      await provisional // RFC 3261 §9.1: no CANCEL before a provisional answer
      const kept = invite.headers.filter(([name]) => /^(via|from|to|call-id|max-forwards|route)$/i.test(name))
      const cseq = `${header(invite, 'cseq').split(' ')[0]} CANCEL`
      if (call.times.answeredAt === null && !call.finished()) {
        await stack.request({ ...invite, method: 'CANCEL', headers: [...kept, ['CSeq', cseq]], body: '' }, server)
      }
      return call.ended
    },
  }
}

/** A call that rings here. It has been told 180 already. */
export function receiveCall(stack: SipStack, call: Dialog, parts: { voice: Voice; invite: SipRequest; server: Address }): IncomingCall & { cancel: (request: SipRequest) => void } {
  const { voice, invite, server } = parts
  const contact: Header = ['Contact', `<sip:rig@${stack.address.host}:${stack.address.port}>`]
  const remote = mediaOf(invite.body)

  const refuse = (status: number): void => {
    if (call.finished() || call.times.answeredAt !== null) return
    stack.respond(invite, responseTo(invite, status, REASONS[status] ?? 'Refused', call.dialog.localTag))
    call.end({ by: 'me', status, cause: null })
  }

  const ringing = responseTo(invite, 180, 'Ringing', call.dialog.localTag)
  stack.respond(invite, { ...ringing, headers: [...ringing.headers, contact] })
  call.markRinging()

  return {
    ...publicPart(call, voice, invite, server),
    refuse,
    answer() {
      if (call.finished() || call.times.answeredAt !== null) return
      const ok = responseTo(invite, 200, 'OK', call.dialog.localTag)
      stack.respond(invite, { ...ok, headers: [...ok.headers, contact, ['Content-Type', 'application/sdp']], body: describe(voice.local) })
      if (remote) voice.sendTo(remote)
      call.markAnswered()
    },
    cancel(request) {
      stack.respond(request, responseTo(request, 200, 'OK', call.dialog.localTag))
      if (call.finished() || call.times.answeredAt !== null) return
      stack.respond(invite, responseTo(invite, 487, 'Request Terminated', call.dialog.localTag))
      call.end({ by: 'cancelled', status: 487, cause: causeIn(request) })
    },
    async hangUp() {
      const already = call.finished()
      if (already) return already
      if (call.times.answeredAt === null) {
        refuse(480)
      } else {
        call.end({ by: 'me', status: null, cause: null })
        await stack.request(call.inDialog('BYE'), server)
      }
      return call.ended
    },
  }
}
