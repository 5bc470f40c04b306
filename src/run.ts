import type { App } from './app.ts'
import type { JournalRow } from './call/journal.ts'
import { agentsIn } from './wiring/agents-in-call.ts'
import { outsideLegs } from './wiring/outside-legs.ts'
import { seatGroup } from './call/rules/of-call.ts'
import { leaseOf } from './call/rules/lease.ts'
import type { Extension, LegId } from './contract/ids.ts'
import type { PhoneAccount } from './telephony/port.ts'
import { predictable } from './prompt/rules/predictable.ts'

/** How often leases that are due are looked for; far below the shortest lease. */
const LEASE_TICK_MS = 1_000
/** How often it is asked who is to be called back now. */
const CALLBACK_TICK_MS = 1_000
/** Waiting callers keep their music this long while a new version of the server starts. */
const DRAIN_LEASE_MS = 60_000

export interface Running {
  /** Asterisk is linked, and our record has been held against it. */
  inService: () => boolean
  /** Resolves when callers are taken for the first time and agents' phones can register. */
  taking: Promise<void>
  /** Takes no new callers, leaves everything in order and stops. */
  stop: () => Promise<void>
}

type Part<Name extends keyof App, Used extends keyof App[Name]> = Record<Name, Pick<App[Name], Used>>
type Accounts = App['identity']['accounts']

/** As much of the house as moves by itself; the simulator has these parts and no others. */
export type Runnable = Pick<App, 'agents' | 'queue' | 'calls' | 'linked' | 'clock' | 'log'> &
  Part<'telephony', 'onEvent' | 'onLink' | 'perform' | 'live' | 'acceptCalls'> &
  Part<'phones', 'push' | 'onReachable' | 'onRegistered'> &
  Part<'softphones', 'load' | 'accounts' | 'watch'> & { demoPhones: Pick<NonNullable<App['demoPhones']>, 'accounts'> | null } &
  Part<'registry', 'all' | 'onChange'> &
  Part<'groups', 'all'> &
  Part<'recordings', 'start'> &
  Part<'reconciler', 'run'> &
  Part<'outbound', 'adopt' | 'ended'> &
  Part<'dialer', 'start' | 'look'> &
  Part<'machine', 'start' | 'look'> &
  Part<'journal', 'flushed'> &
  Part<'projector', 'idle'> &
  Part<'prompts', 'warm'> &
  Part<'config', 'policy'> & { rows: { openCalls: () => Promise<readonly Pick<JournalRow, 'state' | 'seq'>[]> } } & { identity: Pick<App['identity'], 'keepDates'> & { accounts: Pick<Accounts, 'list' | 'onChange'> } }

/**
 * Sets the parts in motion: events flow, leases are renewed, the record is held against Asterisk. Callers who were
 * waiting when the server went down are in line again before any agent is told of the next one.
 */
