import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createHttp, finishHttp } from '../../src/http.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Log } from '../../src/platform/log.ts'
import { mountWelcome } from '../../src/welcome/mount.ts'
import { listen, type Listening } from './support/http.ts'

const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, with: () => log }
const packageRoot = mkdtempSync(join(tmpdir(), 'yht-welcome-'))
let ok = true
let client: Listening

beforeAll(async () => {
  mkdirSync(join(packageRoot, 'docs'))
  writeFileSync(join(packageRoot, 'README.md'), '# Yihaotong 一号通\n')
  writeFileSync(join(packageRoot, 'docs/install.md'), 'first\n# Installing\n<b>as it is</b>\n')
  writeFileSync(join(packageRoot, 'docs/.secret.md'), '# hidden')
  const http = createHttp({
    routes: [], now: Date.now, metrics: createMetrics(), log, version: '0.1.0', ready: () => ({ ok, checks: {} }),
    access: { identify: async () => null, can: () => false, publicAction: () => false } as never, idempotency: {} as never,
  })
  mountWelcome(http, {
    config: { version: '0.1.0', packageRoot, site: 'demo', sip: { host: '0.0.0.0', port: 5060 }, trunk: { host: '192.0.2.1' } },
    site: { name: '示范市', timeZone: 'Asia/Shanghai' }, registry: { all: () => [] }, clock: { now: () => Date.parse('2026-11-21T12:00:00Z') },
    ready: async () => ({ ok, checks: { asterisk: ok } }), queue: () => ({ waiting: [], byState: {}, talking: 0 }),
  })
  client = await listen(finishHttp(http, log))
})
afterAll(async () => {
  await client.close()
  rmSync(packageRoot, { recursive: true })
})

it('greets in the language of the browser, or the one asked for', async () => {
  const inEnglish = { headers: { 'accept-language': 'en-GB,en;q=0.9' } }
  expect((await client.ask('/')).text).toContain('<html lang="zh-CN">')
  expect((await client.ask('/', inEnglish)).text).toContain('<html lang="en">')
  expect((await client.ask('/?lang=zh', inEnglish)).text).toContain('<html lang="zh-CN">')
  for (const odd of ['/?lang=fr', '/?lang=en&lang=zh', '/?lang[]=en', '/?lang=%00']) expect(await client.ask(odd)).toMatchObject({ status: 200, text: expect.stringContaining('zh-CN') })
})

it('is kept by nobody, and its policy allows no script of another', async () => {
  const { headers, text } = await client.ask('/')
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('vary')).toContain('Accept-Language')
  expect(headers.get('content-security-policy')).toContain("style-src 'self'")
  expect(text).toContain('2026-11-21 20:00:00')
  expect(text).toContain('sip:12345@&lt;IP&gt;:5060')
})

it('tells whether the hotline is in service', async () => {
  expect((await client.ask('/')).text).toContain('热线服务正常')
  ok = false
  expect(await client.ask('/')).toMatchObject({ status: 200, text: expect.stringContaining('热线暂未就绪') })
  ok = true
})

it('leads to nothing that is not there', async () => {
  const { text } = await client.ask('/')
  const links = [...text.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'))
  expect(links).toEqual(expect.arrayContaining(['/welcome.css', '/api/docs', '/README.md', '/docs/install.md']))
  // Signing in and the citizen's phone are the panel's, which is not mounted here.
  for (const path of links.filter((each) => each !== '/login' && each !== '/demo/phone')) expect([path, (await client.ask(path)).status]).toEqual([path, 200])
})

it('serves its style sheet and the documents as what they are, and no other file', async () => {
  expect((await client.ask('/welcome.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  const { headers, text } = await client.ask('/docs/install.md')
  expect([headers.get('content-type'), headers.get('x-content-type-options'), text]).toEqual(['text/plain; charset=utf-8', 'nosniff', expect.stringContaining('<b>as it is</b>')])
  for (const path of ['/docs/.secret.md', '/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/', '/package.json']) expect([path, (await client.ask(path)).status]).toEqual([path, 404])
})

it('is there without any documents', async () => {
  const app = express()
  mountWelcome(app, {
    config: { version: '0', packageRoot: join(packageRoot, 'nowhere'), site: 'demo', sip: { host: '::1', port: 5060 }, trunk: { host: 'h' } }, site: { name: 'X', timeZone: 'UTC' },
    registry: { all: () => [] }, clock: { now: Date.now }, ready: async () => ({ ok: true, checks: {} }), queue: () => ({ waiting: [], byState: {}, talking: 0 }),
  })
  const bare = await listen(app)
  expect((await bare.ask('/')).text).toContain('[::1]:5060')
  await bare.close()
})
