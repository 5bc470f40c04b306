import { createAgents, type AgentDesk } from '../agent/agents.ts'
import type { JournalRow } from '../call/journal.ts'
import type { Routing } from '../call/port.ts'
import { createReconciler } from '../call/reconcile.ts'
import { termsOf } from '../call/terms.ts'
import { createCalls, type Calls } from '../call/runner.ts'
import type { AgentView } from '../contract/agent.ts'
import type { CallId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import type { Offer, Queue } from '../queue/port.ts'
import { createQueue } from '../queue/queue.ts'
import { run, type Runnable } from '../run.ts'
import type { Board } from './board.ts'
import { virtualJournal, type Disk } from './disk.ts'
import { extensionOf, groupsOf } from './lines.ts'
import type { Life, LineToAsterisk } from './line-to-asterisk.ts'
import type { Random } from './rules/random.ts'
import type { Scenario } from './scenario.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The server under simulation: the real calls, queue, agents and start, between a virtual disk and a virtual Asterisk. */
export interface Centre {
  life: Life
  calls: Calls
  queue: Queue
  agents: AgentDesk
  setReachable: (extension: string, reachable: boolean) => void
}

export interface World {
  scenario: Scenario
  routing: Routing
  time: VirtualTime
  chance: Random
  board: Board
  line: LineToAsterisk
  disk: Disk
  /** Told of every decision that is safe, every offer, and every agent's change (null = as found at the start). */
  onRow: (row: JournalRow) => void
  onOffer: (offer: Offer, centre: Centre) => void
  onAgent: (now: AgentView, before: AgentView | null) => void
}

export async function startCentre(world: World): Promise<Centre> {
  const { scenario, time, board, line, disk, chance } = world
  const { policy, faults } = scenario
  const life: Life = { alive: true }
  const clock = mortal(time, life)
  const telephony = line.connect(life, board)
  const queue = createQueue()
  const agents = createAgents({ store: disk.agents, clock, policy, log: silentLog })
  const journal = virtualJournal({ disk, time, chance, latencyMs: faults.latencyMs, life, onRow: world.onRow })
  const projector = { take: () => {}, idle: () => Promise.resolve() }
  const prompts = { media: ({ id }: { id: string }) => Promise.resolve({ media: [id], lengthMs: 0 }), warm: () => Promise.resolve() }
  const linked = { epoch: 0 }
  const calls = createCalls({ telephony, queue, agents, prompts, endpointOf: (agent) => `PJSIP/${agent}`, routing: world.routing, journal, projector, clock, policy, log: silentLog, recordingsDir: '/', terms: () => termsOf(policy, '0991'), staffed: () => true, epoch: () => linked.epoch })
  const recorded = (asked: readonly CallId[]) => Promise.resolve(new Set(asked.filter((call) => disk.ended.has(call))))
  const witness = { sweep: () => Promise.resolve(), open: () => [] }
  const reconciler = createReconciler({ telephony, calls, witness, clock, log: silentLog, recorded })

  let setReachable: Centre['setReachable'] = () => {}
  const centre: Centre = { life, calls, queue, agents, setReachable: (extension, reachable) => setReachable(extension, reachable) }
  queue.onOffer((offer) => world.onOffer(offer, centre))
  agents.onChange((now, before) => world.onAgent(now, before))

  // The parts of the product that have no place in virtual time are left out; run() starts the others as it does anywhere.
  const app: Runnable = {
    agents, queue, calls, linked, telephony, outbound: { adopt: () => {}, ended: () => {} }, dialer: { start: () => Promise.resolve(), look: () => Promise.resolve() }, machine: { start: () => Promise.resolve(), look: () => Promise.resolve() }, prompts, reconciler, journal, projector, clock, log: silentLog, config: { policy },
    registry: { onChange: () => {}, all: () => [] },
    groups: { all: () => [] },
    recordings: { start: () => Promise.resolve(() => {}) },
    rows: { openCalls: () => Promise.resolve([...disk.open.values()]) },
    identity: { keepDates: () => () => {}, accounts: { list: () => Promise.resolve(accountsOf(scenario)), onChange: () => {} } },
    phones: { push: () => Promise.resolve(), onReachable: (listener) => void (setReachable = (extension, reachable) => listener(extension, reachable, 'desk')), onRegistered: () => {} },
    softphones: { load: () => Promise.resolve(), accounts: () => [], watch: () => () => {} },
    demoPhones: null,
  }
  await run(app)
  for (const view of agents.all()) world.onAgent(view, null)
  return centre
}

/** Timers of a dead server do not ring. */
const mortal = (time: VirtualTime, life: Life): Clock => ({
  now: time.now,
  at: (at, task) => time.at(at, () => void (life.alive && task())),
  every(everyMs, task) {
    const stop = time.every(everyMs, () => (life.alive ? task() : stop()))
    return stop
  },
})

const accountsOf = (scenario: Scenario) =>
  Array.from({ length: Math.max(...scenario.agents) }, (_, index) => ({
    extension: extensionOf(index),
    name: `座席 ${index + 1}`,
    groups: groupsOf(scenario, index),
    sipPassword: '',
  }))
