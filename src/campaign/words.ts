import type { EntryState } from '../contract/campaign.ts'
import type { Language } from '../platform/language.ts'

/** What stands in the exported files. */
export const CAMPAIGN_WORDS: Readonly<Record<Language, {
  counts: string
  answers: string
  countsHead: readonly string[]
  answersHead: readonly string[]
  total: Readonly<Record<'listed' | 'reached' | 'answered' | 'completed', string>>
  states: Readonly<Record<EntryState, string>>
}>> = {
  zh: {
    counts: '统计结果', answers: '逐份答卷',
    countsHead: ['题号', '题目', '按键', '选项', '人数', '占答题人数百分比', '答题人数', '完成人数'],
    answersHead: ['序号', '结果', '最后呼叫时间'],
    total: { listed: '名单号码数', reached: '接通并按键人数', answered: '有效答卷', completed: '完成全部题目' },
    states: { waiting: '待呼叫', calling: '呼叫中', completed: '已完成', partial: '部分作答', refused: '不愿参加', unreached: '未接通', invalid: '空号', do_not_call: '勿扰', stopped: '未呼叫（任务已结束）' },
  },
  en: {
    counts: 'Results', answers: 'Answers',
    countsHead: ['No.', 'Question', 'Key', 'Option', 'People', 'Percent of those who answered', 'Answered', 'Completed'],
    answersHead: ['No.', 'Outcome', 'Last call'],
    total: { listed: 'Numbers on the list', reached: 'Reached', answered: 'Answered', completed: 'Completed' },
    states: { waiting: 'To be called', calling: 'Being called', completed: 'Completed', partial: 'Partly answered', refused: 'Did not want to', unreached: 'Not reached', invalid: 'No such number', do_not_call: 'Do not call', stopped: 'Not called (ended before)' },
  },
}
