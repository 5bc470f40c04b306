import type { Words } from '../../../words/language.ts'

interface PromptWords {
  listen: string; stop: string; search: string; all: string; missing: string; own: string; changed: string; language: string; zh: string; en: string
  missingWhy: string; use: string; text: string; builtIn: string; inUse: string; gaps: string; gapHelp: string; saveText: string; saved: string; upload: string; uploadHelp: string; uploading: string; choose: string; uploaded: string
  never: string; perLine: string; versions: string; version: string; versionZero: string; kindText: string; kindUpload: string; by: string; restore: string; restored: string; forLine: string; forAll: string; addLine: string; add: string
  pick: string; none: string; seconds: string; tooLarge: string; heardNow: string; readOnly: string
  site: string; number: string; line: string; cancelDate: string; date: string; n: string; group: string; agentNo: string; peer: string; status: string
}

export const words: Words<PromptWords> = {
  zh: {
    listen: '试听', stop: '停止', search: '搜索提示音', all: '全部', missing: '缺失', own: '已修改', changed: '已修改', language: '提示音语言', zh: '普通话', en: '英语',
    missingWhy: '上次未能生成，来电人听到的是替代提示。请上传录音，或修改文字后重试。', use: '播放时机', text: '文字', builtIn: '系统自带', inUse: '使用中', gaps: '可用变量', gapHelp: '点击插入到光标处', saveText: '保存文字', saved: '已保存，自下一通来电起生效', upload: '上传录音', uploadHelp: '把 WAV 文件拖到这里，或点击选择。0.2–120 秒，不超过 10 MB。', uploading: '正在上传 {n}%', choose: '选择文件', uploaded: '录音已启用',
    never: '内容随每通来电变化，只能由文字合成。', perLine: '含号码名称或日期，只能为单个号码录音。请先在上方选择号码。', versions: '历史版本', version: '第 {n} 版', versionZero: '系统自带文字', kindText: '文字', kindUpload: '录音', by: '{who}　{when}', restore: '恢复使用', restored: '已恢复，自下一通来电起生效', forLine: '适用号码', forAll: '全部号码', addLine: '为单个号码单独设置', add: '设置',
    pick: '请从左侧选择一条提示音', none: '没有符合条件的提示音', seconds: '{n} 秒', tooLarge: '文件超过 10 MB', heardNow: '来电人现在听到的', readOnly: '您的角色只能查看和试听',
    site: '城市', number: '号码', line: '热线名称', cancelDate: '停用日期', date: '日期', n: '数目', group: '技能组', agentNo: '工号', peer: '联动单位', status: '状态',
  },
  en: {
    listen: 'Listen', stop: 'Stop', search: 'Search prompts', all: 'All', missing: 'Missing', own: 'Changed', changed: 'changed', language: 'Language of the prompts', zh: 'Mandarin', en: 'English',
    missingWhy: 'It could not be made when last tried: callers hear its stand-in. Upload a recording, or change the text.', use: 'Played', text: 'Text', builtIn: 'built in', inUse: 'in use', gaps: 'Gaps', gapHelp: 'Click to insert at the cursor', saveText: 'Save text', saved: 'Saved; in force from the next call on', upload: 'Upload a recording', uploadHelp: 'Drop a WAV file here, or click to choose. 0.2–120 s, up to 10 MB.', uploading: 'Uploading {n}%', choose: 'Choose a file', uploaded: 'The recording is in use',
    never: 'It differs from call to call and can only be spoken from text.', perLine: 'It names a number or a date and can only be recorded for one number. Choose the number above first.', versions: 'Versions', version: 'Version {n}', versionZero: 'Built-in text', kindText: 'text', kindUpload: 'recording', by: '{who}, {when}', restore: 'Use again', restored: 'In use again from the next call on', forLine: 'For', forAll: 'All numbers', addLine: 'Set it for one number alone', add: 'Set',
    pick: 'Choose a prompt on the left', none: 'No prompt fits', seconds: '{n} s', tooLarge: 'The file is larger than 10 MB', heardNow: 'What callers hear now', readOnly: 'Your role may look and listen only',
    site: 'city', number: 'number', line: 'line', cancelDate: 'cancel date', date: 'date', n: 'count', group: 'group', agentNo: 'agent no.', peer: 'peer', status: 'status',
  },
}
