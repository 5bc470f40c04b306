import { createReadStream, statSync } from 'node:fs'
import { z } from 'zod'
import { ByCampaignVersion, Campaign, CampaignEntry, CampaignResults, CampaignScript, CampaignState, DoNotCall, EntryState, ListReport, NewCampaign, type CampaignSettings, NewDoNotCall, PutCampaign } from '../contract/campaign.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Campaigns } from './campaigns.ts'
import type { Listing } from './listing.ts'
import type { ResultsFiles } from './results-file.ts'
import type { Sparing } from './sparing.ts'

const FILE_MAX_BYTES = 5 * 1024 * 1024

const paging = { cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const ById = z.object({ id: z.string().regex(/^[\w-]{1,40}$/) }).strict()
const Version = z.object({ version: z.coerce.number().int() }).strict()
const ListQuery = z.object({ state: CampaignState.optional(), ...paging }).strict()
const EntriesQuery = z.object({ state: EntryState.optional(), ...paging }).strict()
const SparedQuery = z.object({ number: z.string().max(40).optional(), ...paging }).strict()
/** Without it the file is only looked at. */
const Upload = z.object({ apply: z.enum(['true', 'false']).default('false') }).strict()
const Step = z.object({ step: z.string().regex(/^[a-z]\w{0,9}$/) }).strict()
const File = z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx'), what: z.enum(['counts', 'answers']).default('counts') }).strict()
const CampaignPage = z.object({ items: z.array(Campaign), nextCursor: z.string().nullable() }).meta({ id: 'CampaignPage' })
const EntryPage = z.object({ items: z.array(CampaignEntry), nextCursor: z.string().nullable() }).meta({ id: 'CampaignEntryPage' })
const SparedPage = z.object({ items: z.array(DoNotCall), nextCursor: z.string().nullable() }).meta({ id: 'DoNotCallPage' })

type Asked<Query = unknown, Body = unknown> = RouteRequest<z.infer<typeof ById>, Query, Body, Principal>
type OfVersion = Asked<unknown, z.infer<typeof ByCampaignVersion>>

export interface CampaignRouteDeps {
  campaigns: Campaigns
  listing: Listing
  files: ResultsFiles
  sparing: Sparing
  /** File of the text as it is spoken; null = nothing on this machine speaks. */
  hear: (text: string) => Promise<string | null>
}

export const campaignRoutes = (deps: CampaignRouteDeps): Route[] => [...makingRoutes(deps), ...runningRoutes(deps), ...listRoutes(deps), ...resultRoutes(deps), ...sparingRoutes(deps)]

/** /campaigns and /campaigns/{id}. */
const makingRoutes = ({ campaigns }: CampaignRouteDeps): Route[] => [
  route({
    method: 'get', path: '/campaigns', action: 'campaign.read', query: ListQuery, result: CampaignPage,
    summary: 'Opinion polls and announcements by telephone, latest first (U24)',
    handle: async ({ query, user }: Asked<z.infer<typeof ListQuery>>) => await campaigns.list(user, query),
  }),
  route({
    method: 'post', path: '/campaigns', action: 'campaign.run', body: NewCampaign, result: Campaign, status: 201,
    summary: 'Makes a campaign; nobody is called before it is started',
    handle: async ({ body, user }: Asked<unknown, CampaignSettings>) => await campaigns.create(body, user),
  }),
  route({
    method: 'get', path: '/campaigns/:id', action: 'campaign.read', params: ById, result: Campaign,
    summary: 'A campaign, how far it is, and why nobody is called just now',
    handle: async ({ params, user }: Asked) => await campaigns.view(params.id, user),
  }),
  route({
    method: 'put', path: '/campaigns/:id', action: 'campaign.run', params: ById, body: PutCampaign, result: Campaign,
    summary: 'The whole of it anew; once it was started only name, last day, hours, days off and tries',
    handle: async ({ params, body, user }: Asked<unknown, PutCampaign>) => await campaigns.change(params.id, body, user),
  }),
  route({
    method: 'delete', path: '/campaigns/:id', action: 'campaign.run', params: ById, query: Version, status: 204,
    summary: 'Takes away one that was never started, with its list',
    handle: async ({ params, query, user }: Asked<z.infer<typeof Version>>) => await campaigns.remove(params.id, query.version, user),
  }),
]

/** /campaigns/{id}/start, pause, stop. */
const runningRoutes = ({ campaigns }: CampaignRouteDeps): Route[] => [
  route({
    method: 'post', path: '/campaigns/:id/start', action: 'campaign.run', params: ById, body: ByCampaignVersion, result: Campaign,
    summary: 'Starts it, or goes on after a pause',
    handle: async ({ params, body, user }: OfVersion) => await campaigns.start(params.id, body.version, user),
  }),
  route({
    method: 'post', path: '/campaigns/:id/pause', action: 'campaign.run', params: ById, body: ByCampaignVersion, result: Campaign,
    summary: 'Nobody new is called; calls under way go on',
    handle: async ({ params, body, user }: OfVersion) => await campaigns.pause(params.id, body.version, user),
  }),
  route({
    method: 'post', path: '/campaigns/:id/stop', action: 'campaign.run', params: ById, body: ByCampaignVersion, result: Campaign,
    summary: 'Ends it for good; calls under way go on and count',
    handle: async ({ params, body, user }: OfVersion) => await campaigns.stop(params.id, body.version, user),
  }),
]

/** /campaigns/{id}/list and …/entries. */
const listRoutes = ({ campaigns, listing }: CampaignRouteDeps): Route[] => [
  route({
    method: 'post', path: '/campaigns/:id/list', action: 'campaign.run', params: ById, query: Upload, uploadMaxBytes: FILE_MAX_BYTES, result: ListReport,
    summary: 'Looks at a list of numbers (text/csv in UTF-8 or GB18030, or .xlsx); with apply=true takes it over. Tells every row that is left out',
    handle: async ({ params, query, body, user }: Asked<z.infer<typeof Upload>>) =>
      await listing.take(await campaigns.listed(params.id), Buffer.isBuffer(body) ? body : Buffer.alloc(0), { apply: query.apply === 'true', by: user.username }),
  }),
  route({
    method: 'delete', path: '/campaigns/:id/list', action: 'campaign.run', params: ById, query: Version, status: 204,
    summary: 'Everybody off the list, before the start',
    handle: async ({ params, query, user }: Asked<z.infer<typeof Version>>) => await campaigns.clear(params.id, query.version, user),
  }),
  route({
    method: 'get', path: '/campaigns/:id/entries', action: 'campaign.read', params: ById, query: EntriesQuery, result: EntryPage,
    summary: 'Numbers of the list, masked, with what became of each',
    handle: async ({ params, query }: Asked<z.infer<typeof EntriesQuery>>) => await listing.page(await campaigns.find(params.id), query),
  }),
]

/** /campaigns/{id}/script, …/audio, …/results. */
const resultRoutes = ({ campaigns, files, hear }: CampaignRouteDeps): Route[] => [
  route({
    method: 'get', path: '/campaigns/:id/script', action: 'campaign.read', params: ById, result: CampaignScript,
    summary: 'Everything that may be heard, as it is said',
    handle: async ({ params }: Asked) => await campaigns.script(params.id),
  }),
  route({
    method: 'get', path: '/campaigns/:id/audio', action: 'campaign.read', params: ById, query: Step, download: true,
    summary: 'A step of it to listen to',
    async handle({ params, query }: Asked<z.infer<typeof Step>>) {
      const file = await hear(await campaigns.textOf(params.id, query.step))
      if (file === null) throw new AppError('NO_SPEECH')
      return { contentType: 'audio/wav', size: statSync(file).size, fileName: `${query.step}.wav`, read: (start, end) => createReadStream(file, { start, end }) }
    },
  }),
  route({
    method: 'get', path: '/campaigns/:id/results', action: 'campaign.read', params: ById, result: CampaignResults,
    summary: 'Counts and percentages by question, with what they are percentages of',
    handle: async ({ params }: Asked) => await campaigns.results(params.id),
  }),
  route({
    method: 'get', path: '/campaigns/:id/results/file', action: 'campaign.run', params: ById, query: File, download: true,
    summary: 'Results as a file: counts by question, or every answer without number and name; on record',
    handle: async ({ params, query, user, language }: Asked<z.infer<typeof File>>) => await files.file(await campaigns.find(params.id), query, user.username, language),
  }),
]

/** /do-not-call. */
const sparingRoutes = ({ sparing }: CampaignRouteDeps): Route[] => [
  route({
    method: 'get', path: '/do-not-call', action: 'campaign.read', query: SparedQuery, result: SparedPage,
    summary: 'Numbers no campaign calls, latest first; masked, found by the whole number',
    handle: async ({ query }: Asked<z.infer<typeof SparedQuery>>) => await sparing.list(query),
  }),
  route({
    method: 'post', path: '/do-not-call', action: 'campaign.run', body: NewDoNotCall, result: DoNotCall, status: 201,
    summary: 'Notes a number that must not be called any more; it is taken off the lists that are being called',
    handle: async ({ body, user }: Asked<unknown, NewDoNotCall>) => await sparing.add(body, user.username),
  }),
  route({
    method: 'delete', path: '/do-not-call/:id', action: 'campaign.run', params: ById, status: 204,
    summary: 'It may be called again',
    handle: async ({ params, user }: Asked) => await sparing.remove(params.id, user.username),
  }),
]
