import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { type AlarmRaised, type LiveCall, type PanelToServer, type ServerToPanel, type SoftphoneHeld, TicketLeft, TicketOpened } from '../contract/socket.ts'
import type { TicketNotice } from '../contract/ticket-notice.ts'
import type { Can, Principal } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { ProblemCode } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { rateLimiter } from '../platform/rate-limit.ts'
import { isCrossSite, sessionToken } from '../platform/session-token.ts'
import { createFeed, type JoinedPanel, type Panel } from './feed.ts'
import { createPresence, type Presence, type PresenceNeeds } from './presence.ts'
import type { LiveView, NoticeFor, Sight, TicketSeen } from './rules/delta.ts'

/** What app.ts hands over. */
export interface PanelNeeds {
  server: HttpServer
  /** The whole state now. Agents' own calls are told by `agent`. */
  view: () => LiveView
  identify: (token: string) => Promise<{ user: Principal; session: string } | null>
  can: Can
  /** Whether agents are shown that a supervisor is on their line. */
  monitorShown: () => boolean
  /** Whether a notice about a ticket is for this user. */
  reads?: (user: Principal, notice: NoticeFor) => boolean
  /** Whether a ticket that was changed is this user's to read. */
  seesTicket?: (user: Principal, ticket: TicketSeen) => boolean
  /** Who has which ticket open; without it, nobody is told. */
  presence?: Pick<PresenceNeeds, 'mayRead' | 'nameOf'>
  /** Which of these sessions still hold, whoever ended the others. */
  stillOpen: (sessions: readonly string[]) => Promise<ReadonlySet<string>>
  /** Told when this server ends a session. */
  onSessionEnd: (listener: (session: string) => void) => void
  /** Told how many panels are connected. */
  count: (panels: number) => void
  clock: Clock
  log: Log
}

export interface PanelSocket {
  /** Something in the view changed; sent within 200 ms. */
  changed: () => void
  alarm: (alarm: Omit<AlarmRaised, 'seq'>) => void
  softphone: (held: Omit<SoftphoneHeld, 'seq'>) => void
  notice: (notice: TicketNotice, of: NoticeFor) => void
  ticket: (changed: TicketSeen) => void
  stop: () => void
}

interface Known {
  user: Principal
  session: string
}

type PanelServer = Server<PanelToServer, ServerToPanel, Record<string, never>, Known>
type PanelConnection = Socket<PanelToServer, ServerToPanel, Record<string, never>, Known>

const RECHECK_MS = 800
const MAX_PER_SESSION = 10
const REQUESTS = { burst: 20, perSecond: 20 }

