import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { AgentView, ChooseDevice, SetAgentState } from '../contract/agent.ts'
import { Extension, GroupId } from '../contract/ids.ts'
import { AppError } from '../platform/errors.ts'
import { route, type Route } from '../platform/route.ts'
import type { Agents } from './port.ts'

const Name = z.string().min(1).max(60)
const Groups = z.array(GroupId).min(1).max(20)
const ByExtension = z.object({ extension: Extension })
type ByExtension = z.infer<typeof ByExtension>

const NewAgent = z.object({ extension: Extension, name: Name, groups: Groups }).strict().meta({ id: 'NewAgent' })
const ChangeAgent = z
  .object({ name: Name, groups: Groups, enabled: z.boolean(), /** Makes up a new SIP password; the phone has to be told. */ newSipPassword: z.literal(true) })
  .partial()
  .strict()
  .meta({ id: 'ChangeAgent' })

/** `sipPassword` is shown when it was made up, and never again. */
const AgentAccount = z
  .object({ extension: Extension, name: Name.optional(), groups: Groups.optional(), sipPassword: z.string().optional() })
  .meta({ id: 'AgentAccount' })

/** What an agents' account needs of its keeper; identity's Accounts fits. */
interface AccountKeeper {
  add: (account: { extension: Extension; name: string; groups: GroupId[]; sipPassword: string }) => Promise<void>
  update: (extension: Extension, change: { name?: string; groups?: GroupId[]; sipPassword?: string; enabled?: boolean }) => Promise<void>
}

interface Needs {
  agents: Pick<Agents, 'all' | 'find' | 'wish' | 'chooseDevice'>
  /** Its changes reach Asterisk and the agents' list by themselves. */
  accounts: AccountKeeper
  audit: { write: (entry: { at: number; actor: string; action: string; target: string; details: Record<string, unknown>; ok: boolean }) => Promise<void> }
  clock: { now: () => number }
  newSipPassword: () => string
}

interface Asker {
  username: string
  extension: Extension | null
}

/** GET /agents, PUT /agents/{extension}/state, POST /agents, PATCH /agents/{extension}. */
export function agentRoutes(needs: Needs): Route[] {
  const { agents } = needs
  return [
    route({
      method: 'get', path: '/agents', action: 'agent.read', summary: '座席列表 / Agents',
      result: z.object({ items: z.array(AgentView), nextCursor: z.null() }),
      handle: async () => ({ items: [...agents.all()], nextCursor: null }),
    }),
    route({
      method: 'put', path: '/agents/:extension/state', action: 'agent.state', summary: '示闲、示忙、签出 / Set ready, not ready or offline',
      params: ByExtension, body: SetAgentState, result: AgentView,
      about: ({ extension }) => ({ extension }),
      async handle({ params, body, user }: { params: ByExtension; body: SetAgentState; user: Asker }) {
        if (!agents.find(params.extension)) throw new AppError('AGENT_NOT_FOUND')
        if (user.extension !== params.extension) await note(needs, user, { action: 'agent.state', extension: params.extension, details: { ...body } })
        if (user.extension === params.extension && body.state === 'ready') await phoneIsThere(agents, params.extension)
        return await agents.wish(params.extension, body)
      },
    }),
    route({
      method: 'put', path: '/agents/:extension/device', action: 'agent.state', summary: '选择接听设备：浏览器或话机 / Choose what rings: the browser or the desk phone',
      params: ByExtension, body: ChooseDevice, result: AgentView,
      about: ({ extension }) => ({ extension }),
      async handle({ params, body: { device }, user }: { params: ByExtension; body: ChooseDevice; user: Asker }) {
        if (user.extension !== params.extension) await note(needs, user, { action: 'agent.device', extension: params.extension, details: { device } })
        return await agents.chooseDevice(params.extension, device === 'auto' ? null : device)
      },
    }),
    ...accountRoutes(needs),
  ]
}

/** A phone that has just signed on is known to us a moment later. */
const SEEN_WITHIN_MS = 1_500
const LOOK_EVERY_MS = 100

/** An agent who says to be ready is told at once when nothing could ring; a supervisor who says it of others may be ahead of their phones. */
async function phoneIsThere(agents: Pick<Agents, 'find'>, extension: Extension): Promise<void> {
  const silent = (): boolean => {
    const { browser, desk } = agents.find(extension)?.phones ?? { browser: null, desk: null }
    return browser !== true && desk === false // a browser that never signed on is not known at all
  }
  for (let leftMs = SEEN_WITHIN_MS; silent(); leftMs -= LOOK_EVERY_MS) {
    if (leftMs <= 0) throw new AppError('PHONE_UNREACHABLE')
    await setTimeout(LOOK_EVERY_MS)
  }
}

function accountRoutes(needs: Needs): Route[] {
  const { accounts, newSipPassword } = needs
  return [
    route({
      method: 'post', path: '/agents', action: 'agent.edit', summary: '新增座席账号 / Add an agent’s account', status: 201, body: NewAgent, result: AgentAccount,
      async handle({ body, user }: { body: z.infer<typeof NewAgent>; user: Asker }) {
        const account = { ...body, sipPassword: newSipPassword() }
        await note(needs, user, { action: 'agent.add', extension: body.extension, details: { groups: body.groups } })
        await accounts.add(account)
        return account
      },
    }),
    route({
      method: 'patch', path: '/agents/:extension', action: 'agent.edit', summary: '修改或停用座席账号 / Change or disable an agent’s account',
      params: ByExtension, body: ChangeAgent, result: AgentAccount,
      async handle({ params: { extension }, body: { newSipPassword: renew, ...body }, user }: { params: ByExtension; body: z.infer<typeof ChangeAgent>; user: Asker }) {
        const change = { ...defined(body), ...(renew ? { sipPassword: newSipPassword() } : {}) }
        await note(needs, user, { action: 'agent.change', extension, details: { ...body, sipPassword: renew ? 'changed' : 'kept' } })
        await accounts.update(extension, change)
        return { extension, ...change }
      },
    }),
  ]
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }
const defined = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Defined<T>

interface Noted {
  action: string
  extension: Extension
  details: Record<string, unknown>
}

async function note({ audit, clock }: Needs, { username: actor }: Asker, { action, extension, details }: Noted): Promise<void> {
  await audit.write({ at: clock.now(), actor, action, target: `agent:${extension}`, details, ok: true })
}
