import { expect, it } from 'vitest'
import { browserForSuite, cspReports, type Panel } from '../rig/browser.ts'
import { productForSuite, recordOf } from '../rig/suite.ts'
import type { Api } from '../rig/api.ts'
import type { DepartmentView } from '../../src/contract/department.ts'
import { PAYLOADS } from './payloads.ts'

const product = productForSuite()
const browser = browserForSuite()

/** Every page that shows what somebody typed, and who looks at it. */
const PAGES: readonly (readonly [user: string, paths: readonly string[]])[] = [
  ['supervisor', ['/queue', '/tickets', '/callback']],
  ['admin', ['/admin/hotlines', '/admin/prompts', '/admin/agents', '/admin/groups', '/admin/departments', '/admin/users', '/admin/audit']],
]

async function must(api: Api, method: string, path: string, body: unknown): Promise<unknown> {
  const { status, body: said } = await api.ask<unknown>(method, path, body)
  expect([status, said], `${method} ${path}`).toMatchObject([expect.toSatisfy((code: number) => code < 300), expect.anything()])
  return said
}

const shorter = (text: string, signs: number): string => Array.from(text).slice(0, signs).join('')
const from = (first: number): ((i: number) => string) => (i) => PAYLOADS[(first + i) % PAYLOADS.length] ?? ''

/** Puts every payload into the names of lines, agents, users and departments, and into tickets, whose numbers it gives. */
async function poison(): Promise<string[]> {
  const admin = await product().as('admin')
  const hotlines = (await admin.ask<{ items: { number: string }[] }>('GET', '/hotlines')).body.items
  for (const [i, { number }] of hotlines.entries()) await must(admin, 'PATCH', `/hotlines/${number}`, { nameZh: from(0)(i), nameEn: from(10)(i) })
  for (const [i, { extension }] of (await admin.agents()).entries()) await must(admin, 'PATCH', `/agents/${extension}`, { name: from(20)(i) })
  for (let i = 0; i < 13; i += 1) await must(admin, 'POST', '/users', { username: `poisoned${i}`, password: 'a long enough password', role: 'auditor', name: from(34)(i) })
  const departments = (await admin.ask<{ items: DepartmentView[] }>('GET', '/departments')).body.items
  for (const [i, { code, inUse: _, updatedAt: __, ...settings }] of departments.slice(0, 20).entries()) await must(admin, 'PUT', `/departments/${code}`, { ...settings, nameZh: shorter(from(40)(i), 60) })
  const agent = await product().as('agent1001')
  const written: string[] = []
  for (let i = 0; i < PAYLOADS.length; i += 4) {
    const [title, content, address, callerName] = [0, 1, 2, 3].map((n) => from(i)(n))
    written.push(((await must(agent, 'POST', '/tickets', { channel: 'phone', title, content, address, callerName, respondent: content })) as { ticketNo: string }).ticketNo)
  }
  return written
}

/** Follows a page to its end and returns its text; whatever would run, has. */
async function textOf({ page }: Panel, path: string): Promise<string> {
  await page.goto(path)
  await page.getByRole('main').waitFor()
  await page.waitForFunction(() => document.querySelector('.ant-spin-spinning, .ant-skeleton-active') === null)
  return await page.evaluate(() => document.body.innerText)
}

it('runs nothing of what is typed as a name, a text or by a caller, and shows it as the text it is', async () => {
  const tickets = await poison()
  // One of the callers talks with an agent, who looks at the call.
  await product().readyAgent('1001', { answersAfterMs: 0 })
  const callers = [await product().trunk.call('12345', { number: '13900000099', name: from(5)(0) })]
  await recordOf(product(), callers[0]!, ({ state }) => state === 'talking')
  for (let i = 0; i < 6; i += 1) callers.push(await product().trunk.call('12345', { number: `1390000000${i}`, name: from(i * 10)(i) }))
  await Promise.all(callers.map((caller) => caller.answered))
  let shown = ''
  for (const [as, paths] of [...PAGES, ['agent1001', ['/agent', ...tickets.slice(0, 3).map((ticketNo) => `/tickets/${ticketNo}`)]] as const]) {
    const panel = await browser().open(product(), { as, microphone: false })
    const dialogs: string[] = []
    panel.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await panel.page.addInitScript(() => {
      Object.assign(window, { ran: () => Object.assign(window, { haveRun: true }) })
    })
    for (const path of ['/', ...paths]) {
      shown += await textOf(panel, path)
      expect(await panel.page.evaluate(() => 'haveRun' in window), path).toBe(false)
    }
    expect(dialogs).toEqual([])
    expect(panel.complaints()).toEqual([])
    await panel.context.close()
  }
  const visitor = await browser().open(product(), { path: '/?lang=zh' })
  shown += await visitor.page.evaluate(() => document.body.innerText)
  expect(visitor.complaints()).toEqual([])
  expect(PAYLOADS).toHaveLength(60)
  // Shown as typed: what is not on any page has proven nothing.
  expect(PAYLOADS.filter((payload) => !shown.includes(shorter(payload, 20))).length).toBeLessThanOrEqual(50)
  expect(await cspReports(product())).toBe(0)
})
