import type { Words } from '../../../words/language.ts'

interface CalendarWords {
  year: (year: number) => string
  previous: string
  next: string
  months: readonly string[]
  weekdays: readonly string[]
  workday: string
  weekend: string
  holiday: string
  makeUp: string
  missing: (year: number) => string
  missingWhy: string
  open: (year: number) => string
  notLoaded: string
  notLoadedWhy: string
  source: string
  sourceHelp: string
  day: string
  pick: string
  kind: string
  asUsual: string
  name: string
  addHoliday: string
  from: string
  to: string
  makeUps: string
  makeUpsHelp: string
  put: string
  backwards: string
  list: string
  save: string
  undo: string
  makeUpName: (name: string) => string
  summary: (holidays: number, makeUps: number, workdays: number) => string
}

export const words: Words<CalendarWords> = {
  zh: {
    year: (year) => `${year} 年`, previous: '上一年', next: '下一年', months: ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'], weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    workday: '工作日', weekend: '周末', holiday: '节假日', makeUp: '调休上班', missing: (year) => `${year} 年的放假安排尚未录入`, missingWhy: '录入前一律按周一至周五上班计算，办理时限和服务时间可能有误。请在国务院办公厅通知发布后录入。', open: (year) => `录入 ${year} 年`,
    notLoaded: '本年尚未录入', notLoadedWhy: '按通知逐个添加节假日，核对后保存。', source: '依据', sourceHelp: '通知名称和文号', day: '日期设置', pick: '在日历上选择一天；方向键可移动。', kind: '性质', asUsual: '按星期', name: '名称',
    addHoliday: '添加节假日', from: '首日', to: '末日', makeUps: '调休上班日', makeUpsHelp: '如 2027-02-20，回车确认。', put: '放入日历', backwards: '末日早于首日，或超过一个月', list: '本年特殊日期', save: '保存全年', undo: '撤销修改', makeUpName: (name) => `${name}调休`,
    summary: (holidays, makeUps, workdays) => `放假 ${holidays} 天，调休上班 ${makeUps} 天，全年工作日 ${workdays} 天`,
  },
  en: {
    year: (year) => String(year), previous: 'Year before', next: 'Next year', months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'], weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
    workday: 'working day', weekend: 'weekend', holiday: 'holiday', makeUp: 'make-up working day', missing: (year) => `The holidays of ${year} are not entered yet`, missingWhy: 'Until then Monday to Friday count as working days, and deadlines and opening hours may be wrong. Enter them when the State Council’s notice appears.', open: (year) => `Enter ${year}`,
    notLoaded: 'This year is not entered yet', notLoadedWhy: 'Add the holidays one by one from the notice, check them, and save.', source: 'According to', sourceHelp: 'Title and number of the notice', day: 'A day', pick: 'Choose a day of the calendar; the arrow keys move.', kind: 'It is', asUsual: 'as its weekday says', name: 'Name',
    addHoliday: 'Add a holiday', from: 'First day', to: 'Last day', makeUps: 'Make-up working days', makeUpsHelp: 'Such as 2027-02-20, closed with Return.', put: 'Put into the calendar', backwards: 'Ends before it begins, or lasts longer than a month', list: 'Special days of the year', save: 'Save the year', undo: 'Undo changes', makeUpName: (name) => `make-up for ${name}`,
    summary: (holidays, makeUps, workdays) => `${holidays} days off, ${makeUps} make-up days, ${workdays} working days in the year`,
  },
}
