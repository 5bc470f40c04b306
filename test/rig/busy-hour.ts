import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type App, buildApp } from '../../src/app.ts'
import type { OpenCall } from '../../src/call/runner.ts'
import type { Living } from '../../src/call/rules/state.ts'
import { aPlan, aTalk, stateAt, wait } from '../../src/call/testing/examples.ts'
import { readConfig } from '../../src/config.ts'
import type { AgentState, AgentView } from '../../src/contract/agent.ts'
import type { Rank } from '../../src/contract/call.ts'
import { CallId, Extension, GroupId, HotlineNumber } from '../../src/contract/ids.ts'
import { openDatabase } from '../../src/database/database.ts'
import { loadSite } from '../../src/hotline/site.ts'
import { ensureCredentials } from '../../src/identity/first-run.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { serve } from '../../src/serve.ts'
import { fakeTelephony } from '../../src/telephony/fake-telephony.ts'
import { signIn } from './api.ts'
import { reservePorts } from './ports.ts'
import { scratchFolder } from './program.ts'
import type { Product } from './start-product.ts'

// The server as it is, with its database, its socket and its pages, in an hour as busy as can be: who waits, who talks and
// who is signed in is made up, because no machine for tests rings 300 phones.

type Waiting = ReturnType<App['queue']['waiting']>[number]
const NUMBERS = ['12345', '12319', '12333', '12366', '12369', '12315']
const RANKS: readonly Rank[] = ['emergency', 'elder', 'return', 'normal', 'normal', 'normal', 'normal', 'normal']
const GROUPS = ['general', 'hr', 'medical']
const STATES: readonly AgentState[] = ['talking', 'talking', 'talking', 'talking', 'acw', 'ringing', 'not_ready', 'on_hold', 'three_way', 'offline', 'ready']
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

export interface BusyHour {
  /** As much of a product as a browser asks for. */
  product: Product
  app: App
  /** What is true at this moment, to hold the screen against. */
  now: () => { waiting: number; byState: Record<string, number> }
  /** Things happen this often from now on, until the returned function is called. */
  begin: (perSecond: number) => () => void
  stop: () => Promise<void>
}

function people(waitingCount: number, agentCount: number) {
  let [n, made] = [0, 0]
  const begun = Date.now()
  const calls = new Map<CallId, OpenCall>()
  const line: Waiting[] = []
  const open = (state: Living): void => void calls.set(state.call, { state, seq: 1, changedAt: begun, cancelWake: () => {} })
  const planOf = (id: number): ReturnType<typeof aPlan> => aPlan({ dnis: HotlineNumber.parse(pick(NUMBERS, id)), ani: `139${String(10_000_000 + id * 7_919).slice(-8)}` })

  function arrive(arrivedAt: number): void {
    const call = CallId.parse(`busy${String((made += 1)).padStart(6, '0')}`)
    const rank = pick(RANKS, made * 7)
    const groups = [GroupId.parse(pick(GROUPS, made))]
    open({ ...stateAt('waiting', wait()), call, arrivedAt, rank, groups, plan: planOf(made) })
    line.push({ call, rank, arrivedAt, groups, headAt: null, offeredTo: null })
    line.sort((a, b) => ['emergency', 'elder', 'return', 'normal'].indexOf(a.rank) - ['emergency', 'elder', 'return', 'normal'].indexOf(b.rank) || a.arrivedAt - b.arrivedAt || (a.call < b.call ? -1 : 1))
  }
  function agent(id: number, state: AgentState, since: number, before?: AgentView): AgentView {
    const extension = Extension.parse(String(1_001 + id))
    const busy = state === 'talking' || state === 'on_hold' || state === 'three_way'
    const call = busy ? CallId.parse(`talk${String(id).padStart(6, '0')}`) : null
    if (call) open({ ...stateAt('talking', aTalk()), call, agent: extension, arrivedAt: since, plan: planOf(id) })
    else calls.delete(CallId.parse(`talk${String(id).padStart(6, '0')}`))
    return { ...before, extension, name: `${pick(['王', '李', '张', '刘', '陈'], id)}${pick(['芳', '伟', '敏', '静', '磊', '洋'], id * 3)}`, groups: [GroupId.parse(pick(GROUPS, id))], state, reason: state === 'not_ready' ? 'break' : null, since, call, reachable: true } as AgentView
  }
  for (let i = 0; i < waitingCount; i += 1) arrive(begun - (waitingCount - i) * 700)
  const agents = new Map(Array.from({ length: agentCount }, (_, i) => agent(i, pick(STATES, i * 5), begun - (i % 50) * 9_000)).map((one) => [one.extension as string, one]))

  return {
    line, agents, calls,
    /** One thing: somebody arrives, is asked for, or is gone; an agent does something else. */
    happen(): void {
      n += 1
      const i = (n * 37) % agentCount
      const before = [...agents.values()][i]
      if (n % 4 === 0) arrive(Date.now())
      else if (n % 4 === 1) {
        const [gone] = line.splice((n * 13) % Math.max(1, line.length), 1)
        if (gone) calls.delete(gone.call)
      } else if (n % 4 === 2 && line.length > 0) {
        const at = (n * 11) % line.length
        const one = line[at] as Waiting
        line[at] = { ...one, offeredTo: one.offeredTo === null && before ? before.extension : null }
      } else if (before) agents.set(before.extension, agent(i, pick(STATES, n), Date.now(), before))
    },
  }
}

