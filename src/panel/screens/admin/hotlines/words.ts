import type { AfterTransition, HotlineStatus, MergeMode, ProcessingMode } from '../../../../contract/hotline.ts'
import type { Words } from '../../../words/language.ts'
import type { StepName } from './draft.ts'

export interface HotlineWords {
  merge: string; search: string; number: string; name: string; nameEn: string; owner: string; mode: string; today: string; timeLine: string; calls: string; answered: string
  change: string; noneFound: string; nobody: string; optional: string; back: string; next: string; previous: string; save: string; saveNew: string; saved: string; cancel: string; yourSteps: string
  steps: Record<StepName, string>
  modes: Record<MergeMode, readonly [name: string, what: string]>
  processing: string
  processings: Record<ProcessingMode, string>
  statuses: Record<HotlineStatus, string>
  afters: Record<AfterTransition, readonly [name: string, what: string]>
  numberHelp: string; pick: string; from: string; months: string; monthsUnit: string; cancelOn: string; after: string; noDates: string; datesOnly: string
  group: string; specialists: string; specialistsHelp: string; alone: string; seconds: string; ring: string; byPolicy: string; target: string; targetHelp: string; transferIn: string; greeting: string; greetingHelp: string; elder: string
  heardHelp: string; toPrompts: string
  preview: string; previewWait: string; previewFirst: string; now: string; before: string; since: string; until: string; times: string; silent: string; recorded: string
  outcomes: { queue: string; hang_up: string; reject: string }
  asks: string; afterSeconds: string; ranks: Record<string, string>
  wrong: string; busy: string; busyConfirm: string; effect: string; merging: string; changing: string; readOnly: string
  line: { before: string; transition: string; after: string; kept: string; gone: string; today: string }
}

