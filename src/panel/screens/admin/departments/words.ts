import type { ContactRole } from '../../../../contract/department.ts'
import type { ImportLine, MatterType } from '../../../../contract/responsibility.ts'
import type { Words } from '../../../words/language.ts'

interface DepartmentsWords {
  tabs: { departments: string; list: string; match: string }
  add: string
  edit: (name: string) => string
  code: string
  codeHelp: string
  nameZh: string
  nameEn: string
  shortName: string
  level: string
  levels: Record<1 | 2 | 3 | 4 | 5, string>
  parent: string
  sections: string
  sectionsHelp: string
  phone: string
  phoneHelp: string
  dutyPhone: string
  schedule: string
  contacts: string
  addContact: string
  contactName: string
  contactPhone: string
  contactEmail: string
  remove: string
  roles: Record<ContactRole, string>
  area: string
  areaHelp: string
  workspace: string
  workspaceHelp: string
  respondClock: string
  respondClocks: { calendar: string; office: string }
  validFrom: string
  validUntil: string
  active: string
  status: string
  inUse: string
  notInUse: string
  addLine: string
  editLine: string
  importList: string
  exportList: string
  matter: string
  category: string
  categoryHelp: string
  keywords: string
  keywordsHelp: string
  district: string
  districtHelp: string
  hotline: string
  type: string
  any: string
  types: Record<MatterType, string>
  department: string
  section: string
  coUnits: string
  legalBasis: string
  emergency: string
  note: string
  condition: string
  versions: string
  version: (n: number, at: string, by: string) => string
  removed: string
  removeLine: string
  removeLineWhy: string
  emptyList: string
  choose: string
  chooseHelp: string
  replace: string
  replaceHelp: string
  changes: Record<ImportLine['change'], string>
  counts: (counts: Record<ImportLine['change'], number>) => string
  line: string
  faults: string
  apply: string
  applied: string
  faultyWhy: string
  nothingToDo: string
  encoding: string
  matchText: string
  matchButton: string
  matchHelp: string
  decided: string
  undecided: string
  nobody: string
  because: string
}

