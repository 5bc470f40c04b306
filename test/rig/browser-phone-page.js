// The page of browser-phone.ts: registers at once, answers what comes, and tells what it sees.
import JsSIP from 'jssip'

const seen = { registered: false, tab: null, closed: null, calls: 0, inCall: false, autoAnswer: false, ended: null, beganAt: Date.now(), upAt: null }
const far = new Audio()
let session = null

const autoAnswered = (request) => ['Alert-Info', 'Call-Info'].some((name) => /answer-after=0/.test(request.getHeader(name) ?? ''))

function heard({ session: next, originator, request }) {
  if (originator === 'local') return
  session = next
  seen.calls++
  seen.inCall = false
  seen.autoAnswer = autoAnswered(request)
  next.on('confirmed', () => {
    seen.inCall = true
    seen.upAt = Date.now()
  })
  const over = ({ cause }) => {
    if (session !== next) return
    seen.inCall = false
    seen.ended = cause
  }
  next.on('ended', over)
  next.on('failed', over)
  next.on('peerconnection', ({ peerconnection }) => peerconnection.addEventListener('track', ({ streams }) => {
    far.srcObject = streams[0]
    void far.play()
  }))
  next.answer({ mediaConstraints: { audio: true, video: false } })
}

async function start() {
  const answer = await fetch('/api/v1/softphone', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  if (!answer.ok) throw new Error(`softphone: ${answer.status}`)
  const given = await answer.json()
  seen.tab = given.tab
  const socket = new JsSIP.WebSocketInterface(`${location.origin.replace('http', 'ws')}${given.socket}`)
  const ua = new JsSIP.UA({ sockets: [socket], uri: given.uri, authorization_user: given.authorizationUser, password: given.password, session_timers: false, register_expires: 60, connection_recovery_min_interval: 2, connection_recovery_max_interval: 4 })
  ua.on('registered', () => (seen.registered = true))
  ua.on('unregistered', () => (seen.registered = false))
  ua.on('registrationFailed', () => (seen.registered = false))
  ua.on('disconnected', ({ code }) => {
    seen.registered = false
    seen.closed = code ?? null
    if (code >= 4001 && code <= 4003) ua.stop()
  })
  ua.on('connected', () => setTimeout(() => ua.isConnected() && !ua.isRegistered() && ua.register(), 5_000))
  ua.on('newRTCSession', heard)
  ua.start()
}

window.phoneHangUp = () => session.terminate()

window.phoneState = async () => {
  const state = { ...seen, packetsIn: 0, packetsOut: 0, energyIn: 0, codec: null }
  if (!session?.connection) return state
  const stats = await session.connection.getStats()
  stats.forEach((each) => {
    if (each.type === 'inbound-rtp') {
      state.packetsIn = each.packetsReceived
      state.energyIn = each.totalAudioEnergy ?? 0
      state.codec = stats.get(each.codecId)?.mimeType ?? null
    }
    if (each.type === 'outbound-rtp') state.packetsOut = each.packetsSent
  })
  return state
}

start().catch((error) => (seen.ended = String(error)))