/** The live feed at /socket.io, for whoever has a session; it ends within a second of it. */
export function servePanels(needs: PanelNeeds): PanelSocket {
  const { server, view, clock, log } = needs
  const io: PanelServer = new Server(server, { path: '/socket.io', serveClient: false, maxHttpBufferSize: 65_536, pingInterval: 10_000, pingTimeout: 10_000, perMessageDeflate: false, destroyUpgrade: false, cors: { origin: false } })
  const feed = createFeed({ view, clock })
  const presence = createPresence({ mayRead: async () => false, nameOf: async (username) => username, ...needs.presence, now: clock.now, failed: (error) => log.error('who has a ticket open could not be told', { error }) })
  io.use((socket, next) => void signIn(needs, io, socket).then((code) => next(code === null ? undefined : refusal(code)), (error: unknown) => {
    log.error('panel could not sign in', { error })
    next(refusal('INTERNAL'))
  }))
  io.on('connection', (socket) => {
    needs.count(io.of('/').sockets.size)
    serve(socket, needs, { joined: feed.join(panelOf(socket, needs)), presence })
  })
  needs.onSessionEnd((session) => io.in(session).disconnectSockets(true))
  const stopRechecking = clock.every(RECHECK_MS, () => void recheck(needs, io).catch((error: unknown) => log.error('sessions could not be checked', { error })))
  return {
    changed: feed.changed,
    alarm: feed.alarm,
    softphone: feed.softphone,
    notice: feed.notice,
    ticket: feed.ticket,
    stop() {
      stopRechecking()
      feed.stop()
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}

/** The code of the refusal, or null. Browsers send the cookie for any page: it counts only from our own. */
async function signIn({ identify }: PanelNeeds, io: PanelServer, socket: PanelConnection): Promise<ProblemCode | null> {
  const { headers } = socket.handshake
  const given: unknown = socket.handshake.auth['token']
  const found = typeof given === 'string' ? { token: given.slice(0, 200), from: 'bearer' as const } : sessionToken(headers)
  if (found?.from === 'cookie' && isCrossSite(headers)) return 'CROSS_SITE'
  const known = found && (await identify(found.token))
  if (!known) return 'NOT_SIGNED_IN'
  if ((io.of('/').adapter.rooms.get(known.session)?.size ?? 0) >= MAX_PER_SESSION) return 'TOO_MANY_REQUESTS'
  socket.data = known
  await socket.join(known.session)
  return null
}

/** The panel's client finds the code in `connect_error`'s data. */
const refusal = (code: ProblemCode): Error => Object.assign(new Error(code), { data: { code } })

function serve(socket: PanelConnection, { count, clock, log }: PanelNeeds, { joined, presence }: { joined: JoinedPanel; presence: Presence }): void {
  const limit = rateLimiter(REQUESTS, clock.now)
  socket.use((_packet, next) => {
    if (limit('socket') === 0) return next()
    log.warn('panel cut off for flooding', { user: socket.data.user.username })
    socket.disconnect(true)
  })
  socket.on('resync', joined.resync)
  const viewer = { id: socket.id, user: socket.data.user, tell: joined.presence }
  // What is not of the right form is left unanswered: only a broken client says it.
  socket.on('ticketOpen', (said) => {
    const { success, data } = TicketOpened.safeParse(said)
    if (success) presence.opened(viewer, data)
  })
  socket.on('ticketLeft', (said) => {
    const { success, data } = TicketLeft.safeParse(said)
    if (success) presence.left(viewer.id, data.ticketNo)
  })
  socket.on('disconnect', () => {
    joined.leave()
    presence.gone(viewer.id)
    count(socket.nsp.sockets.size)
  })
}

function panelOf(socket: PanelConnection, needs: PanelNeeds): Panel {
  return {
    sight: sightOf(socket.data.user, needs),
    drained: () => socket.conn.transport.writable,
    send: (event, message) => void (socket.emit as (event: string, message: unknown) => boolean)(event, message),
    drop(why) {
      needs.log.info('panel dropped', { user: socket.data.user.username, why })
      socket.disconnect(true)
    },
  }
}

const sightOf = (user: Principal, { can, monitorShown, reads, seesTicket }: Pick<PanelNeeds, 'can' | 'monitorShown' | 'reads' | 'seesTicket'>): Sight => ({
  queue: can(user, 'queue.read'),
  alarms: can(user, 'metrics.read'),
  // Also the call of a colleague who has asked for the user, from the ringing on.
  seesCall: ({ agent, third, monitor }: LiveCall) => [agent, third?.extension ?? null, monitor?.by ?? null].some((extension) => can(user, 'call.read', { extension })),
  reads: (notice) => reads?.(user, notice) === true,
  seesTicket: (ticket) => seesTicket?.(user, ticket) === true,
  get monitors() {
    return monitorShown() || can(user, 'call.supervise')
  },
  extension: user.extension,
})

/** Sessions also end by time, on other servers and by the command line. */
async function recheck({ stillOpen }: PanelNeeds, io: PanelServer): Promise<void> {
  const sessions = [...new Set([...io.of('/').sockets.values()].map(({ data }) => data.session))]
  if (sessions.length === 0) return
  const open = await stillOpen(sessions)
  for (const session of sessions) if (!open.has(session)) io.in(session).disconnectSockets(true)
}
