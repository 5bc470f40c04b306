import type { Words } from '../../words/language.ts'

/** Why a try came to its end, as whoever reads it would say it; the codes of calls by the machine and of those by a person. */
const zh = {
  answered: '已作答', completed: '已完成', half: '答了一部分后挂机', left: '接听后挂机', silent: '接听后未按键（可能是语音信箱），按无人接听处理', asked: '要求转人工', person: '要求转人工', busy: '占线', no_answer: '无人接听', rejected: '拒接', invalid: '空号或停机', failed: '线路故障，未接通',
  not_now: '现在不便，另约时间', wrong_person: '接听人称并非本人', refused: '表示不愿再接听', unknown: '系统中断，未确认接通',
}
type Ends = typeof zh

const en: Ends = {
  answered: 'answered', completed: 'completed', half: 'answered in part, then hung up', left: 'picked up and hung up', silent: 'picked up, no key pressed (a voice mailbox?): counts as no answer', asked: 'asked for a person', person: 'asked for a person', busy: 'busy', no_answer: 'no answer', rejected: 'declined', invalid: 'not in service', failed: 'not connected: fault on the line',
  not_now: 'not now, another time', wrong_person: 'somebody else answered', refused: 'wants no more calls', unknown: 'interrupted, not known to have rung',
}

export const endWords: Words<Ends> = { zh, en }

/** A code that is new to this page is shown as it is. */
export const endOf = (w: Ends, code: string): string => (w as Readonly<Record<string, string>>)[code] ?? code
