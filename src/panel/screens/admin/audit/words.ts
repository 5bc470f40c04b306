import type { Words } from '../../../words/language.ts'

interface AuditWords {
  actor: string; action: string; target: string; from: string; to: string; any: string; apply: string; clear: string; at: string; who: string; what: string; result: string; ok: string; refused: string; none: string; more: string; end: string
  before: string; after: string; details: string; system: string; verify: string; whole: string; broken: string; seq: string; unchanged: string
  /** "action" → a sentence without its subject; {t} is what it was done to. */
  actions: Record<string, string>
  other: string
  /** A sentence, and what it was before and after. */
  turned: string
  kinds: Record<string, string>
}

export const words: Words<AuditWords> = {
  zh: {
    actor: '操作人', action: '操作', target: '对象', from: '自', to: '至', any: '全部', apply: '查询', clear: '清空', at: '时间', who: '操作人', what: '内容', result: '结果', ok: '成功', refused: '被拒绝', none: '没有符合条件的记录', more: '加载更多', end: '没有更多记录',
    before: '修改前', after: '修改后', details: '详情', system: '系统', verify: '校验完整性', whole: '审计链完整，共 {n} 条', broken: '审计链自第 {n} 条起不符', seq: '序号', unchanged: '无附加内容',
    actions: {
      'session.begin': '登录', 'session.end': '退出登录', 'user.add': '新增{t}', 'user.change': '修改{t}', 'hotline.edit': '修改{t}', 'hotline.status': '{t} 按日期变更状态', 'hotline.notice': '提醒{t} 即将停用', 'prompt.text': '修改{t} 的文字', 'prompt.upload': '为{t} 上传录音', 'prompt.activate': '恢复{t} 的历史版本',
      'policy.edit': '修改{t}', 'group.edit': '修改{t} 的开放时间', 'calendar.edit': '更新{t}', 'agent.add': '新增{t}', 'agent.change': '修改{t}', 'agent.state': '更改{t} 的状态', 'audit.read': '查看审计日志', 'audit.verify': '校验审计链', 'recording.play': '收听{t}', 'outbound.refused': '外呼{t} 被拒绝',
      'elder.import': '导入长者号码', 'elder.remove': '移除长者号码', 'caller.mark': '标记来电人', 'call.monitor': '监听{t}', 'call.forceRelease': '强拆{t}', 'call.move': '改派{t}', 'callback.claim': '领取{t}', 'callback.close': '办结{t}', 'linkage.order': '发送{t}',
      'department.edit': '修改{t}', 'department.add': '新增{t}', 'department.import': '导入承办单位', 'responsibility.import': '导入职责清单',
    },
    other: '{a}（{t}）', turned: '{s}：{a} → {b}',
    kinds: { user: '用户', hotline: '热线', prompt: '提示音', policy: '运行参数', group: '技能组', calendar: '工作日历', agent: '话务员', recording: '录音', number: '号码', call: '通话', callback: '回拨任务', linkage: '联动工单', department: '承办单位', ticket: '工单', audit: '审计日志' },
  },
  en: {
    actor: 'Who', action: 'Action', target: 'About', from: 'From', to: 'To', any: 'Any', apply: 'Search', clear: 'Clear', at: 'When', who: 'Who', what: 'What', result: 'Result', ok: 'done', refused: 'refused', none: 'No entry fits', more: 'Load more', end: 'No more entries',
    before: 'before', after: 'after', details: 'Details', system: 'system', verify: 'Verify the chain', whole: 'The chain is whole: {n} entries', broken: 'The chain does not fit from entry {n} on', seq: 'No.', unchanged: 'nothing further',
    actions: {
      'session.begin': 'signed in', 'session.end': 'signed out', 'user.add': 'added {t}', 'user.change': 'changed {t}', 'hotline.edit': 'changed {t}', 'hotline.status': '{t} changed by date', 'hotline.notice': 'notice that {t} ends soon', 'prompt.text': 'changed the text of {t}', 'prompt.upload': 'uploaded a recording for {t}', 'prompt.activate': 'took an older version of {t} into use',
      'policy.edit': 'changed {t}', 'group.edit': 'changed the hours of {t}', 'calendar.edit': 'replaced {t}', 'agent.add': 'added {t}', 'agent.change': 'changed {t}', 'agent.state': 'changed the state of {t}', 'audit.read': 'read the audit log', 'audit.verify': 'verified the audit chain', 'recording.play': 'listened to {t}', 'outbound.refused': 'calling {t} was refused',
      'elder.import': 'imported numbers of the elderly', 'elder.remove': 'removed a number of the elderly', 'caller.mark': 'marked a caller', 'call.monitor': 'monitored {t}', 'call.forceRelease': 'released {t}', 'call.move': 'moved {t}', 'callback.claim': 'took {t}', 'callback.close': 'closed {t}', 'linkage.order': 'sent {t}',
      'department.edit': 'changed {t}', 'department.add': 'added {t}', 'department.import': 'imported departments', 'responsibility.import': 'imported the responsibility list',
    },
    other: '{a} ({t})', turned: '{s}: {a} → {b}',
    kinds: { user: 'user', hotline: 'hotline', prompt: 'prompt', policy: 'policy value', group: 'skill group', calendar: 'calendar', agent: 'agent', recording: 'recording', number: 'number', call: 'call', callback: 'call-back', linkage: 'order', department: 'department', ticket: 'ticket', audit: 'audit log' },
  },
}
