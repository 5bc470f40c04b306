import { UA, WebSocketInterface } from 'jssip'
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA.js'
import type { RTCSession } from 'jssip/lib/RTCSession.js'
import { DTMF_TRANSPORT } from 'jssip/lib/Constants.js'
import type { SipCredentials, SipEvent, SipPhone } from './sip.ts'

const REGISTER_EXPIRES_S = 300
const RECOVERY = { connection_recovery_min_interval: 2, connection_recovery_max_interval: 4 }
/** SIP statuses that become the causes "user busy" and "call rejected" (RFC 3398 §8.2.6.1). */
const STATUS = { busy: 486, declined: 603 } as const

/** SIP over the server's WebSocket and WebRTC sound, by JsSIP. */
export function createSipPhone(hear: (event: SipEvent) => void): SipPhone {
  let ua: UA | null = null
  let iceServers: RTCIceServer[] = []
  const sessions = new Map<string, RTCSession>()

  function watch(session: RTCSession): void {
    const { id: call } = session
    sessions.set(call, session)
    const over = ({ cause }: { cause: string }): void => {
      if (sessions.delete(call)) hear({ type: 'over', call, cause })
    }
    session.on('progress', () => hear({ type: 'progress', call }))
    session.on('accepted', () => hear({ type: 'answered', call }))
    session.on('ended', over)
    session.on('failed', over)
    session.on('peerconnection', ({ peerconnection }) => listen(call, peerconnection))
    // An own call has its connection before anybody could listen for it.
    if (session.connection) listen(call, session.connection)
  }

  function listen(call: string, connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ streams, track }) => hear({ type: 'sound', call, stream: streams[0] ?? new MediaStream([track]) }))
  }

  function began({ originator, session, request }: IncomingRTCSessionEvent | OutgoingRTCSessionEvent): void {
    if (String(originator) === 'local') return
    watch(session)
    const auto = ['Alert-Info', 'Call-Info'].some((name) => /answer-after=0/i.test(String(request.getHeader(name) ?? '')))
    hear({ type: 'rings', call: session.id, auto })
  }

  function stop(): void {
    const before = ua
    ua = null
    before?.removeAllListeners()
    before?.stop()
    for (const [call] of sessions) {
      sessions.delete(call)
      hear({ type: 'over', call, cause: 'closed' })
    }
  }

  const options = (mediaStream: MediaStream) => ({ mediaStream, pcConfig: { iceServers, rtcpMuxPolicy: 'require' as const, bundlePolicy: 'max-bundle' as const } })

  return {
    open(credentials) {
      // Credentials that are renewed during a call leave it where it is.
      if (ua && sessions.size > 0) return
      stop()
      iceServers = credentials.iceServers.map(({ urls }) => ({ urls }))
      const opened = started(credentials)
      opened.on('connected', () => hear({ type: 'connected' }))
      opened.on('disconnected', ({ code }) => hear({ type: 'disconnected', code: code ?? 1_006 }))
      opened.on('registered', () => hear({ type: 'registered' }))
      opened.on('unregistered', () => hear({ type: 'unregistered' }))
      opened.on('registrationFailed', () => hear({ type: 'unregistered' }))
      opened.on('newRTCSession', began)
      ua = opened
      opened.start()
    },
    close: stop,
    register: () => ua?.register(),
    answer: (call, microphone) => sessions.get(call)?.answer(options(microphone)),
    reject: (call, as) => sessions.get(call)?.terminate({ status_code: STATUS[as] }),
    end: (call) => sessions.get(call)?.terminate(),
    dial(number, microphone) {
      if (!ua) throw new Error('the phone is not open')
      const session = ua.call(number, options(microphone))
      watch(session)
      return session.id
    },
    keypad: (call, digit) => sessions.get(call)?.sendDTMF(digit, { transportType: DTMF_TRANSPORT.RFC2833 }),
    restartIce: (call) => void sessions.get(call)?.renegotiate({ rtcOfferConstraints: { iceRestart: true } }),
    connection: (call) => sessions.get(call)?.connection ?? null,
  }
}

function started({ uri, authorizationUser, password, socket }: SipCredentials): UA {
  const address = `${location.origin.replace(/^http/, 'ws')}${socket}`
  return new UA({
    sockets: new WebSocketInterface(address), uri, authorization_user: authorizationUser, password,
    register_expires: REGISTER_EXPIRES_S, session_timers: false, ...RECOVERY,
  })
}
