import type { Words } from '../../words/language.ts'

const zh = {
  title: '工单', none: '还没有工单', noneWhy: '话务员接听来电后，系统自动建立工单草稿；派到本单位的工单也列在这里。', noneFound: '没有符合条件的工单', showAll: '显示全部', ticketNo: '工单编号', subject: '标题', line: '拨打的热线', caller: '来电号码', withheld: '未显示号码',
  agent: '话务员', opened: '建立时间', state: '状态', lead: '承办单位', due: '办理时限', threeWay: '三方通话已答复', more: '加载更多', refresh: '刷新',
  search: '搜索', searchHint: '内容、地址、工单编号', anyState: '全部状态', anyUnit: '全部单位', overdue: '已超期', nearlyDue: '即将到期', byDue: '按办理时限排序',
}

const en: typeof zh = {
  title: 'Tickets', none: 'There are no tickets yet', noneWhy: 'A draft is opened when an agent answers a call; what is sent to your department is listed here too.', noneFound: 'No ticket fits', showAll: 'Show all', ticketNo: 'Ticket', subject: 'Title', line: 'Hotline dialled', caller: 'Caller', withheld: 'Number withheld',
  agent: 'Agent', opened: 'Opened', state: 'State', lead: 'Lead', due: 'Due', threeWay: 'Answered in a three-way call', more: 'Load more', refresh: 'Refresh',
  search: 'Search', searchHint: 'Words, address, ticket number', anyState: 'Any state', anyUnit: 'Any department', overdue: 'Overdue', nearlyDue: 'Nearly due', byDue: 'Soonest due first',
}

export const words: Words<typeof zh> = { zh, en }
