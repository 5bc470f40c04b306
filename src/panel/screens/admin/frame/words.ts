import type { Words } from '../../../words/language.ts'

interface Frame {
  search: string
  add: string
  save: string
  cancel: string
  close: string
  edit: string
  saved: string
  required: string
  nothing: string
  nothingFound: string
  showAll: string
  count: (n: number) => string
  unsaved: string
  unsavedWhy: string
  discard: string
  keepEditing: string
  notSaved: string
  wrongForm: string
  none: string
  yes: string
  copy: string
  copied: string
  day: string
}

export const words: Words<Frame> = {
  zh: {
    search: '搜索', add: '新增', save: '保存', cancel: '取消', close: '关闭', edit: '修改', saved: '已保存，即时生效', required: '必填', nothing: '还没有内容', nothingFound: '没有符合条件的内容', showAll: '显示全部',
    count: (n) => `共 ${n} 条`, unsaved: '有修改尚未保存', unsavedWhy: '关闭后这些修改将丢失。', discard: '放弃修改', keepEditing: '继续编辑', notSaved: '未能保存', wrongForm: '格式不正确，请参照说明填写', none: '无', yes: '是', copy: '复制', copied: '已复制', day: '如 2026-12-01',
  },
  en: {
    search: 'Search', add: 'Add', save: 'Save', cancel: 'Cancel', close: 'Close', edit: 'Change', saved: 'Saved; in force from now on', required: 'Needed', nothing: 'Nothing here yet', nothingFound: 'Nothing fits', showAll: 'Show all',
    count: (n) => `${n} in all`, unsaved: 'There are changes that are not saved', unsavedWhy: 'They are lost when you close this.', discard: 'Discard them', keepEditing: 'Go on editing', notSaved: 'Not saved', wrongForm: 'Not in the form described here', none: 'none', yes: 'yes', copy: 'Copy', copied: 'Copied', day: 'such as 2026-12-01',
  },
}
