import type { TicketChannel } from '../../../contract/ticket.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  title: '工单', none: '还没有工单', noneWhy: '话务员接听来电后，系统自动建立工单草稿；派到本单位的工单也列在这里。', noneFound: '没有符合条件的工单', noneFoundWhy: '可以去掉一个条件，或换一个词。', showAll: '显示全部',
  withheld: '未显示号码', threeWay: '三方通话已答复', refresh: '刷新', retry: '重试', partly: '部分内容未能读取', loadingRow: '正在读取…',
  total: (n: number) => `共 ${n.toLocaleString('zh-CN')} 件`, found: (n: number) => `已列出 ${n.toLocaleString('zh-CN')} 件`, counting: '正在统计…',
  fresh: (n: number) => `有 ${n} 件新工单，点击更新列表`, changed: '有变化', gone: '已不符合条件', list: '工单列表', rowHint: '上下键移动，空格选中，回车打开',
  search: '搜索', searchHint: '内容、地址、被反映对象或工单编号', more: '更多条件', less: '收起条件', clear: '清空条件', take: (name: string) => `去掉条件：${name}`,
  any: '不限', from: '从', to: '到', days: { 1: '今天', 7: '近 7 天', 30: '近 30 天', 90: '近 90 天' } as Readonly<Record<string, string>>, onlyMine: '本人受理', phoneHint: '来电或联系电话，须填全部数字', whole: '（全部）', below: '含下级单位', centre: '市级平台',
  sort: '排序', sorts: { newest: '最新受理在前', oldest: '最早受理在前', dueAt: '最快到期在前', changed: '最近变动在前' },
  filters: {
    text: '搜索', ticketNo: '工单编号', phone: '电话号码', state: '状态', stage: '办理阶段', dnis: '拨打的热线', channel: '受理渠道', type: '诉求类型', unit: '承办单位', area: '行政区划', category: '问题分类', urgency: '紧急程度', grade: '等级', workspace: '分平台',
    overdue: '已超期', nearlyDue: '即将到期', mine: '本人受理', openedDays: '受理时间', openedFrom: '受理自', openedTo: '受理至', dueFrom: '到期自', dueTo: '到期至', closedFrom: '办结自', closedTo: '办结至', sort: '排序',
  },
  stages: { intake: '接听受理', dispatch: '分拣派单', verification: '接收核查', handling: '办理反馈', callback: '督办回访' } as Readonly<Record<string, string>>,
  channels: {
    phone: '电话', mayor_mailbox: '市长信箱', public_opinion: '舆情', wechat: '微信', app: '手机应用', provincial: '省级转办', web: '网站', sms: '短信', weibo: '微博', service_station: '便民服务站', grid_patrol: '网格巡查', city_platform: '城市管理平台', national: '国家平台',
    emergency_peer: '紧急联动', proactive: '主动发现',
  } as Readonly<Record<TicketChannel, string>>,
  grade: (grade: string) => `${grade} 级`, satisfied: { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' }, times: (n: number) => `${n} 次`,
  columns: {
    ticketNo: '工单编号', title: '标题', state: '状态', unit: '承办单位', dueAt: '办理时限', category: '问题分类', type: '诉求类型', area: '行政区划', urgency: '紧急程度', grade: '等级', channel: '受理渠道', dnis: '拨打的热线', ani: '来电号码', agent: '话务员',
    openedAt: '受理时间', dispatchedAt: '派单时间', signedAt: '签收时间', feedbackAt: '答复时间', closedAt: '办结时间', updatedAt: '最近变动', satisfied: '满意度', repeatCount: '重复来电', bounceCount: '退单次数',
  },
  chooseColumns: '显示的列', resetColumns: '恢复默认', choose: (no: string) => `选中 ${no}`, chooseAll: (n: number) => `选中前 ${n} 件`, chosen: (n: number) => `已选 ${n} 件`, chooseNone: '取消选中',
  saved: '常用筛选', save: '保存当前筛选', saveName: '名称', saveShared: '共享给本平台所有人', saveDo: '保存', saveNothing: '先设置筛选条件，再保存', shared: '共享', sharedBy: (who: string) => `由 ${who} 共享`, remove: '删除', removeSure: (name: string) => `删除常用筛选“${name}”？`, noSaved: '还没有常用筛选', most: '千件以上', savedDone: '已保存',
  cancel: '取消', close: '关闭', back: '上一步', openOne: '打开工单', lookAt: '按 Enter 打开',
  bulk: '批量办理', bulkStep: '办理事项', bulkPreview: '预览', bulkRun: (n: number) => `对 ${n} 件执行`, bulkAgain: '其余再预览', bulkWhy: '先预览每件工单的结果，再执行。每件单独办理，互不影响。', bulkMost: (n: number) => `一次最多 ${n} 件`,
  bulkOk: (n: number) => `可办理 ${n} 件`, bulkNot: (n: number) => `不能办理 ${n} 件`, bulkDone: (n: number) => `已办理 ${n} 件`, bulkFailed: (n: number) => `未办理 ${n} 件`, bulkWill: '办理后', bulkProgress: (at: number, of: number) => `第 ${at} 件，共 ${of} 件`, bulkStop: '停止', bulkStopped: (n: number) => `已停止，其余 ${n} 件未办理`, bulkStays: '状态不变', bulkTold: '通知', bulkVersion: (v: number) => `第 ${v} 版`,
  bulkNotThere: '没有权限或不存在', bulkOffline: '网络中断，未收到结果；请刷新后核对',
  told: { unit: '承办单位', deputy: '分管负责人', head: '单位负责人', leader: '领导', dispatcher: '派单员', supervisor: '班长', callback: '回访员' } as Readonly<Record<string, string>>,
  export: '导出', exportWhy: '导出当前筛选的全部工单。姓名、电话默认隐去；导出记入审计。', exportFormat: '格式', formats: { xlsx: 'Excel（.xlsx）', csv: 'CSV（.csv）' }, exportColumns: '导出的列', exportAll: '全部列', exportShown: '当前显示的列', exportUnmasked: '姓名、电话不隐去', exportReason: '用途和依据（记入审计）', exportConfidential: '保密工单仍然隐去。',
  exportStart: '开始导出', exportRunning: (rows: number) => `正在导出，已写入 ${rows.toLocaleString('zh-CN')} 行`, exportWaiting: '前面还有导出任务，正在等待', exportDone: (rows: number) => `导出完成，共 ${rows.toLocaleString('zh-CN')} 行`, exportCut: (most: number) => `超过上限，只导出前 ${most.toLocaleString('zh-CN')} 行；请缩小筛选范围分批导出`, exportFailed: '导出失败，请重试', exportSave: '下载文件', exportUntil: (at: string) => `文件保留到 ${at}，只有您能下载`, exportGone: '文件已删除，请重新导出',
  print: '打印工单', printing: '正在生成…',
  present: (names: string) => `${names} 也在看这件工单`, writing: (names: string) => `${names} 正在填写这件工单`, presentHint: '同时提交时，后提交的会看到双方内容，已填写的不会丢失', roleOf: (name: string, role: string) => `${name}（${role}）`,
  section: '科室', rounds: '重办次数', both: '双方内容', theirs: '对方已保存', mine: '您正在填写', before: '原为', nothingElse: '没有其他变化',
}
export type ListWords = typeof zh

