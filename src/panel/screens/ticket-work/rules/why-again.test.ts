import { describe, expect, it } from 'vitest'
import { whyAgain } from './why-again.ts'

type Now = Parameters<typeof whyAgain>[0]
type Entry = Now['timeline'][number]
const entry = (at: number, event: Entry['event'], [from, to]: [Entry['from'], Entry['to']], note = ''): Entry => ({ at, actor: `by ${event}`, event, from, to, note })
const survey: Now['records'][number] = { kind: 'survey', state: 'done', data: { solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result' } }
const now = (more: Partial<Now>): Now => ({ state: 'handling', round: 0, replyAuthor: null, timeline: [], records: [], ...more })

describe('why a department has a matter again', () => {
  it('is nothing the first time, and nothing once it has replied', () => {
    expect(whyAgain(now({}))).toBeNull()
    expect(whyAgain(now({ state: 'pending_callback', round: 1, timeline: [entry(1, 'judge', ['callback_review', 'handling'])] }))).toBeNull()
  })
  it('is what the reviewer wrote, as long as the reply is not handed in anew', () => {
    const timeline = [entry(1, 'judge', ['callback_review', 'handling'], '诉求合理'), entry(2, 'reviewReply', ['reply_review', 'handling'], '请补充现场照片')]
    expect(whyAgain(now({ round: 1, replyAuthor: 'unit-HB', timeline }))).toEqual({ kind: 'sent_back', at: 2, actor: 'by reviewReply', note: '请补充现场照片', answer: null })
  })
  it('is what the citizen answered and what was judged of it', () => {
    const timeline = [entry(1, 'callbackResult', ['pending_callback', 'callback_review'], '异味又出现'), entry(2, 'judge', ['callback_review', 'handling'], '问题反复')]
    expect(whyAgain(now({ round: 1, timeline, records: [survey] }))).toMatchObject({ kind: 'citizen', at: 2, note: '问题反复', answer: { solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', note: '异味又出现' } })
  })
  it('is said once when the answer itself sent it back', () => {
    const timeline = [entry(1, 'callbackResult', ['pending_callback', 'handling'], '没有人来')]
    expect(whyAgain(now({ round: 1, timeline, records: [survey] }))).toMatchObject({ kind: 'citizen', note: '', answer: { note: '没有人来' } })
  })
  it('is the new fact when it was opened again', () => {
    expect(whyAgain(now({ state: 'dispatched', round: 1, timeline: [entry(3, 'reopen', ['closed', 'handling'], '夜间又施工'), entry(4, 'subDispatch', ['handling', 'dispatched'])] }))).toMatchObject({ kind: 'reopened', note: '夜间又施工', answer: null })
  })
})
