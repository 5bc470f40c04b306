import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from './support/databases.ts'
import { wholeServer } from './support/whole-server.ts'

describe.each(databases)('the demo profile at its first start on $on', ({ url }) => {
  let server: Awaited<ReturnType<typeof wholeServer>>
  beforeAll(async () => void (server = await wholeServer(await url(), [], { YHT_DEMO_DATA: 'on' })))
  afterAll(async () => await server.stop())

  it('has sample tickets on every way, each with the history that led there', async () => {
    const { client, passwordOf, errors, app } = server
    const { body: session } = await client.ask('/api/v1/session', { method: 'POST', json: { username: 'supervisor', password: passwordOf('supervisor') } })
    const ask = async (path: string) => (await client.ask(`/api/v1${path}`, { token: String(session['token']) })).body
    const tickets = (await ask('/tickets?limit=100'))['items'] as { ticketNo: string; title: string; state: string; leadUnit: string | null; grade: string | null; urgency: string }[]
    expect(errors).toEqual([])
    expect(Object.fromEntries(tickets.map(({ title, state }) => [title, state]))).toEqual({
      '驿后小区4号楼垃圾池异味': 'handling',
      绿映小区商铺前道路破损: 'signed',
      东庄村采煤沉陷房屋受损: 'handling',
      景区游客医药费赔偿: 'handling',
      西饼店停业预付卡退款: 'pending_callback',
      违建影响加装电梯: 'signed',
      惠民小区下水管道堵塞: 'in_triage',
      路面共享单车乱停放: 'closed',
      工地拖欠工资: 'dispatched',
      异地就医备案: 'dispatched',
      小区燃气泄漏: 'signed',
    })
    expect(tickets.filter(({ urgency }) => urgency === 'emergency').map(({ title }) => title)).toEqual(['小区燃气泄漏'])
    const rubbish = tickets.find(({ title }) => title.startsWith('驿后'))
    expect(rubbish).toMatchObject({ leadUnit: 'QCQ', grade: 'D' })
    const { timeline } = (await ask(`/tickets/${rubbish?.ticketNo}`)) as { timeline: { event: string }[] }
    expect(timeline.map(({ event }) => event)).toEqual(expect.arrayContaining(['open', 'submit', 'autoDispatch', 'signFor', 'verify', 'submitReply', 'reviewReply', 'callbackResult', 'judge', 'supervise']))
    expect(app.ticketing).toBeDefined()
  })
})
