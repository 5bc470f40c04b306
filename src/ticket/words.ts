import type { ExportColumn } from '../contract/ticket-export.ts'
import type { Grade, Satisfied, Solved } from '../contract/ticket-event.ts'
import type { TicketChannel, TicketFields, TicketStage, TicketState } from '../contract/ticket.ts'
import type { Language } from '../platform/language.ts'

/** What leaves the server as text for people: files and printed orders. The panel has its own words. */
export interface TicketWords {
  states: Readonly<Record<TicketState, string>>
  stages: Readonly<Record<TicketStage, string>>
  channels: Readonly<Record<TicketChannel, string>>
  urgencies: Readonly<Record<TicketFields['urgency'], string>>
  solved: Readonly<Record<Solved, string>>
  satisfied: Readonly<Record<Satisfied, string>>
  sexes: Readonly<Record<'female' | 'male', string>>
  grade: (grade: Grade) => string
  columns: Readonly<Record<ExportColumn, string>>
  yes: string
  no: string
  sheet: string
}

const zh: TicketWords = {
  states: {
    draft: '受理中', pending_dispatch: '待派单', in_triage: '研判中', dispatched: '待签收', signed: '核查中', handling: '办理中', reply_review: '答复审核中', pending_callback: '待回访', callback_review: '回访待判定', social_review: '社会评议中',
    closed: '办结', archived: '归档', rejected: '不予受理', cancelled: '作废', merged: '已并单', transferred: '已移交',
  },
  stages: { intake: '接听受理', dispatch: '分拣派单', verification: '接收核查', handling: '办理反馈', callback: '督办回访' },
  channels: {
    phone: '电话', mayor_mailbox: '市长信箱', public_opinion: '舆情', wechat: '微信', app: '手机应用', provincial: '省级转办', web: '网站', sms: '短信', weibo: '微博', service_station: '便民服务站', grid_patrol: '网格巡查', city_platform: '城市管理平台', national: '国家平台',
    emergency_peer: '紧急联动', proactive: '主动发现',
  },
  urgencies: { normal: '一般', urgent: '紧急', emergency: '突发' },
  solved: { solved: '已解决', partly: '部分解决', unsolved: '未解决' },
  satisfied: { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' },
  sexes: { female: '女', male: '男' },
  grade: (grade) => `${grade} 级`,
  columns: {
    ticketNo: '工单编号', externalNo: '外部编号', state: '状态', stage: '办理阶段', channel: '受理渠道', dnis: '拨打的热线', line: '热线名称', type: '诉求类型', category: '问题分类', area: '行政区划', address: '详细地址', title: '标题', content: '主要内容', respondent: '被反映对象',
    urgency: '紧急程度', grade: '等级', callerName: '来电人', phone: '联系电话', agent: '话务员', unit: '承办单位', section: '科室', accountableUnit: '首派单位', openedAt: '受理时间', acceptedAt: '提交时间', dispatchedAt: '派单时间', signedAt: '签收时间', dueAt: '办理时限', feedbackAt: '答复时间',
    closedAt: '办结时间', updatedAt: '最近变动', limitDays: '办理期限（工作日）', overdue: '是否超期', solved: '是否解决', satisfied: '满意度', round: '重办次数', bounceCount: '退单次数', extensionCount: '延期次数', repeatCount: '重复来电', reply: '当场答复内容',
  },
  yes: '是', no: '否', sheet: '工单',
}

const en: TicketWords = {
  states: {
    draft: 'Draft', pending_dispatch: 'To be dispatched', in_triage: 'In triage', dispatched: 'Dispatched', signed: 'Signed for', handling: 'Being handled', reply_review: 'Reply under review', pending_callback: 'To be called back', callback_review: 'Callback under review', social_review: 'Social review',
    closed: 'Closed', archived: 'Archived', rejected: 'Not accepted', cancelled: 'Cancelled', merged: 'Merged', transferred: 'Transferred',
  },
  stages: { intake: 'Taken in', dispatch: 'Dispatch', verification: 'Verification', handling: 'Handling', callback: 'Callback' },
  channels: {
    phone: 'Phone', mayor_mailbox: 'Mayor’s mailbox', public_opinion: 'Public opinion', wechat: 'WeChat', app: 'App', provincial: 'Province', web: 'Web', sms: 'SMS', weibo: 'Weibo', service_station: 'Service station', grid_patrol: 'Grid patrol', city_platform: 'City platform', national: 'National platform',
    emergency_peer: 'Emergency line', proactive: 'Found by ourselves',
  },
  urgencies: { normal: 'Normal', urgent: 'Urgent', emergency: 'Emergency' },
  solved: { solved: 'Solved', partly: 'Partly', unsolved: 'Not solved' },
  satisfied: { satisfied: 'Satisfied', basically: 'Basically', dissatisfied: 'Dissatisfied' },
  sexes: { female: 'Female', male: 'Male' },
  grade: (grade) => `Grade ${grade}`,
  columns: {
    ticketNo: 'Ticket', externalNo: 'External number', state: 'State', stage: 'Stage', channel: 'Channel', dnis: 'Hotline dialled', line: 'Line', type: 'Type', category: 'Category', area: 'District', address: 'Address', title: 'Title', content: 'What it is about', respondent: 'About whom',
    urgency: 'Urgency', grade: 'Grade', callerName: 'Citizen', phone: 'Contact number', agent: 'Agent', unit: 'Lead', section: 'Section', accountableUnit: 'First sent to', openedAt: 'Opened', acceptedAt: 'Submitted', dispatchedAt: 'Dispatched', signedAt: 'Signed for', dueAt: 'Due', feedbackAt: 'Replied',
    closedAt: 'Closed', updatedAt: 'Changed', limitDays: 'Working days given', overdue: 'Overdue', solved: 'Solved', satisfied: 'Satisfied', round: 'Rounds', bounceCount: 'Returns', extensionCount: 'Extensions', repeatCount: 'Repeat calls', reply: 'Answered at once',
  },
  yes: 'Yes', no: 'No', sheet: 'Tickets',
}

export const ticketWords = (language: Language): TicketWords => (language === 'zh' ? zh : en)