export const words: Words<HotlineWords> = {
  zh: {
    merge: '归并号码', search: '搜索号码、名称', number: '号码', name: '名称', nameEn: '英文名称', owner: '主管单位', mode: '归并方式', today: '今日状态', timeLine: '时间线', calls: '今日来电', answered: '已接',
    change: '修改', noneFound: '没有符合条件的号码', nobody: '不指定', optional: '选填', back: '返回列表', next: '下一步', previous: '上一步', save: '保存', saveNew: '保存并启用', saved: '已保存，自下一通来电起生效', cancel: '取消', yourSteps: '归并步骤',
    steps: { number: '选择号码', mode: '归并方式', dates: '过渡期', people: '接听安排', prompts: '试听提示音', review: '核对并保存' },
    modes: {
      primary: ['主号码', '12345 本身，全市只有一个。'],
      whole_merge: ['整体并入', '并入 12345 统一接听；过渡期内先告知停用日期，期满停用。'],
      dual_number: ['双号并行', '号码长期保留，用自己的名称问候，座席并入平台，专席优先接听。'],
      sub_center: ['设分中心', '号码和话务座席保留在分中心，与 12345 互相转接。'],
      direct_cancel: ['直接取消', '号码停用，来电只播放停用提示，不进入排队。'],
      emergency: ['紧急热线', '110、119、120、122，与 12345 应急联动，来电优先接听。'],
    },
    processing: '工单办理', processings: { collaborative: '协同办理（本中心派单、回访）', exchange: '数据交换（推送原热线系统办理）', sub_platform: '子平台（原单位在本平台独立办理）' },
    statuses: { active: '正常使用', scheduled: '等待过渡', transition: '过渡期内', cancelled: '已停用' },
    afters: { announce_hangup: ['播放停用提示后挂机', '提示两遍请拨打 12345。'], announce_forward: ['提示后继续转接', '播放简短提示后进入 12345 排队。'], reject: ['不再接通', '按空号处理，适用于交还运营商的号码。'] },
    numberHelp: '3 至 12 位数字，不含区号', pick: '从常见政务热线中选择', from: '过渡期开始', months: '过渡期', monthsUnit: '个月', cancelOn: '停用日期', after: '停用以后', noDates: '不设日期则一直按 12345 接听', datesOnly: '只有“整体并入”的号码设过渡期，本方式无需设置。',
    group: '接听技能组', specialists: '专席技能组', specialistsHelp: '先只派给专席，无人接听再由全体接听', alone: '专席优先', seconds: '秒', ring: '振铃时长', byPolicy: '按运行参数', target: '转接号码', targetHelp: '从中继呼出的号码，格式 sip:12366@', transferIn: '对方转来时呼叫的号码', greeting: '接通后话务员问候语', greetingHelp: '显示在话务员屏幕上，由话务员说出', elder: '按长者来电优先接听',
    heardHelp: '以下是来电人在各阶段依次听到的内容，点击试听。文字和录音在“语音提示”中修改，也可为本号码单独设置。', toPrompts: '修改提示音',
    preview: '来电人的感受', previewWait: '正在推演…', previewFirst: '填写号码和名称后，这里显示来电人在各阶段听到什么、由谁接听。', now: '今天', before: '此前', since: '自', until: '{d} 之前', times: '播放 {n} 遍', silent: '不播放提示，直接接听', recorded: '录音',
    outcomes: { queue: '进入排队，人工接听', hang_up: '播放后挂机', reject: '不接通（空号）' },
    asks: '派给', afterSeconds: '{n} 秒后', ranks: { emergency: '紧急优先', elder: '长者优先', return: '回呼优先', normal: '与 12345 来电同等排队' },
    wrong: '请先修改以下内容', busy: '该号码近七天仍有 {n} 通来电，保存后将立即无法接通。', busyConfirm: '已了解，仍要停用', effect: '保存后自下一通来电起生效，无需重启；修改前后的内容记入审计日志。', merging: '归并号码', changing: '修改 {n}', readOnly: '您的角色只能查看',
    line: { before: '过渡前', transition: '过渡期', after: '停用后', kept: '长期保留', gone: '已停用', today: '今天' },
  },
  en: {
    merge: 'Merge a number', search: 'Search number or name', number: 'Number', name: 'Name', nameEn: 'English name', owner: 'Owner', mode: 'Merge mode', today: 'Today', timeLine: 'Time line', calls: 'Calls today', answered: 'answered',
    change: 'Change', noneFound: 'No number fits', nobody: 'None', optional: 'optional', back: 'Back to the list', next: 'Next', previous: 'Back', save: 'Save', saveNew: 'Save and begin', saved: 'Saved; in force from the next call on', cancel: 'Cancel', yourSteps: 'Steps',
    steps: { number: 'Number', mode: 'Merge mode', dates: 'Transition', people: 'Who answers', prompts: 'Listen', review: 'Review and save' },
    modes: {
      primary: ['Primary', '12345 itself; there is exactly one.'],
      whole_merge: ['Whole merge', 'Served as 12345. In the transition callers are told when the number ends; then it does.'],
      dual_number: ['Dual number', 'The number stays and greets in its own name; its specialists are agents here and are asked first.'],
      sub_center: ['Sub-centre', 'Number and seats stay with the sub-centre; callers are handed over both ways.'],
      direct_cancel: ['Cancelled', 'Callers hear that the number is gone and never reach the queue.'],
      emergency: ['Emergency', '110, 119, 120, 122: linked with 12345, callers go to the head of the queue.'],
    },
    processing: 'Tickets', processings: { collaborative: 'Collaborative (dispatched and surveyed here)', exchange: 'Exchange (pushed to the line’s own system)', sub_platform: 'Sub-platform (worked by the owner in a workspace here)' },
    statuses: { active: 'In use', scheduled: 'Before transition', transition: 'In transition', cancelled: 'Ended' },
    afters: { announce_hangup: ['Announce and hang up', 'Told twice to dial 12345.'], announce_forward: ['Announce and put through', 'A short notice, then the 12345 queue.'], reject: ['Not connected', 'As an unallocated number, for lines given back to the carrier.'] },
    numberHelp: '3 to 12 digits, without area code', pick: 'Pick a national line', from: 'Transition begins', months: 'Transition lasts', monthsUnit: 'months', cancelOn: 'Cancel date', after: 'Afterwards', noDates: 'Without a date the number is served as 12345 for good', datesOnly: 'Only a whole merge has a transition; nothing to set here.',
    group: 'Answered by', specialists: 'Specialists', specialistsHelp: 'Asked alone first, then everybody', alone: 'Specialists alone', seconds: 's', ring: 'Ring time', byPolicy: 'as the policy says', target: 'Transfer target', targetHelp: 'Dialled at the trunk: sip:12366@', transferIn: 'Numbers they hand callers over at', greeting: 'Greeting spoken by the agent', greetingHelp: 'Shown on the agent’s screen', elder: 'Serve callers as elderly callers',
    heardHelp: 'What callers hear in each stage, in this order. Texts and recordings are changed under Prompts, also for this number alone.', toPrompts: 'Change prompts',
    preview: 'What a caller gets', previewWait: 'Working it out …', previewFirst: 'With number and name given, this shows what callers hear in each stage and who answers.', now: 'Today', before: 'Until then', since: 'From', until: 'until {d}', times: 'played {n} times', silent: 'Nothing played; answered at once', recorded: 'recording',
    outcomes: { queue: 'Waits in the queue for a person', hang_up: 'Hung up afterwards', reject: 'Not connected' },
    asks: 'Asked', afterSeconds: 'after {n} s', ranks: { emergency: 'head of the queue', elder: 'elderly first', return: 'returning first', normal: 'same rank as a 12345 caller' },
    wrong: 'To be put right first', busy: 'The number carried {n} calls in the last seven days and will not connect any more once this is saved.', busyConfirm: 'Understood, end it', effect: 'In force from the next call on, without a restart. Before and after are in the audit log.', merging: 'Merge a number', changing: 'Change {n}', readOnly: 'Your role may only look',
    line: { before: 'before', transition: 'transition', after: 'after', kept: 'kept for good', gone: 'ended', today: 'today' },
  },
}
