import type { PolicyEffect } from '../../../../contract/policy-value.ts'
import type { Words } from '../../../words/language.ts'

interface PolicyWords {
  search: string; onlyChanged: string; none: string; sections: string; defaultIs: string; changed: string; setBy: string; reset: string; pending: string; save: string; discard: string; saved: string; empty: string
  seconds: string; range: string; from: string; upTo: string; listHelp: string; on: string; off: string; readOnly: string; unset: string
  effects: Record<PolicyEffect, string>
}

export const words: Words<PolicyWords> = {
  zh: {
    search: '搜索参数', onlyChanged: '只看已修改', none: '没有符合条件的参数', sections: '参数分组', defaultIs: '默认 {v}', changed: '已修改', setBy: '{who} 于 {when} 修改', reset: '恢复默认', pending: '{n} 项尚未保存', save: '保存', discard: '放弃', saved: '已保存并生效', empty: '不设',
    seconds: '秒', range: '范围 {a} 至 {b}', from: '不小于 {a}', upTo: '不大于 {b}', listHelp: '多个数值用逗号隔开', on: '开', off: '关', readOnly: '只读', unset: '不设',
    effects: { next_call: '下一通来电起生效', at_once: '立即生效', next_day: '次日起生效', restart: '重启后生效' },
  },
  en: {
    search: 'Search values', onlyChanged: 'Changed only', none: 'No value fits', sections: 'Groups of values', defaultIs: 'default {v}', changed: 'changed', setBy: 'set by {who}, {when}', reset: 'Reset', pending: '{n} not saved yet', save: 'Save', discard: 'Discard', saved: 'Saved and in force', empty: 'none',
    seconds: 's', range: '{a} to {b}', from: 'at least {a}', upTo: 'at most {b}', listHelp: 'separate by commas', on: 'on', off: 'off', readOnly: 'read only', unset: 'none',
    effects: { next_call: 'from the next call on', at_once: 'at once', next_day: 'from the next day on', restart: 'after a restart' },
  },
}
