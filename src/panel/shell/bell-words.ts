import type { Words } from '../words/language.ts'

interface BellWords {
  bell: string
  /** Follows the word and the number on the bell, for those who hear it. */
  unseen: (n: number, emergencies: number) => string
  open: string
  all: string
  onlyKind: string
  everyKind: string
  none: string
  noneWhy: string
  seeAll: string
  see: string
  seenBy: (who: string, when: string) => string
  due: (when: string) => string
  overdue: (when: string) => string
  standsIn: string
  history: string
  settings: string
  more: (n: number) => string
  close: string
  emergency: (n: number) => string
  waits: (span: string) => string
  take: string
  blocked: string
  unblock: string
  came: (n: number) => string
  show: string
}

export const words: Words<BellWords> = {
  zh: {
    bell: '提醒', unseen: (n, emergencies) => (n === 0 ? '：没有未看的' : ` 条未看${emergencies > 0 ? `，其中紧急 ${emergencies} 条` : ''}`), open: '打开提醒列表',
    all: '全部', onlyKind: '提醒类型', everyKind: '全部类型', none: '没有未看的提醒', noneWhy: '有新的工单提醒时会立即显示在这里。', seeAll: '全部标为已看', see: '标为已看', seenBy: (who, when) => `已看：${who}，${when}`,
    due: (when) => `期限 ${when}`, overdue: (when) => `已超期（${when}）`, standsIn: '相应岗位无人，转至本岗位', history: '全部提醒记录', settings: '提醒设置', more: (n) => `另有 ${n} 条较早的未看提醒`, close: '关闭',
    emergency: (n) => `紧急工单 ${n} 件待接手`, waits: (span) => `已等待 ${span}`, take: '接手并查看', blocked: '浏览器拦截了提示音', unblock: '开启声音', came: (n) => `新提醒 ${n} 条`, show: '查看',
  },
  en: {
    bell: 'Notices', unseen: (n, emergencies) => (n === 0 ? ': nothing unseen' : ` unseen${emergencies > 0 ? `, ${emergencies} of them emergencies` : ''}`), open: 'Open the notices',
    all: 'All', onlyKind: 'Kind', everyKind: 'Every kind', none: 'Nothing unseen', noneWhy: 'New notices about tickets appear here at once.', seeAll: 'Mark all as seen', see: 'Mark as seen', seenBy: (who, when) => `Seen by ${who}, ${when}`,
    due: (when) => `due ${when}`, overdue: (when) => `overdue since ${when}`, standsIn: 'Nobody is there whom it was meant for', history: 'All notices', settings: 'Settings', more: (n) => `${n} older ones nobody has seen`, close: 'Close',
    emergency: (n) => `${n} ${n === 1 ? 'emergency waits' : 'emergencies wait'} to be taken`, waits: (span) => `for ${span}`, take: 'Take and open', blocked: 'The browser keeps the sound back', unblock: 'Turn the sound on', came: (n) => `${n} new ${n === 1 ? 'notice' : 'notices'}`, show: 'Show',
  },
}
