import { drop, loseLeases, restart, type Board, type People } from './board.ts'
import { agentLeft, callerGone, callIn, emptyCrowd, goToFallback, hears, onMoment, talkBegins, type Crowd } from './callers.ts'
import { startCentre, type Centre, type World } from './centre.ts'
import { agentTalks, changeShift, looks, phoneRings, type Desks } from './desks.ts'
import { emptyDisk } from './disk.ts'
import { lineToAsterisk } from './line-to-asterisk.ts'
import { extensionOf, routingOf } from './lines.ts'
import { HOUR_MS, nextArrival } from './rules/day-profile.ts'
import type { CallFact } from '../call/facts.ts'
import type { CallId } from '../contract/ids.ts'
import { random, type Random } from './rules/random.ts'
import type { Visitor } from './rules/textbook.ts'
import type { Scenario } from './scenario.ts'
import { createTally, type Tally } from './tally.ts'
import { virtualTime } from './virtual-time.ts'
import { createWatch, type Watch } from './watch.ts'

export interface Result {
  scenario: Scenario
  tally: Tally
  watch: Watch
  calls: number
  /** Calls the server never saw: it was away, and the fallback took them. */
  unseen: number
  serverKilled: number
  asteriskKilled: number
  linkLost: number
  /** How long it took in real time. */
  tookMs: number
}

/** Midnight of an ordinary Monday, UTC. */
const START = Date.UTC(2027, 2, 1)
const LOOK_EVERY_MS = 60_000
const LOOK_AGAIN_MS = 3_000

/** Looks on; for finding out why, and for checks. */
export interface Observer {
  /** Everything that passes between Asterisk and the server, and every decision. */
  trace?: (at: number, what: string, data: unknown) => void
  /** Each caller, by what nobody else knows. */
  caller?: (call: CallId, visitor: Visitor) => void
  fact?: (fact: CallFact) => void
}

/** Runs the scenario to its last call. Equal scenarios give equal results. */
export async function simulate(scenario: Scenario, observer: Observer = {}): Promise<Result> {
  const began = performance.now()
  const stage = setUp(scenario, observer)
  const { world, counts, watch, tally } = stage
  const { time, board } = world

  await bootServer(stage)
  changeShift(stage.desks)
  if (scenario.agents.length > 1) time.every(HOUR_MS, () => changeShift(stage.desks))
  arrivals(stage)
  faults(stage, observer)
  const stopLooking = time.every(LOOK_EVERY_MS, () => {
    lookAround(stage)
    time.after(LOOK_AGAIN_MS, () => lookAround(stage))
  })
  while (!stage.over || stage.crowd.byCall.size > 0 || !stage.centre) await time.run(time.now() + HOUR_MS)
  stopLooking()
  await time.run(time.now() + HOUR_MS)
  watch.atTheEnd(stage.centre, board)
  tally.finish(Math.min(time.now(), START + scenario.hours * HOUR_MS))
  stage.centre.life.alive = false
  return { scenario, tally, watch, ...counts, tookMs: performance.now() - began }
}

interface Stage {
  scenario: Scenario
  world: World
  crowd: Crowd
  desks: Desks
  watch: Watch
  tally: Tally
  chance: Random
  centre: Centre | null
  /** No more callers come. */
  over: boolean
  counts: { calls: number; unseen: number; serverKilled: number; asteriskKilled: number; linkLost: number }
}

function setUp(scenario: Scenario, observer: Observer): Stage {
  const chance = random(scenario.seed)
  const time = virtualTime(START)
  const { faults: { latencyMs, promptFails, recordFails } } = scenario
  const line = lineToAsterisk(time, chance.fork(), latencyMs, (what, data) => observer.trace?.(time.now(), what, data))
  const watch = createWatch(time.now)
  const tally = createTally(START, scenario.targetMs)
  const board: Board = {
    channels: new Map(), bridges: new Map(), playing: new Map(), startedAt: START, time, chance: chance.fork(), promptFails, recordFails,
    people: peopleOf(() => stage), tell: line.tell,
  }
  const stage: Stage = {
    scenario, watch, tally, chance: chance.fork(), centre: null, over: false,
    crowd: emptyCrowd(scenario, chance.fork(), observer.caller),
    desks: { scenario, time, chance: chance.fork(), extensions: Array.from({ length: Math.max(...scenario.agents) }, (_, index) => extensionOf(index)), server: () => stage.centre, onDuty: new Set() },
    counts: { calls: 0, unseen: 0, serverKilled: 0, asteriskKilled: 0, linkLost: 0 },
    world: {
      scenario, time, board, line, disk: emptyDisk(), chance: chance.fork(), routing: routingOf(scenario),
      onRow(row) {
        observer.trace?.(time.now(), 'decided', row)
        watch.row(row)
        for (const fact of row.facts) {
          tally.fact(fact)
          observer.fact?.(fact)
        }
      },
      onOffer: watch.offer,
      onAgent(now, before) {
        if (before?.state !== now.state) tally.agent(now, time.now())
        if (before?.state !== now.state || before.reason !== now.reason) looks(stage.desks, now)
      },
    },
  }
  return stage
}

