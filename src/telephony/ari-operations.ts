import { createRequire } from 'node:module'

import { connect } from 'ari-client'
import type * as SwaggerClient from 'swagger-client'

import type { AriReply } from './ari-socket.ts'
import type { Priority } from './rules/priority.ts'
import { priorityOf } from './rules/priority.ts'

// ari-client reads Asterisk's own api-docs and makes one function of every operation in them. We lend it
// our WebSocket instead of its HTTP client (docs/decisions/0004-ari-client.md), and do not use its own
// event socket: it dies of a throwing listener and gives up after ten tries.

// Required, not imported: they must be the very instances that ari-client requires, also under a bundler or test runner.
const requireAsAriClient = createRequire(createRequire(import.meta.url).resolve('ari-client'))
const { register } = requireAsAriClient('swagger-client') as typeof SwaggerClient
// Its promises settle by setImmediate unless told otherwise: a turn of the event loop for each request.
;(requireAsAriClient('bluebird') as { setScheduler: (schedule: (task: () => void) => void) => void }).setScheduler(queueMicrotask)

/** Asterisk said no. */
export class AriRefusal extends Error {
  override readonly name = 'AriRefusal'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Resolves to the parsed answer ('' when there is none); rejects with AriRefusal or AriFault. */
type Operation<Options> = (options: Options) => PromiseLike<unknown>

interface Channel {
  channelId: string
}
interface Bridge {
  bridgeId: string
}
interface ConfigObject {
  configClass: string
  objectType: string
  id: string
}
export interface Originate extends Channel {
  endpoint: string
  app: string
  appArgs: string
  callerId: string
  /** Seconds. */
  timeout: number
  /** Of a Local channel: the id of its other half, and the codec of both. */
  otherChannelId?: string
  formats?: string
  variables: Record<string, string>
}

/** The operations we use, by resource, named as in Asterisk's api-docs. */
export interface AriOperations {
  applications: {
    get: Operation<{ applicationName: string }>
    filter: Operation<{ applicationName: string; filter: unknown }>
  }
  asterisk: {
    getInfo: Operation<{ only?: string }>
    ping: Operation<undefined>
    getObject: Operation<ConfigObject>
    updateObject: Operation<ConfigObject & { fields: readonly { attribute: string; value: string }[] }>
    deleteObject: Operation<ConfigObject>
  }
  bridges: {
    list: Operation<undefined>
    createWithId: Operation<Bridge & { type: string }>
    addChannel: Operation<Bridge & { channel: string }>
    removeChannel: Operation<Bridge & { channel: string }>
    destroy: Operation<Bridge>
    playWithId: Operation<Bridge & { playbackId: string; media: string }>
  }
  channels: {
    list: Operation<undefined>
    get: Operation<Channel>
    answer: Operation<Channel>
    hangup: Operation<Channel & { reason_code: string }>
    originateWithId: Operation<Originate>
    getChannelVar: Operation<Channel & { variable: string }>
    setChannelVar: Operation<Channel & { variable: string; value: string }>
    playWithId: Operation<Channel & { playbackId: string; media: string }>
    snoopChannelWithId: Operation<Channel & { snoopId: string; app: string; appArgs: string; spy: string; whisper: string }>
    startMoh: Operation<Channel & { mohClass: string }>
    stopMoh: Operation<Channel>
  }
  endpoints: {
    get: Operation<{ tech: string; resource: string }>
    listByTech: Operation<{ tech: string }>
  }
  events: { claimChannel: Operation<{ channelId: string; application: string }> }
  playbacks: { stop: Operation<{ playbackId: string }> }
}

type Send = (request: { method: string; path: string; query: { name: string; value: string }[]; body: string | undefined }, priority: Priority) => Promise<AriReply>

let clients = 0

/** Reads the api-docs through `send` (12 requests, once per process) and returns what they describe. */
export async function ariOperations(send: Send): Promise<AriOperations> {
  const host = `ari-${++clients}.invalid` // RFC 6761: never a real name; only the key under which the transport is found
  const unregister = register(host, async ({ operation, method, path, query, body }) => {
    const reply = await send({ method, path, query, body }, priorityOf(operation))
    if (reply.status >= 300) throw new AriRefusal(reply.status, messageIn(reply))
    return { data: reply.body }
  })
  try {
    return (await connect(`http://${host}`, '', '')) as AriOperations
  } finally {
    unregister()
  }
}

function messageIn({ body, reason }: AriReply): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    return typeof message === 'string' ? message : reason
  } catch {
    return body || reason
  }
}
