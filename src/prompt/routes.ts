import { createReadStream, statSync } from 'node:fs'
import { z } from 'zod'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { PromptDesk } from './desk.ts'
import { PromptVersion } from './store.ts'
import { UPLOAD_MAX_BYTES } from './upload.ts'

const Language = z.enum(['zh-CN', 'en'])
/** Any text: what is no prompt's key is simply not found, whatever tricks are in it. */
const ById = z.object({ id: z.string() }).strict()
const InLanguage = z.object({ language: Language.default('zh-CN') }).strict()
/** What is said in the gaps; examples when left out. */
const Gaps = z.object({
  line: z.string().min(1).max(60), number: z.string().regex(/^\d{3,12}$/), cancelDate: z.iso.date(), group: z.string().min(1).max(60),
})
const Listening = InLanguage.extend({ version: z.coerce.number().int().min(1).max(1_000_000).optional(), ...Gaps.partial().shape }).strict()

const SetText = z.object({ text: z.string().min(1).max(300), language: Language.default('zh-CN') }).strict().meta({ id: 'SetPromptText' })
const Activate = z.object({ version: z.int().min(0), language: Language.default('zh-CN') }).strict().meta({ id: 'ActivatePrompt' })

export const PromptVersionView = PromptVersion.omit({ file: true }).extend({ at: z.int(), active: z.boolean() }).meta({ id: 'PromptVersion' })
export const PromptView = z
  .object({
    /** "welcome", or "welcome@12319" for one hotline only. */
    id: z.string(),
    language: Language,
    /** What is said now; with a recording in use, what it stands for. */
    text: z.string(),
    builtInText: z.string(),
    use: z.string(),
    /** Names of the gaps a text may have, besides {site}. */
    gaps: z.array(z.string()),
    /** Whether one recording can do for every call, only for one hotline's ("<id>@<number>"), or never. */
    recordable: z.enum(['always', 'per_line', 'never']),
    /** It could not be made when last tried: callers hear its stand-in. */
    missing: z.boolean(),
    /** Version in use; 0 = the built-in text. */
    active: z.int(),
    versions: z.array(PromptVersionView),
  })
  .meta({ id: 'Prompt' })
const PromptList = z.object({ items: z.array(PromptView), nextCursor: z.string().nullable() }).meta({ id: 'PromptList' })

/** Of the person asking, only the name is needed here. */
interface Editor {
  username: string
}
type Asked<Query, Body> = RouteRequest<z.infer<typeof ById>, Query, Body, Editor>

/** Texts and recordings that callers hear. */
export function promptRoutes(desk: PromptDesk): Route[] {
  return [reading(desk), listening(desk), writing(desk), recording(desk), activating(desk)]
}

const reading = (desk: PromptDesk): Route =>
  route({
    method: 'get',
    path: '/prompts',
    action: 'prompt.read',
    summary: 'Every prompt with its text and versions',
    query: InLanguage,
    result: PromptList,
    handle: async ({ query }: Asked<z.infer<typeof InLanguage>, unknown>) => ({ items: desk.list(query.language), nextCursor: null }),
  })

const listening = (desk: PromptDesk): Route =>
  route({
    method: 'get',
    path: '/prompts/:id/audio',
    action: 'prompt.read',
    summary: 'A prompt to listen to, as callers hear it now (examples in its gaps), or a recording by its version',
    params: ById,
    query: Listening,
    download: true,
    async handle({ params, query: { language, version, ...gaps } }: Asked<z.infer<typeof Listening>, unknown>) {
      const values = Object.fromEntries(Object.entries(gaps).flatMap(([gap, value]) => (value === undefined ? [] : [[gap, value]])))
      const { file } = await desk.listen({ key: params.id, language }, version, values)
      return {
        contentType: 'audio/wav',
        size: statSync(file).size,
        fileName: `${params.id}.wav`,
        read: (start, end) => createReadStream(file, { start, end }),
      }
    },
  })

const writing = (desk: PromptDesk): Route =>
  route({
    method: 'put',
    path: '/prompts/:id/text',
    action: 'prompt.edit',
    summary: 'A new text, spoken from the next call on',
    params: ById,
    body: SetText,
    result: PromptVersionView,
    handle: ({ params, body, user }: Asked<unknown, z.infer<typeof SetText>>) =>
      desk.setText({ key: params.id, language: body.language, by: user.username }, body.text),
  })

const recording = (desk: PromptDesk): Route =>
  route({
    method: 'put',
    path: '/prompts/:id/audio',
    action: 'prompt.edit',
    summary: 'A recording (WAV, up to 10 MB and 120 s) that is played instead of speech',
    params: ById,
    query: InLanguage,
    uploadMaxBytes: UPLOAD_MAX_BYTES,
    result: PromptVersionView,
    handle: ({ params, query, body, user }: Asked<z.infer<typeof InLanguage>, Buffer>) =>
      desk.setRecording({ key: params.id, language: query.language, by: user.username }, body),
  })

const activating = (desk: PromptDesk): Route =>
  route({
    method: 'post',
    path: '/prompts/:id/activate',
    action: 'prompt.edit',
    summary: 'Takes an older version into use again; 0 is the built-in text',
    params: ById,
    body: Activate,
    status: 204,
    handle: ({ params, body, user }: Asked<unknown, z.infer<typeof Activate>>) =>
      desk.activate({ key: params.id, language: body.language, by: user.username }, body.version),
  })