/** What people notice of their phones. */
function peopleOf(stageOf: () => Stage): People {
  const at = <Args extends unknown[]>(notice: (stage: Stage, board: Board, ...args: Args) => void) => (...args: Args): void => {
    const stage = stageOf()
    notice(stage, stage.world.board, ...args)
  }
  return {
    phoneRings: at(({ watch, desks, crowd }, board, channel) => {
      watch.ring(board, channel)
      phoneRings(desks, board, channel)
      onMoment(crowd, board, channel.call, 'ring')
    }),
    pickedUp: at(({ crowd }, board, { call }) => onMoment(crowd, board, call, 'answer')),
    hears: at(({ crowd }, board, channel, prompt) => hears(crowd, board, channel.agent === null ? channel.call : null, prompt)),
    bridged: at(({ watch, crowd, desks }, board, caller, agent) => {
      watch.bridged(board, caller)
      talkBegins(crowd, board, caller.call, agent.leg)
      agentTalks(desks, board, agent)
    }),
    gone: at(({ crowd, world }, board, channel, bridgedWith) => {
      if (channel.agent !== null) return agentLeft(crowd, board, channel.call)
      callerGone(crowd, channel.call)
      // An agent who hears silence puts the phone down.
      for (const { leg, agent } of bridgedWith) if (agent !== null) world.time.after(5_000, () => drop(board, leg, 16))
      const { call } = channel
      if (call !== null) world.time.after(HOUR_MS / 2, () => world.disk.ended.delete(call))
    }),
  }
}

function arrivals(stage: Stage): void {
  const { scenario, world, counts, chance, tally } = stage
  const own = chance.fork()
  const end = START + scenario.hours * HOUR_MS
  let exact = START

  function next(): void {
    exact = START + nextArrival(scenario.profile, scenario.callsPerDay, exact - START, own.exponential(1))
    if (exact >= end || counts.calls >= scenario.maxCalls) stage.over = true
    else world.time.at(exact, arrive)
  }

  function arrive(): void {
    counts.calls += 1
    const ours = world.line.accepting()
    const channel = callIn(stage.crowd, world.board, ours)
    if (ours) world.line.tell({ type: 'legArrived', leg: channel.leg, callerNumber: channel.callerNumber, callerName: '', dialled: channel.dialled, createdAt: channel.createdAt, transferCount: null, interaction: null })
    else counts.unseen += 1
    if (stage.centre) tally.queued(world.time.now(), stage.centre.queue.size())
    next()
  }
  next()
}

async function bootServer(stage: Stage): Promise<void> {
  stage.centre = await startCentre(stage.world)
}

function lookAround({ centre, world, watch }: Stage): void {
  if (centre && world.line.accepting()) watch.look(centre)
}

/** Kills and cuts, again and again, until no more callers come. */
function faults(stage: Stage, { trace }: Observer): void {
  const { scenario: { faults }, world: { time, line, board }, counts, chance, crowd } = stage
  const own = chance.fork()
  const again = (everyMs: number, strike: () => void): void => {
    if (everyMs === 0) return
    time.after(own.exponential(everyMs), () => {
      if (stage.over) return
      strike()
      again(everyMs, strike)
    })
  }

  again(faults.serverKilledEveryMs, () => {
    if (!stage.centre) return
    counts.serverKilled += 1
    trace?.(time.now(), 'server killed', {})
    stage.centre.life.alive = false
    stage.centre = null
    time.after(own.chance(0.1) ? own.below(60_000) : 500 + own.below(4_000), () => void bootServer(stage))
  })
  again(faults.linkLostEveryMs, () => {
    if (!line.isUp()) return
    counts.linkLost += 1
    line.setUp(false)
    time.after(own.chance(0.1) ? own.below(60_000) : own.below(5_000), () => line.setUp(true))
  })
  again(faults.asteriskKilledEveryMs, () => {
    if (!line.isUp()) return
    counts.asteriskKilled += 1
    trace?.(time.now(), 'Asterisk killed', {})
    line.setUp(false)
    restart(board)
    time.after(2_000 + own.below(8_000), () => line.setUp(true))
  })
  // Asterisk looks after the leases itself, whether or not a server is there.
  if (faults.serverKilledEveryMs + faults.linkLostEveryMs > 0)
    time.every(1_000, () => loseLeases(board).forEach((channel) => goToFallback(crowd, board, channel)))
}
