import type { AgentWords } from './words-type.ts'

export const zh: AgentWords = {
  title: '话务工作台',
  columns: { call: '通话', draft: '工单', caller: '来电人' },
  noSeat: '您的账号没有分机', noSeatWhy: '话务工作台需要话机分机，请联系系统管理员为账号分配。',
  state: {
    label: '话务状态',
    names: { offline: '离线', ready: '示闲', not_ready: '示忙', ringing: '振铃', talking: '通话中', on_hold: '保持中', three_way: '三方通话', acw: '话后整理' },
    reasons: { break: '小休', lunch: '用餐', training: '培训', meeting: '会议', other: '其他', rna: '未接来电', busy: '话机占线', unreachable: '话机不可达', declined: '拒接来电' },
    ready: '示闲', notReady: '示忙', break: '小休', offline: '离线', after: '通话结束后生效',
    rna: '上一个来电未接听，系统已自动示忙。准备好后请示闲。', declined: '上一个来电被拒接，系统已自动示忙。准备好后请示闲。', busy: '话机占线，系统已自动示忙。',
    unreachable: '话机不可达，来电不会派给您。请检查软电话或桌面话机。',
  },
  stages: {
    none: '空闲', ringing: '来电振铃', calling: '正在呼出', connecting: '正在接通', talking: '通话中', held: '保持中', asking: '正在呼叫第三方', private: '咨询中', three: '三方通话中', transferring: '正在转接', rescuing: '正在恢复通话', guest: '受邀通话', wrapUp: '话后整理',
  },
  hears: { held: '市民正在听等待音乐。', rescuing: '本机连接曾中断，正在为来电人恢复通话，市民正在听等待音乐。软电话就绪后会自动接通。', private: '市民正在听等待音乐，听不到你们的谈话。', asking: '市民正在听等待音乐。', emergency: '正在呼叫，您与市民可继续通话。', transferring: '对方应答后市民即转过去；您可在线等待，也可挂机。' },
  modes: { primary: '主号', whole_merge: '整体并入', dual_number: '双号并行', sub_center: '设分中心', direct_cancel: '取消号码', emergency: '紧急号码' },
  transitionUntil: (day) => `过渡期至 ${day}`,
  dialled: '被叫号码', greeting: '开头语', caller: '来电号码', withheld: '未显示号码', waited: '等待', talked: '通话', since: '已持续', outbound: '呼出',
  labels: { elder: '老年人', repeat: (times) => `重复来电 · 30 天内 ${times} 次`, emergency: '紧急', return: '回拨优先', transferred: '已转接过一次' },
  acts: {
    answer: '接听', decline: '拒接', hangUp: '挂断', hold: '保持', resume: '恢复通话', mute: '静音', unmute: '取消静音', keypad: '按键', find: '咨询 / 转接', join: '转三方通话', rejoin: '恢复三方', cancelAsk: '取消呼叫', letGo: '结束咨询', release: '请第三方退出', leave: '转交并退出',
  },
  deskAnswer: '请在桌面话机上摘机接听。', deskHangUp: '请用话机挂机退出。',
  refused: {
    TRANSFER_LIMIT: '该来电已转接过一次，不能再次转接；可咨询、三方通话，或登记工单。', TOO_MANY_PARTIES: '班长已强插通话，不能再加入第三方。', PEER_NOT_SPOKEN: '对方尚未讲话，请勿退出。', close: '关闭提示', opensAt: (at) => `对方 ${at} 起提供服务。`,
  },
  monitor: { listen: '班长正在监听', whisper: '班长正在密语指导', barge: '班长已强插通话' },
  find: {
    title: '咨询 / 转接', placeholder: '姓名、部门、拼音首字母或号码', none: '没有找到。可输入外线号码直接呼叫。', ask: '咨询', transfer: '转接', call: '呼叫', close: '关闭', closed: '非服务时间', free: (n) => `${n} 人示闲`, nobodyFree: '无人示闲', results: '查找结果',
    kinds: { emergency: '紧急', hotline: '分中心', platform: '平台', group: '技能组', seat: '话务员', department: '部门', outside: '外线号码' },
    keys: '↑↓ 选择，Enter 咨询，Ctrl+Enter 转接，Esc 关闭',
  },
  emergency: {
    title: '紧急联动', names: { 110: '公安', 119: '消防', 120: '急救', 122: '交警' }, call: (number) => `呼叫 ${number}，您与市民继续通话`, answered: '对方已接通，尚未讲话，请勿退出。', spoke: '对方已讲话，可转交并退出。',
    order: '联动派单', place: '事发地点', summary: '情况摘要', giveNumber: '同时提供来电号码', send: '发送', sent: (peer) => `已向 ${peer} 发送联动工单`, needed: '请填写地点和摘要。',
  },
  keypad: { title: '电话按键', close: '收起' },
  wrapUp: { left: '话后整理剩余', finish: '完成并示闲', finishBusy: '完成并示忙', why: '到时自动结束。工单可继续填写。' },
  idle: {
    ready: '等待来电', readyWhy: '来电会自动派给您，请保持耳机佩戴。', notReady: '当前不接听来电', notReadyWhy: '示闲后开始接听。', offline: '尚未上线', offlineWhy: '点击“示闲”开始接听来电。', waiting: (n) => `${n} 人排队`,
    figures: { title: '今日', answered: '接听', meanTalk: '平均通话', placed: '呼出', satisfied: '评价满意' },
    dial: '呼出电话', dialPlaceholder: '电话号码', call: '呼叫',
  },
  phone: {
    denied: '浏览器未允许使用麦克风，接听后对方听不到您。请在地址栏左侧允许麦克风。', missing: '没有检测到麦克风，请连接耳机。', elsewhere: '软电话正在另一个标签页使用。', takeOver: '在此使用', failed: '软电话注册失败，暂时无法接听，正在重试。',
  },
  person: {
    open: '未办结工单', openNone: '没有未办结工单', recent: '近期来电', recentNone: '近期没有来电记录', hidden: '其他区域', wait: '来电人信息在有来电时显示', mark: '标记为老年人', unmark: '取消老年人标记', markWhy: '下次来电起优先接入', language: '语言', languages: { none: '普通话', ug: '维吾尔语', kk: '哈萨克语', mn: '蒙古语', bo: '藏语', en: '英语' },
    outcomes: { handled: '已接听', abandoned: '排队中放弃', overflow: '溢出', fallback: '应急接听', interrupted: '中断', rejected: '未接入', cancelled_number: '号码已取消', unreached: '未接通', automatic: '自动外呼' }, outbound: '呼出', states: { draft: '草稿' }, callBack: '回拨', dialTicket: (no) => `回拨工单 ${no} 的市民`,
  },
  diversion: { title: '职责分流', placeholder: '输入诉求关键词', hint: '输入关键词，查看由 12345 还是紧急号码受理。', none: '分流清单中没有匹配的事项', emergency: (found) => `疑似紧急情况：${found}`, side: (side) => (side === '12345' ? '12345 受理' : `${side} 受理`) },
  draft: { none: '接听来电后，这里会打开工单草稿', opening: '正在打开工单…' },
}
