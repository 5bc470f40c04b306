import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Router } from 'express'

const PAGE = `<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>一号通 API</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>
`
const START = `SwaggerUIBundle({ url: 'v1/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })\n`

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui.css.map', 'swagger-ui-bundle.js.map']

/** Swagger UI from our own disk at /api/docs: no network, no inline script, as the content security policy asks. */
export function apiDocs(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router({ strict: true })
  router.get('/docs', (_req, res) => res.type('html').send(PAGE))
  router.get('/docs/', (_req, res) => res.redirect('/api/docs'))
  router.get('/docs/start.js', (_req, res) => res.type('js').send(START))
  for (const file of FILES) router.get(`/docs/${file}`, (_req, res) => res.sendFile(file, { root: folder, maxAge: 3_600_000 }))
  return router
}
