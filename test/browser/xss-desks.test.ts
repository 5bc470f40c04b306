import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { RoleName } from '../../src/contract/user.ts'
import { pagesOf } from '../../src/panel/shell/pages.ts'
import { browserForSuite, cspReports, HAND, type Panel, SEAT } from '../rig/browser.ts'
import { productForSuite } from '../rig/suite.ts'
import { ticketsAtWork } from '../rig/tickets.ts'
import { PAYLOADS } from './payloads.ts'

const product = productForSuite({ policy: { ticket: { socialReview: true } } as never })
const browser = browserForSuite()

/** What breaks pages without running: formulas, directions turned round, letters without end, signs that stand on each other. */
const ODD = ['=HYPERLINK("//evil.example","x")', '@SUM(A1:A9)', '＝1＋1', '\u202eقلب \u2066=cmd|x\u2069', 'W'.repeat(4_000), `${'字'.repeat(1_999)}`, `e${'\u0301'.repeat(300)}`, '\u200b\ufeff', '😀'.repeat(200), '"><svg onload=ran()>'.repeat(60)]
const ALL = [...ODD, ...PAYLOADS]
const fit = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
let next = 0
const another = (max: number): string => {
  next += 1
  const text = fit(ALL[next % ALL.length] ?? '', max)
  // A field that must be filled in takes no blanks, and what cannot be seen is one.
  return text.trim() === '' ? `x${text}` : text
}

const { as, act } = ticketsAtWork(product)

/** A matter whose every field is hostile. */
async function hostile(): Promise<TicketDetail> {
  const fields = { title: another(100), content: another(4_000), address: `${next} ${another(190)}`, respondent: another(120), callerName: another(60), reply: another(4_000), contactPhone: `1390${String(next).padStart(7, '0')}`, type: 'complaint', categoryCode: '0401', areaCode: '140502' }
  return await as<TicketDetail>('agent1001', 'POST', '/tickets', { channel: 'phone', ...fields })
}
const later = (ms: number): string => new Date(Date.now() + ms).toISOString()
const DAY_MS = 86_400_000

/** Tickets in every state of their way, with something hostile in everything that was written on it. */
async function poison(): Promise<{ tickets: string[]; sessions: string[] }> {
  const made: string[] = []
  for (let i = 0; i < 8; i += 1) {
    let ticket = await act('agent1001', (await hostile()).ticketNo, { event: 'submit' })
    made.push(ticket.ticketNo)
    ticket = await act('supervisor', ticket.ticketNo, { event: 'supervise', type: 'phone', content: another(1_000) })
    ticket = await act('dispatcher', ticket.ticketNo, { event: 'remind', manner: 'phone', note: another(500) })
    if (i === 1) await act('unit-HB', ticket.ticketNo, { event: 'requestReturn', reason: 'not_our_duty', basis: another(500) })
    if (i < 2) continue
    ticket = await act('unit-HB', ticket.ticketNo, { event: 'signFor' })
    ticket = await act('unit-HB', ticket.ticketNo, { event: 'verify', contacted: false, notContactedReason: another(200), substantiated: 'yes', findings: another(2_000) })
    if (i === 2) ticket = await act('unit-HB', ticket.ticketNo, { event: 'requestExtension', days: 2, reason: 'complex', note: another(500), callerInformed: true })
    if (i === 3) ticket = await act('unit-HB', ticket.ticketNo, { event: 'whistle', unit: 'GA', matter: another(500), checkInBy: later(DAY_MS / 24) })
    if (i === 4) ticket = await act('supervisor', ticket.ticketNo, { event: 'sponsor', leader: another(30), dueAt: later(DAY_MS), note: another(500) })
    if (i === 5) ticket = await act('supervisor', ticket.ticketNo, { event: 'setGrade', grade: 'C', reason: another(300) })
    const task = ticket.records.find(({ kind, state }) => kind === 'co_task' && state === 'open')
    if (task && i > 5) {
      await act('unit-GA', ticket.ticketNo, { event: 'answerCoTask', record: task.id, result: another(1_000) })
      await act('unit-HB', ticket.ticketNo, { event: 'submitReply', contacted: true, contactedAt: new Date(Date.now() - 60_000).toISOString(), contactManner: 'phone', contactedBy: another(30), result: another(2_000), publicReply: another(2_000), resolved: 'solved', lawfulBasis: another(500) })
    }
  }
  for (let i = 0; i < 6; i += 1) await as('supervisor', 'POST', '/ticket-filters', { name: another(40), query: { text: another(60) }, shared: true })
  return { tickets: made, sessions: await sat(made) }
}