export async function run(app: Runnable): Promise<Running> {
  const { agents, queue, calls, telephony, phones, registry, groups, prompts, recordings, reconciler, rows, identity, clock, log, config } = app
  const { policy } = config
  const cancels: (() => void)[] = []
  let inService = false
  let pushed = false
  const { linked } = app
  const pushing = phonePushing(app)
  let took = (): void => {}
  const taking = new Promise<void>((resolve) => (took = resolve))

  const accounts = await identity.accounts.list()
  await agents.load(accounts)
  for (const { state, seq } of await rows.openCalls()) if (state.at !== 'ended') calls.takeUp(state, seq)
  for (const { leg, agent } of outsideLegs(calls)) app.outbound.adopt(leg, agent)
  await app.softphones.load()
  await app.dialer.start()
  await app.machine.start()
  agents.recover([...calls.open().values()].flatMap(({ state }) => agentsIn(state)))
  cancels.push(await recordings.start(), app.softphones.watch())

  queue.onOffer(({ call, agent }) => {
    agents.ringing(agent, call)
    calls.offered(call, agent)
  })
  agents.onIdle((agent, idle) => {
    if (idle && inService) queue.agentIdle(agent.extension, [...agent.groups, seatGroup(agent.extension)], agent.since)
    else queue.agentGone(agent.extension)
  })
  let staffed = agents.all().some(({ state }) => state !== 'offline')
  agents.onChange(() => {
    const now = agents.all().some(({ state }) => state !== 'offline')
    if (now !== staffed) calls.staffed((staffed = now))
  })
  phones.onReachable((extension, reachable, device) => agents.setReachable(extension as Extension, reachable, device))
  phones.onRegistered((extension, device) => {
    if (agents.find(extension as Extension)?.device === device) calls.seat(extension as Extension, 'seatReachable')
  })
  identity.accounts.onChange(async () => {
    agents.setAccounts(await identity.accounts.list())
    if (inService) await pushing.push()
  })
  agents.onChange(({ extension, call }) => {
    if (call === null && pushing.waitedFor(extension) && inService) pushing.push().catch((error: unknown) => log.error('a phone could not be taken away', { error }))
  })
  const speakAhead = (): void => void prompts.warm(predictable(registry.all(), groups.all()))
  registry.onChange(speakAhead)

  const left = leftBehind(app)
  telephony.onEvent((event) => {
    if (event.type === 'legEnded') {
      app.outbound.ended(event.leg)
      // The first wall let a number pass that the dialplan's does not: one of them is wrong.
      if (event.cause === GATE_REFUSED) log.error('the gate of the dialplan refused a call that was allowed', { leg: event.leg })
    }
    if (event.type === 'legLeft') left(event.leg)
    else calls.hear(event, linked.epoch)
  })
  telephony.onLink((state) => (state === 'up' ? void linkUp() : linkDown()))

  /** Without Asterisk nobody can be rung: no offers until the link is back and the record is right. */
  function linkDown(): void {
    inService = false
    telephony.acceptCalls(false)
    for (const { extension } of agents.all()) queue.agentGone(extension)
  }

  async function linkUp(): Promise<void> {
    try {
      linked.epoch = (await telephony.live()).startedAt
      await reconciler.run('away')
    } catch (error) {
      log.error('the record could not be held against Asterisk; tried again', { error })
      cancels.push(clock.at(clock.now() + LEASE_TICK_MS, () => void linkUp()))
      return
    }
    inService = true
    agents.begin()
    telephony.acceptCalls(true)
    await pushing.push()
    pushed = true
    took()
  }

  cancels.push(clock.every(LEASE_TICK_MS, () => calls.renewLeases()))
  cancels.push(clock.every(CALLBACK_TICK_MS, () => void (inService && app.dialer.look())))
  cancels.push(clock.every(CALLBACK_TICK_MS, () => void app.machine.look(inService)))
  cancels.push(identity.keepDates({ clock, inCall: (extension) => hasCall(app, extension), log: log.with({ part: 'identity' }) }))
  cancels.push(
    clock.every(policy.ari.reconcileEveryMs, () => {
      if (inService) reconciler.run('sweep').catch((error: unknown) => log.warn('a routine look at Asterisk failed', { error }))
    }),
  )
  speakAhead()

  return {
    inService: () => inService && pushed,
    taking,
    async stop() {
      telephony.acceptCalls(false)
      inService = false
      for (const cancel of cancels) cancel()
      await Promise.all([...calls.open().values()].filter(({ state }) => !leaseOf(state).long && !leaseOf(state).blocked).map(({ state }) => telephony.perform({ type: 'lease', leg: state.caller, forMs: DRAIN_LEASE_MS })))
      calls.stop()
      await app.journal.flushed()
      await app.projector.idle()
      await agents.stop()
    },
  }
}

const hasCall = ({ agents }: Pick<App, 'agents'>, extension: string): boolean => (agents.find(extension as Extension)?.call ?? null) !== null

/** Phones of the accounts in use; who is in a call keeps the phone until it is over, whatever became of the account. */
function phonePushing(app: Runnable) {
  const { identity, phones, log } = app
  let pushed: PhoneAccount[] = []
  let ending = new Set<string>()
  return {
    async push(): Promise<void> {
      const list = (await identity.accounts.list()).map(({ extension, name, sipPassword }) => ({ extension, name, password: sipPassword }))
      const inUse = new Set<string>(list.map(({ extension }) => extension))
      const kept = pushed.filter(({ extension }) => !inUse.has(extension) && hasCall(app, extension))
      const browsers = app.softphones.accounts().filter(({ extension }) => inUse.has(extension) || hasCall(app, extension))
      pushed = [...list, ...kept]
      ending = new Set(kept.map(({ extension }) => extension))
      await phones.push([...pushed, ...browsers, ...(app.demoPhones?.accounts() ?? [])]).catch((error: unknown) => log.error('phones could not be set up in Asterisk', { error }))
    },
    /** Whether the phone was kept for a call only. */
    waitedFor: (extension: string): boolean => ending.has(extension),
  }
}

/** Cause with which the context `outbound` refuses what is not on its list (ITU-T Q.850: outgoing calls barred). */
const GATE_REFUSED = 52

/** Long enough for a channel that hangs up to be gone. */
const LEFT_SETTLE_MS = 300

/**
 * A channel that leaves our application was taken by the fallback, or is just hanging up: Asterisk says the same of
 * both. After a moment one look at what is alive tells them apart, for all that left meanwhile.
 */
function leftBehind({ telephony, calls, clock, log, linked }: Runnable): (leg: LegId) => void {
  let legs: LegId[] = []
  async function look(): Promise<void> {
    const asked = legs
    legs = []
    const alive = await telephony.live().then(
      (live) => live.legs,
      (error: unknown) => log.warn('it could not be seen where callers went', { error }),
    )
    for (const leg of asked) {
      const gone = alive !== undefined && !alive.has(leg)
      calls.hear(gone ? { type: 'legEnded', leg, cause: 16 } : { type: 'legLeft', leg }, linked.epoch)
    }
  }
  return (leg) => {
    if (legs.push(leg) === 1) clock.at(clock.now() + LEFT_SETTLE_MS, () => void look())
  }
}