export const words: Words<DepartmentsWords> = {
  zh: {
    tabs: { departments: '单位名录', list: '职责清单', match: '试匹配' }, add: '新增单位', edit: (name) => name, code: '单位代码', codeHelp: '大写字母开头，字母和数字，不能更改。', nameZh: '单位名称', nameEn: '英文名称', shortName: '简称',
    level: '层级', levels: { 1: '热线中心', 2: '市级部门、区县', 3: '街道、乡镇', 4: '社区、村', 5: '网格' }, parent: '上级单位', sections: '内设科室', sectionsHelp: '输入后回车确认。', phone: '承接电话', phoneHelp: '话务员转接或三方通话时拨打，含区号。', dutyPhone: '值班电话（非工作时间）',
    schedule: '办公时间', contacts: '联系人', addContact: '添加联系人', contactName: '姓名', contactPhone: '电话', contactEmail: '邮箱（接收紧要工单提醒）', remove: '删除', roles: { handler: '经办人', deputy: '分管负责人', head: '主要负责人' }, area: '所辖行政区划', areaHelp: '区县政府填写六位代码：辖区内研判到期仍无承办单位的工单由其兜底。', workspace: '所属分平台', workspaceHelp: '留空为热线中心。', respondClock: '签收时限计时', respondClocks: { calendar: '昼夜连续', office: '只计办公时间' }, validFrom: '生效日期', validUntil: '失效日期', active: '启用', status: '状态', inUse: '在用', notInUse: '未启用',
    addLine: '新增条目', editLine: '职责条目', importList: '导入', exportList: '导出', matter: '事项', category: '事项分类', categoryHelp: '两位大类或四位小类代码，如 0201。', keywords: '关键词', keywordsHelp: '诉求内容含任一关键词即符合；留空不限。', district: '区划代码', districtHelp: '如 140502；留空为全市。', hotline: '热线号码', type: '诉求类型', any: '不限',
    types: { consultation: '咨询', help: '求助', complaint: '投诉', report: '举报', suggestion: '建议', praise: '表扬', other: '其他' }, department: '主办单位', section: '科室', coUnits: '协办单位', legalBasis: '法律依据', emergency: '紧急事项', note: '备注', condition: '适用条件',
    versions: '历次版本', version: (n, at, by) => `第 ${n} 版 · ${at} · ${by}`, removed: '已删除', removeLine: '删除条目', removeLineWhy: '之后的诉求不再按此条派单；历次版本保留。', emptyList: '职责清单还是空的',
    choose: '选择 CSV 文件', chooseHelp: 'UTF-8 或 GB18030 编码，第一行为表头；可先导出作为模板。导入前逐行检查，不会直接生效。', replace: '以文件为准', replaceHelp: '删除清单中文件里没有的条目',
    changes: { added: '新增', changed: '修改', same: '不变', removed: '删除', faulty: '有误' }, counts: ({ added, changed, same, removed, faulty }) => `新增 ${added} 条，修改 ${changed} 条，不变 ${same} 条，删除 ${removed} 条，有误 ${faulty} 条`,
    line: '行', faults: '问题', apply: '确认导入', applied: '已导入，即时生效', faultyWhy: '文件中有误的行须先改正；改正前不会导入任何内容。', nothingToDo: '文件与现有清单一致，无需导入。', encoding: '文件编码',
    matchText: '诉求内容', matchButton: '试匹配', matchHelp: '填写一件诉求，看今天按清单会派给谁。', decided: '可直接派单', undecided: '同等条件下有多个单位，转人工研判', nobody: '没有符合的条目，转人工研判', because: '依据',
  },
  en: {
    tabs: { departments: 'Departments', list: 'Responsibility list', match: 'Try it' }, add: 'Add a department', edit: (name) => name, code: 'Code', codeHelp: 'Capital letters and digits, a letter first; cannot be changed.', nameZh: 'Name', nameEn: 'English name', shortName: 'Short name',
    level: 'Level', levels: { 1: 'hotline centre', 2: 'city bureau, district', 3: 'subdistrict, town', 4: 'community, village', 5: 'grid' }, parent: 'Above it', sections: 'Sections', sectionsHelp: 'Close each with Return.', phone: 'Phone', phoneHelp: 'Dialled when an agent puts a caller through; with area code.', dutyPhone: 'Duty phone (out of hours)',
    schedule: 'Office hours', contacts: 'Contacts', addContact: 'Add a contact', contactName: 'Name', contactPhone: 'Phone', contactEmail: 'Mail address, for what is urgent', remove: 'Remove', roles: { handler: 'handler', deputy: 'deputy', head: 'head' }, area: 'District it governs', areaHelp: 'A district government’s six digits: it has what nobody else is found for.', workspace: 'Sub-platform', workspaceHelp: 'Empty: the centre.', respondClock: 'Time to sign for', respondClocks: { calendar: 'day and night', office: 'in office hours only' }, validFrom: 'Valid from', validUntil: 'Valid until', active: 'Active', status: 'Status', inUse: 'in use', notInUse: 'not in use',
    addLine: 'Add a line', editLine: 'Line of the list', importList: 'Import', exportList: 'Export', matter: 'Matter', category: 'Category', categoryHelp: 'Two digits for all below it, four for one, such as 0201.', keywords: 'Keywords', keywordsHelp: 'One of them in the text is enough; empty is any.', district: 'District', districtHelp: 'Such as 140502; empty is the whole city.', hotline: 'Hotline', type: 'Type', any: 'any',
    types: { consultation: 'consultation', help: 'help', complaint: 'complaint', report: 'report', suggestion: 'suggestion', praise: 'praise', other: 'other' }, department: 'Department', section: 'Section', coUnits: 'Taking part', legalBasis: 'Legal basis', emergency: 'Emergency', note: 'Note', condition: 'Applies to',
    versions: 'Versions', version: (n, at, by) => `Version ${n} · ${at} · ${by}`, removed: 'taken out', removeLine: 'Take it out', removeLineWhy: 'Matters are not dispatched by it any more; its versions stay.', emptyList: 'The responsibility list is empty',
    choose: 'Choose a CSV file', chooseHelp: 'UTF-8 or GB18030, the heading first; an export serves as a template. Every line is checked before anything is taken over.', replace: 'The file is the whole list', replaceHelp: 'Takes out what is not in the file',
    changes: { added: 'added', changed: 'changed', same: 'the same', removed: 'removed', faulty: 'faulty' }, counts: ({ added, changed, same, removed, faulty }) => `${added} added, ${changed} changed, ${same} the same, ${removed} removed, ${faulty} faulty`,
    line: 'Line', faults: 'Fault', apply: 'Import', applied: 'Imported; in force from now on', faultyWhy: 'Mend the faulty lines first; until then nothing is imported.', nothingToDo: 'The file is the same as the list.', encoding: 'Encoding',
    matchText: 'What the citizen says', matchButton: 'Try', matchHelp: 'Describe a matter and see who would get it by the list today.', decided: 'Can be dispatched at once', undecided: 'Several departments are equally entitled: a person decides', nobody: 'No line fits: a person decides', because: 'Because of',
  },
}
