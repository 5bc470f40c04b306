import type { ContactOutcome, ContactPhone, ContactStage } from '../../../contract/ticket-contact.ts'
import type { Words } from '../../words/language.ts'

interface ContactWords {
  title: string
  how: string
  reason: string
  reasons: readonly string[]
  ownReason: string
  phone: string
  phones: Readonly<Record<ContactPhone['kind'], string>>
  call: string
  stages: Readonly<Record<ContactStage, string>>
  steps: readonly [string, string, string]
  refusals: Readonly<Record<string, string>>
  earlier: string
  outcomes: Readonly<Record<ContactOutcome, string>>
  goesOn: string
  centre: string
  system: string
}

const zh: ContactWords = {
  title: '联系诉求人',
  how: '先呼叫您的电话，接听后再接通诉求人。双方来电均显示 12345，看不到对方号码，通话录音并记入工单。',
  reason: '联系事由',
  reasons: ['核实情况', '约定上门或现场时间', '告知办理进展', '答复办理结果'],
  ownReason: '也可以自行填写，请勿写姓名和电话',
  phone: '先呼叫',
  phones: { own: '本人话机', office: '单位办公电话', duty: '单位值班电话', handler: '经办人', deputy: '分管负责人', head: '主要负责人' },
  call: '呼叫诉求人',
  stages: { phone: '正在呼叫您的电话，请接听', told: '您已接听，请听语音提示', citizen: '正在呼叫诉求人，请勿挂机', talking: '正在与诉求人通话' },
  steps: ['您的电话', '诉求人电话', '通话'],
  refusals: {
    CITIZEN_LEFT_NO_NUMBER: '诉求人未留联系电话或要求匿名，无法呼叫。',
    NO_PHONE_REGISTERED: '贵单位没有登记可用的电话，请联系热线中心管理员在部门资料中登记。',
  },
  earlier: '联系记录',
  outcomes: { answered: '已接通', no_answer: '诉求人未接听', busy: '诉求人占线', declined: '诉求人拒接', unreachable: '未能接通', cancelled: '未等诉求人接听即挂机', not_picked_up: '主叫方未接听，未呼叫诉求人' },
  goesOn: '呼叫中',
  centre: '热线中心',
  system: '系统',
}

const en: ContactWords = {
  title: 'Contact the citizen',
  how: 'Your phone rings first; when you answer, the citizen is called. Both see 12345 and not each other’s number. The call is recorded and stands on the ticket.',
  reason: 'Reason',
  reasons: ['Verify the facts', 'Agree on a visit', 'Tell the progress', 'Tell the result'],
  ownReason: 'Or in your own words, without names and numbers',
  phone: 'Ring first',
  phones: { own: 'Your own phone', office: 'Office', duty: 'On duty', handler: 'Handler', deputy: 'Deputy', head: 'Head' },
  call: 'Call the citizen',
  stages: { phone: 'Your phone is ringing, please answer', told: 'You have answered; listen to the announcement', citizen: 'The citizen is being called, do not hang up', talking: 'You are talking with the citizen' },
  steps: ['Your phone', 'The citizen’s phone', 'Conversation'],
  refusals: {
    CITIZEN_LEFT_NO_NUMBER: 'The citizen left no number, or wishes to stay unknown.',
    NO_PHONE_REGISTERED: 'No phone of your department is registered; ask the hotline’s administrator to enter one.',
  },
  earlier: 'Contacts so far',
  outcomes: { answered: 'Reached', no_answer: 'No answer', busy: 'Busy', declined: 'Declined', unreachable: 'Not reachable', cancelled: 'Hung up before the citizen answered', not_picked_up: 'Your phone was not answered; nobody was called' },
  goesOn: 'Under way',
  centre: 'Hotline centre',
  system: 'System',
}

export const contactWords: Words<ContactWords> = { zh, en }
