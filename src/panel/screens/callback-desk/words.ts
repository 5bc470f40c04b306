import type { SurveyIdentity, SurveyQuestion } from '../../../contract/survey-form.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  title: '回访工作台', lists: '待办清单', names: { to_call: '待回访', to_judge: '待判定', missed: '漏接来电' },
  empty: { to_call: '没有待回访的工单', to_judge: '没有待判定的工单' }, emptyWhy: '答复审核通过、市民评价有异议的工单会自动出现在这里。',
  byPerson: '人工', tried: (n: number) => `已回访 ${n} 次`, at: (by: string) => `${by} 回访`, half: '已答一半',
  open: '打开工单页', said: '市民诉求与办理答复', sayFirst: '请先核对身份。身份未核对前，不得提及诉求内容。', show: '查看', replied: '承办单位答复', found: '核查情况', files: '附件', noReply: '未填写',
  call: '拨打市民电话', calling: '正在呼叫您的话机，请先接起', noPhone: '您的账号没有话机分机，请用值班电话拨打。', begin: '开始回访', beginWhy: '开始后，其他回访员会看到您正在回访此工单。', takenBy: (who: string) => `${who} 正在回访此工单`, takeOver: '由我接手', taken: (who: string) => `此工单已由 ${who} 接手回访，您填写的内容未提交。`, leave: '暂不回访',
  script: { identity: (site: string, day: string) => `您好，这里是${site}回访电话。您在${day}反映的事项已有办理结果，耽误您一分钟。请问是您本人吗？`, solved: '您反映的问题是否得到解决？', satisfied: '您对办理结果是否满意？', reason: '请问不满意的主要原因是什么？' } as Readonly<Record<Exclude<SurveyQuestion, 'identity'>, string>> & { identity: (site: string, day: string) => string },
  question: { identity: '核对身份', solved: '是否解决', satisfied: '是否满意', reason: '不满意原因' } as Readonly<Record<SurveyQuestion, string>>,
  identities: { self: '本人', not_now: '现在不便', wrong_person: '并非本人' } as Readonly<Record<SurveyIdentity, string>>,
  remark: '市民意见', remarkHint: '按市民原话记录', wantsPerson: '要求由专人处理', when: '约定再次回访时间', inHours: (n: number) => `${n} 小时后`, tomorrow: '明天 9:00', saved: '已保存', saving: '正在保存…', notSaved: '未能保存，请检查网络',
  tries: '未接通', notReached: { no_answer: '无人接听', busy: '占线', rejected: '拒接', invalid: '空号、停机' }, refuses: '拒绝回访', vain: '按“联系不上”办结', lastTry: (n: number) => `此前未接通 ${n} 次`,
  doResult: '登记回访结果', doHalf: '市民已挂断，登记已答部分', doAttempt: '登记', doExempt: '按“拒绝回访”办结', cancel: '取消', next: (by: string) => `下次回访：${by}`, stays: '工单仍为待回访',
  done: { result: '已登记回访结果', attempt: '已登记，稍后再拨', closed: '工单已办结' },
  keys: { answer: '回答当前问题', person: '要求由专人处理', call: '拨打市民电话', begin: '开始回访', noAnswer: '无人接听', busy: '占线', yes: '诉求合理', no: '诉求不合理' },
  judge: '判定', answered: '市民评价', noAnswer: '未作评价', asksPerson: '市民要求由专人处理', claims: '承办单位主张已依法办理', reasonable: '诉求合理，退回重新办理', unreasonable: '诉求不合理，解释后办结', why: '判定说明（可不填）', explanation: '解释情况', explanationHint: '何时、由谁、如何向市民解释', doReasonable: '退回重新办理', doUnreasonable: '解释后办结', judged: '已判定', needed: '请写明如何向市民解释', unwritten: '（待填写）', socialAsked: '承办单位已提请社会评议，待热线中心审批后再判定。', by: (who: string) => `回访人 ${who}`,
  history: '办理过程',
}
export type DeskWords = typeof zh

const en: DeskWords = {
  title: 'Call-back desk', lists: 'Lists', names: { to_call: 'To call', to_judge: 'To judge', missed: 'Missed calls' },
  empty: { to_call: 'Nobody is to be called', to_judge: 'Nothing is to be judged' }, emptyWhy: 'What is fed back, and what citizens object to, appears here by itself.',
  byPerson: 'by a person', tried: (n) => `tried ${n}×`, at: (by) => `call at ${by}`, half: 'half answered',
  open: 'Open its page', said: 'The matter and the reply', sayFirst: 'Who is it? Nothing of the matter is said before that is known.', show: 'Show', replied: 'Reply of the department', found: 'Findings', files: 'Files', noReply: 'Nothing written',
  call: 'Call the citizen', calling: 'Your phone rings first; pick it up', noPhone: 'Your account has no phone: use the duty phone.', begin: 'Begin', beginWhy: 'Others see that you are at it.', takenBy: (who) => `${who} is calling this citizen`, takeOver: 'Take over', taken: (who) => `${who} has taken over. What you filled in was not sent.`, leave: 'Not now',
  script: { identity: (site, day) => `Hello, this is ${site}. There is a result about what you told us on ${day}. Am I speaking to you in person?`, solved: 'Is your problem solved?', satisfied: 'Are you satisfied with how it was handled?', reason: 'What are you dissatisfied with?' },
  question: { identity: 'Who it is', solved: 'Solved', satisfied: 'Satisfied', reason: 'Reason' },
  identities: { self: 'The citizen', not_now: 'Not now', wrong_person: 'Somebody else' },
  remark: 'What the citizen says', remarkHint: 'In their words', wantsPerson: 'Wants somebody to see to it', when: 'Call again at', inHours: (n) => `in ${n} h`, tomorrow: 'tomorrow 9:00', saved: 'Saved', saving: 'Saving…', notSaved: 'Not saved: check the network',
  tries: 'Not reached', notReached: { no_answer: 'No answer', busy: 'Busy', rejected: 'Declined', invalid: 'Not in service' }, refuses: 'Wants no call-back', vain: 'Close: cannot be reached', lastTry: (n) => `tried ${n}× before`,
  doResult: 'Record the answers', doHalf: 'Hung up: record what was said', doAttempt: 'Record', doExempt: 'Close: wants no call-back', cancel: 'Cancel', next: (by) => `Next call: ${by}`, stays: 'The ticket still waits for its call-back',
  done: { result: 'Recorded', attempt: 'Recorded, to be called again', closed: 'The ticket is closed' },
  keys: { answer: 'Answer the question', person: 'Wants somebody to see to it', call: 'Call the citizen', begin: 'Begin', noAnswer: 'No answer', busy: 'Busy', yes: 'Reasonable', no: 'Not reasonable' },
  judge: 'Judge', answered: 'What the citizen said', noAnswer: 'No answer', asksPerson: 'The citizen wants somebody to see to it', claims: 'The department says it acted lawfully', reasonable: 'Reasonable: done again', unreasonable: 'Not reasonable: explained', why: 'Why (optional)', explanation: 'How it was explained', explanationHint: 'When, by whom and how', doReasonable: 'Send it back', doUnreasonable: 'Close as explained', judged: 'Judged', needed: 'Say how it was explained to the citizen', unwritten: '(to be written)', socialAsked: 'The department asked for social review; it is judged after that is decided.', by: (who) => `by ${who}`,
  history: 'History',
}

export const words: Words<DeskWords> = { zh, en }