/** A server in its busiest hour. */
export async function busyHour({ waiting, agents: agentCount }: { waiting: number; agents: number }): Promise<BusyHour> {
  const home = await mkdtemp(join(scratchFolder(), 'yht-busy-'))
  const ports = await reservePorts()
  const config = readConfig({ YHT_HOME: home, YHT_HTTP_PORT: String(ports.http) })
  const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => console.error(message, fields), with: () => log }
  const migrationsDir = join(config.packageRoot, 'migrations')
  const [db, journalDb] = [await openDatabase(config.databaseUrl, { migrationsDir }), await openDatabase(config.journalUrl, { migrationsDir })]
  const credentials = await ensureCredentials(config.home.credentials, [])
  const app = await buildApp({
    config, site: loadSite(config.siteFile), cipher: createFieldCipher(credentials.fieldKey), db, journalDb, telephony: fakeTelephony({ clock: systemClock }),
    phones: { push: async () => {}, remove: async () => {}, reachable: async () => new Map(), onReachable: () => {} } as never,
    tools: { espeak: null, sox: null }, clock: systemClock, monotonic: () => performance.now(), log,
  })
  await app.identity.seed(credentials)
  const crowd = people(waiting, agentCount)
  let tell = (): void => {}
  const shown: App = {
    ...app,
    queue: { ...app.queue, waiting: () => crowd.line, size: () => crowd.line.length },
    agents: { ...app.agents, all: () => [...crowd.agents.values()], find: (extension) => crowd.agents.get(extension) },
    calls: { ...app.calls, open: () => crowd.calls },
    onCallChange: (changed) => void (tell = changed),
  }
  const served = await serve(shown, { inService: () => true })
  const url = `http://127.0.0.1:${ports.http}`
  const passwordOf = (name: string): string => credentials.users.find(({ username }) => username === name)?.password ?? ''
  return {
    app,
    product: { url, as: (name: string) => signIn(url, name, passwordOf(name)) } as Product,
    now: () => ({ waiting: crowd.line.length, byState: countOf(crowd.agents.values()) }),
    begin(perSecond) {
      const timer = setInterval(() => {
        crowd.happen()
        tell()
      }, 1_000 / perSecond)
      return () => clearInterval(timer)
    },
    async stop() {
      await served.stop()
      await app.agents.stop()
      await journalDb.destroy()
      await db.destroy()
      await ports.free()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function countOf(agents: Iterable<AgentView>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of agents) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
