import type { Words } from '../../../words/language.ts'

interface GroupsWords {
  name: string
  now: string
  open: string
  closed: string
  until: (at: string) => string
  from: (at: string) => string
  hours: string
  always: string
  members: string
  membersHelp: string
  count: (n: number) => string
  lines: string
  noLines: string
  onlyGroup: (name: string) => string
}

export const words: Words<GroupsWords> = {
  zh: {
    name: '技能组', now: '当前', open: '开放', closed: '未开放', until: (at) => `至 ${at}`, from: (at) => `${at} 开放`, hours: '服务时间', always: '全天', members: '组内话务员', membersHelp: '可多选；话务员可同时属于多个技能组。', count: (n) => `${n} 人`,
    lines: '使用本组的号码', noLines: '没有号码使用本组', onlyGroup: (name) => `${name} 只属于本组，请先为其分配其他技能组。`,
  },
  en: {
    name: 'Skill group', now: 'Now', open: 'open', closed: 'closed', until: (at) => `until ${at}`, from: (at) => `opens ${at}`, hours: 'Hours', always: 'always', members: 'Members', membersHelp: 'An agent may serve several groups.', count: (n) => String(n),
    lines: 'Numbers that use it', noLines: 'no number uses it', onlyGroup: (name) => `${name} serves no other group; give them another one first.`,
  },
}
