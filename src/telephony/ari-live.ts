import { z } from 'zod'
import { FromCentre } from './ari-events.ts'
import { isFarHalf } from './rules/far-half.ts'
import { LegId } from '../contract/ids.ts'
import { type AriOperations, AriRefusal } from './ari-operations.ts'
import type { LiveLeg, LiveState } from './port.ts'

const Info = z.object({ status: z.object({ startup_time: z.string() }) })
const Application = z.object({ channel_ids: z.array(z.string()) })
const Bridges = z.array(z.object({ id: z.string(), channels: z.array(LegId) }))
const Channels = z.array(
  z.object({
    id: LegId,
    name: z.string(),
    state: z.string(),
    creationtime: z.string(),
    caller: z.object({ number: z.string() }),
    dialplan: z.object({ context: z.string(), exten: z.string(), app_name: z.string() }),
    channelvars: FromCentre,
  }),
)

/** Asks Asterisk for everything alive at once. Rejects when it cannot be asked. */
export async function liveState(ari: AriOperations, app: string): Promise<LiveState> {
  const [info, application, listed, bridged] = await Promise.all([
    ari.asterisk.getInfo({ only: 'status' }),
    ari.applications.get({ applicationName: app }),
    ari.channels.list(undefined),
    ari.bridges.list(undefined),
  ])
  const followed = new Set(Application.parse(application).channel_ids)
  const bridges = new Map(Bridges.parse(bridged).map(({ id, channels }) => [id, channels]))
  const bridgeOf = new Map([...bridges].flatMap(([id, legs]) => legs.map((leg) => [leg, id] as const)))
  const legs = new Map(
    Channels.parse(listed).map((channel): [LegId, LiveLeg] => [
      channel.id,
      {
        leg: channel.id,
        up: channel.state === 'Up',
        ours: followed.has(channel.id) && !isFarHalf(channel.id),
        bridge: bridgeOf.get(channel.id) ?? null,
        context: channel.dialplan.context,
        createdAt: Date.parse(channel.creationtime),
        callerNumber: channel.caller.number,
        dialled: channel.dialplan.exten,
        ...channel.channelvars,
      },
    ]),
  )
  return { startedAt: Date.parse(Info.parse(info).status.startup_time), legs, bridges }
}

const Named = z.object({ name: z.string() })

/** Asterisk's name of the channel. */
export const channelName = async (ari: AriOperations, leg: LegId): Promise<string> => Named.parse(await ari.channels.get({ channelId: leg })).name

const MIXMONITOR_FILENAME = 'MIXMONITOR_FILENAME'
const Variable = z.object({ value: z.string() })

/** File that a MixMonitor started earlier writes to; null when there is none. */
export async function recordedTo(ari: AriOperations, leg: LegId): Promise<string | null> {
  try {
    return Variable.parse(await ari.channels.getChannelVar({ channelId: leg, variable: MIXMONITOR_FILENAME })).value
  } catch (error) {
    if (error instanceof AriRefusal && error.status === 404) return null // no such variable, or no such channel: the next question tells
    throw error
  }
}

/** MixMonitor leaves the name when it is stopped, and who comes after a restart would take it for running. */
export const forgetFile = async (ari: AriOperations, leg: LegId): Promise<void> => {
  await ari.channels.setChannelVar({ channelId: leg, variable: MIXMONITOR_FILENAME, value: '' })
}