/** Letters, complaints and sessions about them, as hostile; the last ticket goes before reviewers. */
async function sat(tickets: readonly string[]): Promise<string[]> {
  const [first = '', , , , graded = '', , , last = ''] = tickets
  const { version } = await as<TicketDetail>('supervisor', 'GET', `/tickets/${graded}`)
  const letter = await as<{ id: string }>('supervisor', 'POST', '/letters', { kind: 'order', unit: 'HB', tickets: [{ ticketNo: graded, version }], content: another(500) })
  await as('callback', 'POST', '/complaints', { unit: 'HB', ticketNo: last, reason: 'attitude', content: another(1_000) })
  const day = await as<{ id: string }>('supervisor', 'POST', '/hotline-days', { level: 'city', startsAt: later(DAY_MS), place: another(60), chair: another(30) })
  await as('dispatcher', 'POST', `/hotline-days/${day.id}/items`, { ticketNo: first, reason: another(500) })
  await as('supervisor', 'POST', `/hotline-days/${day.id}/hold`, { version: 1 })

  await act('head-HB', last, { event: 'reviewReply', approved: true, note: another(500) })
  await act('callback', last, { event: 'callbackResult', solved: 'solved', satisfied: 'dissatisfied', reason: 'result', note: another(1_000) })
  await act('unit-HB', last, { event: 'requestSocialReview', basis: another(1_000) })
  await act('supervisor', last, { event: 'decideSocialReview', approved: true, note: another(500) })
  const reviewers: string[] = []
  for (const username of ['reviewer', null, null]) reviewers.push((await as<{ id: string }>('supervisor', 'POST', '/social-reviewers', { name: another(30), fields: [another(20)], organisation: another(60), username })).id)
  const review = await as<{ id: string }>('supervisor', 'POST', '/social-reviews', { startsAt: later(DAY_MS), place: another(60), reviewers })
  await as('supervisor', 'POST', `/social-reviews/${review.id}/items`, { ticketNo: last })
  await as('supervisor', 'POST', `/social-reviews/${review.id}/open`, { version: 1 })
  return [`/letters/${letter.id}`, `/hotline-day/${day.id}`, `/social-review/${review.id}`]
}

async function look({ page }: Panel, path: string): Promise<string> {
  await page.goto(path)
  await page.getByRole('main').waitFor().catch(async () => expect.unreachable(`${path} shows ${(await page.evaluate(() => document.body.innerText)).slice(0, 300)}`))
  await page.waitForFunction(() => document.querySelector('.ant-spin-spinning, .ant-skeleton-active') === null)
  return await page.evaluate(() => document.body.innerText)
}

const DESKS: readonly (readonly [user: string, role: RoleName])[] = [['supervisor', 'supervisor'], ['dispatcher', 'dispatcher'], ['unit-HB', 'unit'], ['head-HB', 'unit_head'], ['callback', 'callback'], ['leader', 'leader'], ['reviewer', 'reviewer']]

it('runs nothing on any desk of what is typed into a ticket, stays as wide as the window, and prints and exports it', async () => {
  const { tickets, sessions } = await poison()
  let shown = ''
  for (const [as_, role] of DESKS) {
    const panel = await browser().open(product(), { as: as_, microphone: false })
    const dialogs: string[] = []
    panel.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await panel.page.addInitScript(() => Object.assign(window, { ran: () => Object.assign(window, { haveRun: true }) }))
    const opened = role === 'reviewer' ? sessions.slice(2) : [...(role === 'supervisor' || role === 'leader' ? sessions : []), ...tickets.slice(role === 'supervisor' ? 0 : 6).map((ticketNo) => `/tickets/${ticketNo}`)]
    const paths = [...pagesOf(role).filter(({ admin }) => admin !== true).map(({ path }) => path), ...opened]
    for (const path of paths) {
      shown += await look(panel, path)
      // On the wall.
      if (path.startsWith('/hotline-day/')) await panel.page.keyboard.press('p')
      expect(await panel.page.evaluate(() => 'haveRun' in window), `${as_} ${path}`).toBe(false)
      for (const size of [SEAT, HAND]) {
        await panel.page.setViewportSize(size)
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${as_} ${path} at ${size.width}`).toBeLessThanOrEqual(0)
      }
      await panel.page.setViewportSize(SEAT)
    }
    expect(dialogs).toEqual([])
    expect(panel.complaints(), as_).toEqual([])
    await panel.context.close()
  }
  for (const ticketNo of tickets.slice(0, 3)) {
    const printed = await fetch(`${product().url}/api/v1/tickets/${ticketNo}/print`, { headers: { authorization: `Bearer ${(await product().as('unit-HB')).token}` } })
    expect([printed.status, Buffer.from(await printed.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  }
  // Shown as typed: what is not on any page has proven nothing.
  expect(ALL.filter((payload) => shown.includes(fit(payload, 16))).length).toBeGreaterThan(30)
  expect(await cspReports(product())).toBe(0)
}, 600_000)