const en: ListWords = {
  title: 'Tickets', none: 'There are no tickets yet', noneWhy: 'A draft is opened when an agent answers a call; what is sent to your department is listed here too.', noneFound: 'No ticket fits', noneFoundWhy: 'Take away a condition, or try another word.', showAll: 'Show all',
  withheld: 'Number withheld', threeWay: 'Answered in a three-way call', refresh: 'Refresh', retry: 'Try again', partly: 'Some of it could not be read', loadingRow: 'Loading …',
  total: (n) => `${n.toLocaleString('en')} tickets`, found: (n) => `${n.toLocaleString('en')} listed so far`, counting: 'Counting …',
  fresh: (n) => `${n} new ${n === 1 ? 'ticket' : 'tickets'}: update the list`, changed: 'changed', gone: 'no longer fits', list: 'Tickets', rowHint: 'Arrow keys move, space chooses, Enter opens',
  search: 'Search', searchHint: 'Words, address, whom it is about, or number', more: 'More conditions', less: 'Fewer conditions', clear: 'Clear all', take: (name) => `Remove: ${name}`,
  any: 'Any', from: 'from', to: 'to', days: { 1: 'Today', 7: 'Last 7 days', 30: 'Last 30 days', 90: 'Last 90 days' }, onlyMine: 'Taken by me', phoneHint: 'Calling or contact number, all digits', whole: ' (all)', below: 'with departments below', centre: 'The centre',
  sort: 'Order', sorts: { newest: 'Newest first', oldest: 'Oldest first', dueAt: 'Soonest due first', changed: 'Changed last first' },
  filters: {
    text: 'Search', ticketNo: 'Number', phone: 'Phone', state: 'State', stage: 'Stage', dnis: 'Hotline dialled', channel: 'Channel', type: 'Type', unit: 'Lead', area: 'District', category: 'Category', urgency: 'Urgency', grade: 'Grade', workspace: 'Sub-platform',
    overdue: 'Overdue', nearlyDue: 'Nearly due', mine: 'Taken by me', openedDays: 'Opened', openedFrom: 'Opened from', openedTo: 'Opened to', dueFrom: 'Due from', dueTo: 'Due to', closedFrom: 'Closed from', closedTo: 'Closed to', sort: 'Order',
  },
  stages: { intake: 'Taken in', dispatch: 'Dispatch', verification: 'Verification', handling: 'Handling', callback: 'Callback' },
  channels: {
    phone: 'Phone', mayor_mailbox: 'Mayor’s mailbox', public_opinion: 'Public opinion', wechat: 'WeChat', app: 'App', provincial: 'Province', web: 'Web', sms: 'SMS', weibo: 'Weibo', service_station: 'Service station', grid_patrol: 'Grid patrol', city_platform: 'City platform', national: 'National platform',
    emergency_peer: 'Emergency line', proactive: 'Found by ourselves',
  },
  grade: (grade) => `Grade ${grade}`, satisfied: { satisfied: 'Satisfied', basically: 'Basically', dissatisfied: 'Dissatisfied' }, times: (n) => `${n} ×`,
  columns: {
    ticketNo: 'Ticket', title: 'Title', state: 'State', unit: 'Lead', dueAt: 'Due', category: 'Category', type: 'Type', area: 'District', urgency: 'Urgency', grade: 'Grade', channel: 'Channel', dnis: 'Hotline dialled', ani: 'Caller', agent: 'Agent',
    openedAt: 'Opened', dispatchedAt: 'Dispatched', signedAt: 'Signed for', feedbackAt: 'Replied', closedAt: 'Closed', updatedAt: 'Changed', satisfied: 'Satisfied', repeatCount: 'Repeat calls', bounceCount: 'Returns',
  },
  chooseColumns: 'Columns', resetColumns: 'As at first', choose: (no) => `Choose ${no}`, chooseAll: (n) => `Choose the first ${n}`, chosen: (n) => `${n} chosen`, chooseNone: 'Choose none',
  saved: 'Kept filters', save: 'Keep this filter', saveName: 'Name', saveShared: 'For everybody here', saveDo: 'Keep', saveNothing: 'Set a condition first', shared: 'shared', sharedBy: (who) => `Shared by ${who}`, remove: 'Delete', removeSure: (name) => `Delete the filter “${name}”?`, noSaved: 'No filters kept yet', most: 'over 1,000', savedDone: 'Kept',
  cancel: 'Cancel', close: 'Close', back: 'Back', openOne: 'Open', lookAt: 'Enter opens it',
  bulk: 'For many', bulkStep: 'Step', bulkPreview: 'Preview', bulkRun: (n) => `Do it for ${n}`, bulkAgain: 'Preview the rest', bulkWhy: 'See what comes of it for each ticket, then do it. Each is done by itself.', bulkMost: (n) => `At most ${n} at once`,
  bulkOk: (n) => `${n} can be done`, bulkNot: (n) => `${n} cannot`, bulkDone: (n) => `${n} done`, bulkFailed: (n) => `${n} not done`, bulkWill: 'Afterwards', bulkProgress: (at, of) => `${at} of ${of}`, bulkStop: 'Stop', bulkStopped: (n) => `Stopped; ${n} left as they were`, bulkStays: 'stays where it is', bulkTold: 'told', bulkVersion: (v) => `version ${v}`,
  bulkNotThere: 'Not there, or not yours', bulkOffline: 'The connection broke off before the answer came; refresh and check',
  told: { unit: 'department', deputy: 'deputy', head: 'head', leader: 'leader', dispatcher: 'dispatcher', supervisor: 'supervisor', callback: 'call-back clerk' },
  export: 'Export', exportWhy: 'All tickets of this filter. Names and numbers are hidden unless you say otherwise; the export goes on record.', exportFormat: 'Format', formats: { xlsx: 'Excel (.xlsx)', csv: 'CSV (.csv)' }, exportColumns: 'Columns', exportAll: 'All', exportShown: 'Those shown now', exportUnmasked: 'Names and numbers in full', exportReason: 'What for (goes on record)', exportConfidential: 'Those of confidential tickets stay hidden.',
  exportStart: 'Export', exportRunning: (rows) => `Writing: ${rows.toLocaleString('en')} rows`, exportWaiting: 'Waiting for another export', exportDone: (rows) => `Done: ${rows.toLocaleString('en')} rows`, exportCut: (most) => `Only the first ${most.toLocaleString('en')} rows: narrow the filter and export in parts`, exportFailed: 'The export failed; try again', exportSave: 'Download', exportUntil: (at) => `Kept until ${at}, for you alone`, exportGone: 'The file is gone; export it again',
  print: 'Print', printing: 'Making it …',
  present: (names) => `${names} ${names.includes('、') ? 'are' : 'is'} looking at this ticket too`, writing: (names) => `${names} ${names.includes('、') ? 'are' : 'is'} writing on this ticket`, presentHint: 'If both send, the second sees both versions and keeps what they typed', roleOf: (name, role) => `${name} (${role})`,
  section: 'Section', rounds: 'Rounds', both: 'Both versions', theirs: 'Saved by them', mine: 'Yours', before: 'was', nothingElse: 'Nothing else changed',
}

export const words: Words<ListWords> = { zh, en }
