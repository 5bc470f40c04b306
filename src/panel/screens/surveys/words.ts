import type { SurveyByPerson, SurveyState } from '../../../contract/survey.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  title: '自动回访', lists: '回访清单', more: '加载更多', refresh: '刷新',
  states: { scheduled: '待拨打', calling: '正在拨打', person: '待人工', answered: '已有结果', unanswered: '未取得评价' } satisfies Record<SurveyState, string>,
  empty: {
    scheduled: ['没有待拨打的回访', '答复反馈后，系统会按外呼时段自动回访市民。'], calling: ['当前没有正在进行的自动回访', '通话开始后会显示在这里。'], person: ['没有待人工回访的工单', '保密件、老年市民，以及系统多次未接通的，会转到这里。'],
    answered: ['还没有回访结果', '市民作答后，结果会显示在这里。'], unanswered: ['没有未取得评价的回访', '多次联系不上、市民不愿回访等情形会显示在这里。'],
  } satisfies Record<SurveyState, readonly [string, string]>,
  round: (n: number) => `第 ${n} 次办理`, roundOf: (n: number) => `第 ${n} 次办理后的回访`, line: '热线', confidential: '保密', noNumber: '无可拨号码', fedBack: (at: string) => `${at} 反馈`,
  modes: { auto: '系统', human: '人工' }, machine: '系统', by: (who: string) => `回访员 ${who}`,
  next: (at: string) => `最早 ${at}，在外呼时段内拨打`, nextSoon: '已到时，在外呼时段内拨打', callingNow: '正在拨打或通话', personBy: (at: string) => `请于 ${at} 前回访`, settled: (at: string) => `${at} 结束`,
  why: {
    confidential: '保密件，由人工回访', elder: '老年市民，由人工回访', number: '号码不能由系统拨打', site: '本中心由人工回访', tried: '系统多次未接通', half: '只答了一部分，请补问其余问题', invalid: '号码是空号或停机', wrong_person: '接听人称并非本人，请核实号码', asked: '市民要求与人工通话', failed: '系统未能拨出', taken: '已由回访员接手',
  } satisfies Record<SurveyByPerson, string>,
  tries: '拨打记录', noTries: '尚未拨打', goingOn: '进行中', tryCount: (n: number) => `共 ${n} 次`,
  solved: '是否解决', satisfied: '是否满意', reason: '不满意原因', remark: '市民意见', wantsPerson: '市民要求由专人处理', message: '市民留言', notAsked: '未回答', hidden: '评价在工单办结或退回重办后显示', noAnswerWhy: (why: string) => `未取得评价：${why}`,
  dial: '立即拨打', dialled: '已排在最前，在外呼时段内即拨', dialledLater: (at: string) => `已提前，最早 ${at} 拨打`, take: '转人工回访', toPerson: '去回访', of: (ticketNo: string) => `工单 ${ticketNo}`,
  rounds: '回访情况', open: (ticketNo: string) => `打开工单 ${ticketNo}`,
}
type SurveyWords = typeof zh

const en: SurveyWords = {
  title: 'Automatic call-backs', lists: 'Lists', more: 'Load more', refresh: 'Refresh',
  states: { scheduled: 'To be called', calling: 'Being called', person: 'With a person', answered: 'Answered', unanswered: 'No answer' },
  empty: {
    scheduled: ['Nobody is to be called', 'After the feedback of a department the system calls the citizen within the hours of calling.'], calling: ['No automatic call-back is under way', 'Calls appear here when they begin.'], person: ['Nothing waits for a person', 'Confidential matters, elderly citizens, and whoever could not be reached come here.'],
    answered: ['No results yet', 'What citizens answer appears here.'], unanswered: ['None', 'Citizens who could not be reached, or did not want to be called, appear here.'],
  },
  round: (n) => `Round ${n}`, roundOf: (n) => `Call-back of round ${n}`, line: 'Line', confidential: 'Confidential', noNumber: 'no number', fedBack: (at) => `fed back ${at}`,
  modes: { auto: 'system', human: 'person' }, machine: 'System', by: (who) => `Clerk ${who}`,
  next: (at) => `${at} at the earliest, within the hours of calling`, nextSoon: 'due, within the hours of calling', callingNow: 'ringing or speaking', personBy: (at) => `to be called by ${at}`, settled: (at) => `over ${at}`,
  why: {
    confidential: 'Confidential: a person calls', elder: 'Elderly citizen: a person calls', number: 'The system may not dial this number', site: 'Persons call at this centre', tried: 'The system did not reach them', half: 'Half answered: ask the rest', invalid: 'The number is not in service', wrong_person: 'Somebody else answered: check the number', asked: 'The citizen asked for a person', failed: 'The system could not call', taken: 'Taken by a clerk',
  },
  tries: 'Tries', noTries: 'Not called yet', goingOn: 'under way', tryCount: (n) => `${n} in all`,
  solved: 'Solved', satisfied: 'Satisfied', reason: 'Reason', remark: 'Remark', wantsPerson: 'The citizen wants somebody to see to it', message: 'Message of the citizen', notAsked: 'not answered', hidden: 'The answers are shown once the ticket is closed or has come back', noAnswerWhy: (why) => `No answer: ${why}`,
  dial: 'Call now', dialled: 'Next to be called, within the hours of calling', dialledLater: (at) => `Brought forward: ${at} at the earliest`, take: 'Take to a person', toPerson: 'Call back', of: (ticketNo) => `ticket ${ticketNo}`,
  rounds: 'Call-backs', open: (ticketNo) => `Open ticket ${ticketNo}`,
}

export const words: Words<SurveyWords> = { zh, en }
