import { z } from 'zod'
import { createDocument, type CreateDocumentOptions, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { Problem } from '../contract/problem.ts'
import type { Route } from './route.ts'
import { isInstant } from './wire.ts'

type Document = ReturnType<typeof createDocument>
type Override = NonNullable<CreateDocumentOptions['override']>

/** The OpenAPI 3.1 document of the same table that is served. */
export function openApiOf(routes: readonly Route[], { version }: { version: string }): Document {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: '一号通 Yihaotong', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/api/v1' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'yht_session' } } },
      paths,
    },
    { override: instants },
  )
}

/** Instants are integers inside and ISO 8601 on the wire (wire.ts): the document tells the wire. */
const instants: Override = ({ jsonSchema, io }) => {
  if (io !== 'output') return
  for (const [name, property] of Object.entries(jsonSchema.properties ?? {})) {
    if (isInstant(name) && typeof property === 'object') asDateTime(property as Record<string, unknown>)
  }
}

function asDateTime(schema: Record<string, unknown>): void {
  const inner = schema['anyOf']
  if (Array.isArray(inner)) return inner.forEach((one: Record<string, unknown>) => asDateTime(one))
  if (schema['type'] !== 'integer') return
  for (const bound of ['minimum', 'maximum']) delete schema[bound]
  Object.assign(schema, { type: 'string', format: 'date-time' })
}

function operation(route: Route): ZodOpenApiOperationObject {
  const [, part = 'api'] = route.path.split('/')
  const path = route.params instanceof z.ZodObject ? { path: route.params } : {}
  const query = route.query instanceof z.ZodObject ? { query: route.query } : {}
  return {
    operationId: `${route.method}${route.path.replaceAll(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    tags: [part],
    ...(route.action === null ? { security: [] } : { security: [{ token: [] }, { cookie: [] }], 'x-action': route.action }),
    requestParams: { ...path, ...query },
    ...requestBody(route),
    responses: responses(route),
  }
}

function requestBody({ body, uploadMaxBytes }: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (uploadMaxBytes !== undefined) return { requestBody: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: uploadMaxBytes } } } } }
  return body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}
}

function responses({ result, status, download, action }: Route): ZodOpenApiResponsesObject {
  const problem = { description: 'RFC 9457', content: { 'application/problem+json': { schema: Problem } } }
  const failures = { '400': problem, ...(action === null ? {} : { '401': problem, '403': problem }), '429': problem }
  if (download) {
    const audio = { description: 'OK', content: { 'audio/wav': { schema: { type: 'string' as const, format: 'binary' } } } }
    return { '200': audio, '206': audio, '416': problem, ...failures }
  }
  if (!result) return { '204': { description: 'No content' }, ...failures }
  return { [`${status ?? 200}`]: { description: 'OK', content: { 'application/json': { schema: result } } }, ...failures }
}
