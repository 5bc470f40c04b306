import type { AgentView, SetAgentState } from '../contract/agent.ts'
import type { Extension } from '../contract/ids.ts'
import { drop, pickUp, type Board, type Channel } from './board.ts'
import type { Centre } from './centre.ts'
import { HOUR_MS } from './rules/day-profile.ts'
import type { Random } from './rules/random.ts'
import type { Scenario } from './scenario.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The people who answer: their phones, and the buttons they press. */
export interface Desks {
  scenario: Scenario
  chance: Random
  time: VirtualTime
  extensions: readonly Extension[]
  /** The server that runs now; null while none does. */
  server: () => Centre | null
  /** Who ought to be at work now. */
  onDuty: Set<Extension>
}

const BUSY = 17
const ABSENT = 20
const REJECTED = 21
const LOST = 38
const TRY_AGAIN_MS = 3_000

/** The phone rings: it is answered after a while, or not at all. */
export function phoneRings(desks: Desks, board: Board, { leg, agent }: Channel): void {
  const { chance, scenario } = desks
  const { busy, declined, unreachable, breaks } = scenario.faults
  if (agent && chance.chance(breaks)) board.time.after(chance.below(20_000), () => press(desks, agent, { state: 'not_ready', reason: 'break' }))
  const draw = chance.next()
  if (draw < busy) board.time.after(100, () => drop(board, leg, BUSY))
  else if (draw < busy + declined) board.time.after(chance.below(5_000), () => void (board.channels.get(leg)?.up || drop(board, leg, REJECTED)))
  else if (draw < busy + declined + unreachable) board.time.after(300, () => drop(board, leg, ABSENT))
  else if (!chance.chance(scenario.noAnswer)) board.time.after(chance.logNormal(scenario.meanAnswerMs, 0.5), () => pickUp(board, leg))
}

/** What may happen to the agent's side of a talk. */
export function agentTalks(desks: Desks, board: Board, { leg, call }: Channel): void {
  const { chance, scenario } = desks
  if (chance.chance(scenario.faults.lostInTalk)) board.time.after(chance.below(scenario.meanTalkMs), () => drop(board, leg, LOST))
  if (call === null || !chance.chance(scenario.faults.hold)) return
  board.time.after(chance.below(scenario.meanTalkMs), () => desks.server()?.calls.decide(call, { type: 'hold' }))
  board.time.after(scenario.meanTalkMs + chance.below(20_000), () => desks.server()?.calls.decide(call, { type: 'resume' }))
}

/** The agent looks at the screen and does what agents do. */
export function looks(desks: Desks, { extension, state, reason }: AgentView): void {
  const { chance, scenario, time } = desks
  const again = (afterMs: number, only: AgentView['state']): void =>
    void time.after(afterMs, () => {
      if (desks.onDuty.has(extension)) press(desks, extension, { state: 'ready' }, only)
    })
  if (state === 'acw') again(chance.logNormal(scenario.meanWrapUpMs, 0.6), 'acw')
  else if (state === 'not_ready' && reason === 'unreachable') time.after(30_000, () => desks.server()?.setReachable(extension, true))
  else if (state === 'not_ready') again(chance.exponential(scenario.meanReturnMs), 'not_ready')
  else if (state === 'offline' && desks.onDuty.has(extension)) press(desks, extension, { state: 'ready' })
}

/** Presses a button, again and again while the server is away; with `only`, if the agent is still in that state. */
function press(desks: Desks, extension: Extension, wish: SetAgentState, only?: AgentView['state']): void {
  const server = desks.server()
  if (!server) return void desks.time.after(TRY_AGAIN_MS, () => press(desks, extension, wish, only))
  if (only && server.agents.find(extension)?.state !== only) return
  void server.agents.wish(extension, wish)
}

/** Shifts change at the full hour. */
export function changeShift(desks: Desks): void {
  const { agents } = desks.scenario
  const needed = agents[Math.floor(desks.time.now() / HOUR_MS) % agents.length] ?? 0
  desks.extensions.forEach((extension, index) => {
    const due = index < needed
    if (due === desks.onDuty.has(extension)) return
    if (due) desks.onDuty.add(extension)
    else desks.onDuty.delete(extension)
    press(desks, extension, { state: due ? 'ready' : 'offline' })
  })
}
