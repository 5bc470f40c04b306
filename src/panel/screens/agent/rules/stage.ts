import type { AgentView } from '../../../../contract/agent.ts'
import type { LiveCall } from '../../../../contract/socket.ts'

/**
 * What the agent is doing, as the page shows it. guest: in somebody else's call, as a specialist or a supervisor.
 * rescuing: this browser was
 * lost, and the call is being given back to it. calling: a call of ours that nobody has answered yet. asking: a third party is rung. private: agent and third party alone.
 */
export type Stage = 'none' | 'ringing' | 'calling' | 'connecting' | 'talking' | 'held' | 'asking' | 'private' | 'three' | 'transferring' | 'rescuing' | 'guest' | 'wrapUp'

/** What of the live feed's call the page goes by. */
export type Now = Pick<LiveCall, 'state' | 'onHold' | 'transferCount' | 'third' | 'monitor'>

/** `now` is the agent's own call; null in one of somebody else. */
export function stageOf(agent: Pick<AgentView, 'state' | 'call'> | null, now: Now | null): Stage {
  if (!agent || agent.call === null) return 'none'
  if (agent.state === 'ringing') return 'ringing'
  if (agent.state === 'acw') return 'wrapUp'
  if (now === null) return 'guest'
  switch (now.state) {
    case 'booked':
    case 'dialling':
      return 'calling'
    case 'transferring':
    case 'rescuing':
      return now.state
    case 'talking':
      return inTalk(now)
    default:
      return 'connecting'
  }
}

function inTalk({ third, onHold }: Now): Stage {
  if (third === null) return onHold ? 'held' : 'talking'
  if (third.state === 'ringing') return third.purpose === 'transfer' ? 'transferring' : 'asking'
  return third.state === 'joined' ? 'three' : 'private'
}

/** no: there is nothing to do it to. A code: it would be refused, and this is why. */
export type May = 'yes' | 'no' | 'TRANSFER_LIMIT' | 'TOO_MANY_PARTIES' | 'PEER_NOT_SPOKEN'

export interface Allowed {
  hold: May
  resume: May
  ask: May
  transfer: May
  join: May
  leave: May
  letGo: May
  hangUp: May
}

const NOTHING: Allowed = { hold: 'no', resume: 'no', ask: 'no', transfer: 'no', join: 'no', leave: 'no', letGo: 'no', hangUp: 'no' }
const TRANSFERS_MAX = 1 // domain.md §5.5, Z08

/** What the agent may do with the call now; the server has the last word. */
export function allowed(now: Now | null): Allowed {
  if (now === null) return NOTHING
  if (now.state === 'booked' || now.state === 'dialling') return { ...NOTHING, hangUp: 'yes' }
  if (now.state !== 'talking') return NOTHING
  const { third, onHold, monitor, transferCount } = now
  const when = (fine: boolean): May => (fine ? 'yes' : 'no')
  const once: May = transferCount < TRANSFERS_MAX ? 'yes' : 'TRANSFER_LIMIT'
  const ask: May = third !== null ? 'no' : monitor?.mode === 'barge' ? 'TOO_MANY_PARTIES' : 'yes'
  // A caller put on hold in a three-way call comes back by joining again; with an emergency line, by being taken back.
  const apart = third?.state === 'private'
  return {
    hold: when(!onHold && third?.state !== 'ringing'),
    resume: when(onHold && (third === null || (apart && third.purpose === 'emergency'))),
    ask,
    transfer: ask === 'yes' ? once : ask,
    join: when(apart && third.purpose === 'consult'),
    leave: third === null || third.state === 'ringing' ? 'no' : third.purpose === 'emergency' ? (third.spoke ? 'yes' : 'PEER_NOT_SPOKEN') : once,
    letGo: when(third !== null),
    hangUp: 'yes',
  }
}
