import { until } from '../rig/until.ts'
import type { OwnAsterisk } from './launch-asterisk.ts'

// A leg to the outside, placed the way the server places it.

export const APPLICATION = 'hotline-t1'

interface ChannelEvent {
  type: string
  cause?: number
  channel: { id: string; state: string; channelvars?: Record<string, string> }
  digit?: string
}

export interface OutsideLeg {
  readonly id: string
  readonly events: () => ChannelEvent[]
  readonly seen: (type: string, withinMs?: number) => Promise<ChannelEvent>
  /** Q.850 cause with which our half ended. */
  readonly cause: (withinMs?: number) => Promise<number>
  readonly hangUp: () => Promise<void>
}

let legs = 0

/** Fails when Asterisk refuses the request itself. */
export async function placeLeg(
  asterisk: OwnAsterisk,
  app: Awaited<ReturnType<OwnAsterisk['application']>>,
  number: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<OutsideLeg> {
  const id = `leg-${++legs}`
  const request = {
    endpoint: `Local/${number}@outbound/n`, app: APPLICATION, appArgs: 'rung,call', formats: 'alaw', otherChannelId: `${id}-far`,
    callerId: '"" <12345>', timeout: 30, variables: { YHT_RING_SECONDS: '20', ...variables },
  }
  const { status, body } = await asterisk.ari('POST', `/channels/${id}`, request)
  if (status !== 200) throw new Error(`originate to ${number}: HTTP ${status} ${JSON.stringify(body)}`)
  const events = (): ChannelEvent[] => (app.events as unknown as ChannelEvent[]).filter((event) => event.channel?.id === id)
  const seen = (type: string, withinMs = 15_000): Promise<ChannelEvent> => until(`${type} of a leg to ${number}`, () => events().find((event) => event.type === type), withinMs)
  return {
    id, events, seen,
    cause: async (withinMs) => (await seen('ChannelDestroyed', withinMs)).cause ?? -1,
    hangUp: async () => void (await asterisk.ari('DELETE', `/channels/${id}`)),
  }
}
