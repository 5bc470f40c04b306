import type { Words } from '../../../words/language.ts'
import { EN } from './words-en.ts'
import type { RosterWords } from './words-type.ts'

const ZH: RosterWords = {
  title: '值班应急', roster: '值班表', team: '应急队伍', special: '特殊时期', called: '应急集结', close: '关闭',
  unit: '单位', centre: '热线中心', today: '本周', weekBefore: '上一周', weekAfter: '下一周', weekOf: (from, to) => `${from} 至 ${to}`, weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  cover: '值班要求', covers: { always: '全天须有人值班', outside_hours: '办公时间以外须有人值班', none: '不要求值班' }, coverHelp: '按此要求检查空班；未登记办公时间的单位按全天检查。',
  holes: '空班提示', holesWhy: '以下时段须有人值班而尚未安排，请尽快排班。', noHoles: '未来七天没有空班。', nobody: '无人值班', nobodyShort: '空班', hole: (from, to) => `${from} 至 ${to} 无人值班`,
  noRoster: '还没有排班', noRosterWhy: '先在“应急队伍”中登记人员，再添加轮值。',
  addPlan: '添加轮值', plans: '轮值安排', noPlans: '本单位还没有轮值安排。', endPlan: '停止', endPlanSure: '停止这项轮值？', endPlanWhy: '从今天起不再按此排班，以往记录保留。',
  posts: { leader: '带班领导', duty: '值班员' }, post: '岗位', people: '轮值人员', peopleHelp: '按先后顺序轮流；只有一人时由其一直值班。',
  rotate: '轮换', rotates: { day: '每日一换', week: '每周一换' }, days: '星期', dayKind: '适用日期', dayKinds: { any: '每天', workday: '仅工作日（含调休上班日）', restday: '仅休息日（周末与法定节假日）' },
  hours: '班次时间', hoursHelp: '如 18:00-08:00，跨夜至次日；08:30-08:30 为二十四小时。', from: '开始日期', until: '截止日期', untilHelp: '留空为长期；只排一天时与开始日期相同。', noPeople: '本单位尚无可排班人员', noPeopleWhy: '请先登记人员。',
  seen: '已知悉', notSeen: '未确认', changedBecause: (reason) => `已调班：${reason}`,
  change: '调班', turnOf: (day, hours) => `${day}　${hours}`, how: '方式', hows: { take: '由他人替班', swap: '与他人对调', drop: '取消此班' }, takes: '替班人员', swapsWith: '对调班次', reason: '原因', save: '保存',
  addPerson: '登记人员', person: '人员', name: '姓名', nameHelp: '姓名、电话加密保存。', position: '职务', phone: '电话', phoneKept: '留空为不修改', email: '邮箱', emailHelp: '值班时收到紧急工单邮件。', account: '登录账号', accountHelp: '填写后，本人登录即可看到自己的班次和集结通知。',
  inTeam: '队伍角色', notInTeam: '不在应急队伍', teamRoles: { commander: '指挥', liaison: '联络员', responder: '处置人员', support: '保障人员' }, matters: '负责事项', mattersHelp: '事项代码，如 12 或 1201；发生此类紧急情况时，无论由谁承办都会通知。',
  left: '已离队', inUse: '在岗', state: '状态', reveal: '查看联系方式', onlyTeam: '仅应急队伍', everybody: '全部人员', teamCount: (units, people) => `应急队伍：${units} 个单位，${people} 人`, noTeam: '还没有登记人员', noTeamWhy: '登记各成员单位的值班和应急人员后，紧急工单一经受理即通知到人。',
  declare: '启动特殊时期', kind: '类型', kinds: { holiday: '重大节假日', weather: '恶劣天气', event: '重大活动', exam: '重要考试', other: '其他' }, periodName: '名称', startsAt: '开始时间', endsAt: '结束时间', states: { planned: '未开始', running: '进行中', over: '已结束' },
  limits: '从严时限', limitsHelp: '只能比日常更短；留空为按日常执行，对此后派出的工单生效。', limitNames: { respondMs: '工单签收', emergencySignMs: '紧急工单签收', emergencyLeaderMs: '紧急工单报领导', emergencyCloseMs: '紧急工单办结' }, minutes: '分钟',
  unitsOnDuty: '须全天值守的单位', unitsHelp: '期间办公时间以外也须有人值班，空班即告警；热线中心有值班要求的同样适用。', officers: '值守专员', officersHelp: '期间每件紧急工单都会通知专员跟进。', endNow: '提前结束', endNowSure: '现在结束这个特殊时期？时限随即恢复日常标准。', changePeriod: '修改',
  noSpecial: '没有特殊时期', noSpecialWhy: '遇重大节假日、恶劣天气、重点事件时启动，全员可见，时限从严，专员值守。',
  figures: '值守情况', figureNames: { tickets: '受理工单', emergencies: '紧急工单', signedInTime: '按时签收', doneInTime: '按时办结', late: '超时', averageMs: '平均办理时长', called: '通知应急人员', answered: '已答复', averageAnswerMs: '平均答复时长' }, byUnit: '各单位紧急工单', print: '打印', declaredBy: '启动人',
  callouts: '应急队伍', noCallouts: '没有待答复的集结通知', noCalloutsWhy: '发生紧急情况需要本单位或您到场时，会显示在这里。', answers: { coming: '正在赶来', arrived: '已到场', cannot: '不能到场' }, noAnswer: '未答复', why: { unit: '承办单位', matter: '相关单位', centre: '热线中心', officer: '值守专员', person: '点名通知' },
  coming: '马上到', arrived: '已到场', cannot: '不能到', note: '备注', calledAt: '通知时间', ticket: '工单', confidential: '保密工单', place: '地点', nextDay: (time) => `次日${time}`, callMore: '增派人员', onDutyNow: '当前值班', nobodyOnDuty: '没有登记值班人员',
  strip: {
    label: '值班提示', running: (name, until) => `${name}　特殊时期至 ${until}`, planned: (name, from) => `${name}　${from} 起进入特殊时期`, limits: '时限从严：', sign: (minutes) => `紧急签收 ${minutes} 分钟`, done: (minutes) => `紧急办结 ${minutes} 分钟`,
    onDuty: '当前值班', mine: (from, to) => `您的班次：${from} 至 ${to}`, mineNow: (to) => `您正在值班，至 ${to}`, iKnow: '知道了', called: (n) => `应急集结 ${n} 项待答复`, holes: (n) => `一天内有 ${n} 处空班`, open: '查看',
  },
}

export const words: Words<RosterWords> = { zh: ZH, en: EN }
