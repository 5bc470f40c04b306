import { Readable } from 'node:stream'
import { z } from 'zod'
import { HotlineNumber } from '../contract/ids.ts'
import { ImportPreview, MatterType, NewResponsibility, PutResponsibility, Responsibility, ResponsibilityId, ResponsibilityVersion, type ResponsibilitySettings, Suggestions } from '../contract/responsibility.ts'
import type { Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Departments, Matter } from './port.ts'
import type { Responsibilities } from './responsibilities.ts'

const FILE_MAX_BYTES = 4 * 1024 * 1024

const ById = z.object({ id: ResponsibilityId }).strict()
const Version = z.object({ version: z.coerce.number().int() }).strict()
const ImportQuery = z
  .object({
    /** Takes out what is not in the file. */
    replace: z.enum(['true', 'false']).default('false'),
    /** Of the preview: without it the file is only looked at. */
    revision: z.string().max(40).optional(),
  })
  .strict()
const MatchQuery = z
  .object({ category: z.string().regex(/^\d{2,4}$/).optional(), district: z.string().regex(/^\d{2,12}$/).optional(), hotline: HotlineNumber.optional(), type: MatterType.optional(), text: z.string().max(500).default('') })
  .strict()
const List = z.object({ items: z.array(Responsibility), nextCursor: z.null() }).meta({ id: 'ResponsibilityList' })
const Versions = z.object({ items: z.array(ResponsibilityVersion), nextCursor: z.null() }).meta({ id: 'ResponsibilityVersions' })

type Asked<Params, Query, Body> = RouteRequest<Params, Query, Body, Principal>

interface Needs {
  list: Responsibilities
  departments: Pick<Departments, 'find'>
}

/** /responsibilities: the list, its lines and their versions, a try of it, and the list as a file. */
export function listRoutes({ list, departments }: Needs): Route[] {
  return [
    route({
      method: 'get', path: '/responsibilities', action: 'department.read', summary: '职责清单 / The responsibility list', result: List,
      handle: async () => ({ items: [...list.all()], nextCursor: null }),
    }),
    route({
      method: 'post', path: '/responsibilities', action: 'department.edit', summary: '新增职责条目 / Adds a line', status: 201, body: NewResponsibility, result: Responsibility,
      handle: async ({ body, user }: Asked<unknown, unknown, ResponsibilitySettings>) => await list.add(body, user.username),
    }),
    route({
      method: 'get', path: '/responsibilities/match', action: 'department.read', summary: '试匹配 / Whose a matter is by the list today, and why', query: MatchQuery, result: Suggestions,
      handle: async ({ query: { category, district, hotline, type, text } }: Asked<unknown, z.infer<typeof MatchQuery>, unknown>) =>
        suggestions({ list, departments }, { category: category ?? null, district: district ?? null, hotline: hotline ?? null, type: type ?? null, text }),
    }),
    ...fileRoutes(list),
    route({
      method: 'put', path: '/responsibilities/:id', action: 'department.edit', summary: '修改职责条目 / Changes a line', params: ById, body: PutResponsibility, result: Responsibility,
      handle: async ({ params, body, user }: Asked<z.infer<typeof ById>, unknown, PutResponsibility>) => await list.replace(params.id, body, user.username),
    }),
    route({
      method: 'delete', path: '/responsibilities/:id', action: 'department.edit', summary: '删除职责条目 / Takes a line out', params: ById, query: Version, status: 204,
      handle: async ({ params, query, user }: Asked<z.infer<typeof ById>, z.infer<typeof Version>, unknown>) => await list.remove(params.id, query.version, user.username),
    }),
    route({
      method: 'get', path: '/responsibilities/:id/versions', action: 'department.read', summary: '条目的历次版本 / What a line was', params: ById, result: Versions,
      handle: async ({ params }: Asked<z.infer<typeof ById>, unknown, unknown>) => ({ items: await list.versions(params.id), nextCursor: null }),
    }),
  ]
}

function fileRoutes(list: Responsibilities): Route[] {
  return [
    route({
      method: 'get', path: '/responsibilities/export', action: 'department.read', summary: '导出职责清单 (CSV) / The list as text/csv', download: true,
      async handle() {
        const bytes = list.export()
        return { contentType: 'text/csv; charset=utf-8', size: bytes.length, fileName: '职责清单.csv', read: (start, end) => Readable.from([bytes.subarray(start, end + 1)]) }
      },
    }),
    route({
      method: 'post', path: '/responsibilities/import', action: 'department.edit', summary: '导入职责清单 (CSV) / Looks at a text/csv file (UTF-8 or GB18030); with the revision of the preview, takes it over',
      query: ImportQuery, uploadMaxBytes: FILE_MAX_BYTES, result: ImportPreview,
      handle: async ({ query: { replace, revision }, body, user }: Asked<unknown, z.infer<typeof ImportQuery>, unknown>) =>
        await list.import(Buffer.isBuffer(body) ? body : Buffer.alloc(0), { replace: replace === 'true', revision: revision ?? null }, user.username),
    }),
  ]
}

function suggestions({ list, departments }: Needs, matter: Matter): Suggestions {
  const { matches, decided } = list.matches(matter)
  const items = matches.map(({ rule, reason }) => ({
    rule: rule.id, ruleVersion: rule.version, matter: rule.matter, department: rule.department, departmentName: departments.find(rule.department)?.nameZh ?? rule.department,
    section: rule.section, coUnits: rule.coUnits, legalBasis: rule.legalBasis, emergency: rule.emergency, note: rule.note, reason,
  }))
  return { decided, items }
}
