import type { CallPlan } from '../call/port.ts'
import { type Heard, HotlinePreview, HotlineUse, KnownHotlines, PreviewHotline, type StagePreview } from '../contract/hotline-preview.ts'
import type { PromptRef } from '../prompt/port.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Foretold, Registry } from './registry.ts'

export interface PreviewNeeds {
  registry: Pick<Registry, 'preview' | 'find'>
  /** National lines; see site.ts. */
  known: readonly KnownHotlines['items'][number][]
  /** A prompt as it is written, gaps filled, and whether a recording is heard instead. */
  words: (ref: PromptRef) => { text: string; recording: boolean }
  /** Today where the site is, and when it began (Unix ms). */
  today: () => { day: string; since: number }
  callsByNumber: (since: number) => Promise<{ number: string; calls: number; answered: number }[]>
}

/** POST /hotlines/preview, GET /hotlines/use, GET /hotlines/known. They come before /hotlines/{number}. */
export function hotlinePreviewRoutes({ registry, known, words, today, callsByNumber }: PreviewNeeds): Route[] {
  return [
    route({
      method: 'post', path: '/hotlines/preview', action: 'hotline.edit', summary: '归并预演 / What callers would hear before, in and after the transition; nothing is kept',
      body: PreviewHotline, result: HotlinePreview,
      handle: async ({ body }: RouteRequest<unknown, unknown, PreviewHotline, unknown>) => shown(await registry.preview(body.line, body.isNew), words),
    }),
    route({
      method: 'get', path: '/hotlines/known', action: 'hotline.read', summary: '可归并的号码 / National lines that are not in the registry yet', result: KnownHotlines,
      handle: async () => ({ items: known.filter(({ number }) => !registry.find(number)), nextCursor: null }),
    }),
    route({
      method: 'get', path: '/hotlines/use', action: 'hotline.read', summary: '各号码今日来电 / Calls of today by number', result: HotlineUse,
      async handle() {
        const { day, since } = today()
        return { day, items: await callsByNumber(since), nextCursor: null }
      },
    }),
  ]
}

const shown = ({ stages, wrong, ...rest }: Foretold, words: PreviewNeeds['words']): HotlinePreview => ({
  ...rest,
  stages: stages.map(({ status, from, until, now, plan }) => ({ status, from, until, now, ...served(plan, words) })),
  wrong: [...wrong],
})

function served(plan: CallPlan, words: PreviewNeeds['words']): Pick<StagePreview, 'heard' | 'outcome' | 'rank' | 'asked'> {
  const hear = (ref: PromptRef, times = 1): Heard => ({ prompt: ref.id, values: { ...ref.values }, ...words(ref), times })
  switch (plan.treatment) {
    case 'queue': {
      const asked = plan.reach.map(({ afterMs, groups }) => ({ afterMs, groups: groups.filter((group) => !group.startsWith('@')) }))
      return { heard: plan.announcements.map((ref) => hear(ref)), outcome: 'queue', rank: plan.rank, asked }
    }
    case 'announce_hangup':
      return { heard: [hear(plan.announcement, plan.times)], outcome: 'hang_up', rank: null, asked: [] }
    case 'reject':
      return { heard: [], outcome: 'reject', rank: null, asked: [] }
    case 'dial':
      throw new Error('a call to us is none of ours')
  }
}
