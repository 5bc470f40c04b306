/** Stable codes a client may see, with the HTTP status and the sentence for a person (zh, en). Never renamed once released. */
export const PROBLEMS = {
  INVALID_REQUEST: [400, '请求内容有误', 'The request is not valid'],
  MALFORMED_JSON: [400, '请求不是有效的 JSON', 'The body is not valid JSON'],
  NOT_SIGNED_IN: [401, '请先登录', 'Sign in first'],
  WRONG_CREDENTIALS: [401, '用户名或密码不正确', 'Wrong user name or password'],
  SIGNATURE_INVALID: [401, '签名无效', 'The signature is not valid'],
  CROSS_SITE: [403, '请求来自其他网站，已拒绝', 'The request comes from another site'],
  ACCOUNT_NOT_VALID: [403, '账号不在有效期内', 'The account is not valid today'],
  FORBIDDEN: [403, '没有权限', 'Not allowed'],
  NOT_FOUND: [404, '没有找到', 'Not found'],
  CALL_NOT_FOUND: [404, '没有找到该通话', 'No such call'],
  AGENT_NOT_FOUND: [404, '没有找到该座席', 'No such agent'],
  HOTLINE_NOT_FOUND: [404, '没有找到该热线号码', 'No such hotline number'],
  RECORDING_NOT_FOUND: [404, '没有找到该录音', 'No such recording'],
  GROUP_NOT_FOUND: [404, '没有找到该技能组', 'No such skill group'],
  USER_NOT_FOUND: [404, '没有找到该用户', 'No such user'],
  DEPARTMENT_NOT_FOUND: [404, '没有找到该部门', 'No such department'],
  RESPONSIBILITY_NOT_FOUND: [404, '没有找到该职责条目', 'No such line of the responsibility list'],
  ALARM_NOT_FOUND: [404, '没有找到该告警', 'No such alarm'],
  TARGET_NOT_FOUND: [404, '没有找到转接目标', 'No such target'],
  SESSION_NOT_FOUND: [404, '没有找到该场次或议题', 'No such session or item'],
  REVIEWER_NOT_FOUND: [404, '没有找到该评议员', 'No such reviewer'],
  METHOD_NOT_ALLOWED: [405, '不支持的请求方法', 'Method not allowed'],
  HOTLINE_EXISTS: [409, '该热线号码已存在', 'The hotline number already exists'],
  AGENT_EXISTS: [409, '该分机号已存在', 'The extension already exists'],
  USER_EXISTS: [409, '该用户已存在', 'The user already exists'],
  DEPARTMENT_EXISTS: [409, '该部门代码已存在', 'The department code already exists'],
  VERSION_CONFLICT: [409, '内容已被他人修改，请刷新后重试', 'Somebody else changed it meanwhile; reload and try again'],
  HOTLINE_BUSY: [409, '该号码近七天仍有较多来电，请确认后再停用', 'The number still carries many calls; confirm to cancel it'],
  WRONG_CALL_STATE: [409, '通话当前状态不允许此操作', 'The call is not in a state for this'],
  TRANSFER_LIMIT: [409, '该来电已转接过一次，请登记办理', 'The call has been transferred once already; register the matter'],
  TOO_MANY_PARTIES: [409, '通话已有三方，不能再加入', 'Three parties are on the call already'],
  ALREADY_MONITORED: [409, '该通话正由其他班长监听', 'Another supervisor is on this call'],
  PEER_NOT_SPOKEN: [409, '对方尚未应答讲话，请勿离开', 'The other side has not spoken yet; stay on the line'],
  BEING_OFFERED: [409, '正在为该来电振铃，请稍后再移动', 'A phone is ringing for this caller; try again in a moment'],
  NOBODY_SIGNED_IN: [409, '该组当前没有话务员签入', 'Nobody of the group is signed in'],
  NOBODY_FREE: [409, '该组当前无空闲座席', 'Nobody of the group is free'],
  TARGET_BUSY: [409, '对方正在通话中', 'That seat is on a call'],
  NOT_ON_DUTY: [409, '请先签入再呼出', 'Sign in to your phone before calling'],
  NUMBER_WITHHELD: [409, '来电未显示号码', 'The caller withheld the number'],
  PHONE_UNREACHABLE: [409, '您的软电话或话机未接通，请检查后再示闲', 'Neither your softphone nor your desk phone can be reached; check it before you are ready'],
  NO_PHONE: [409, '您的账号没有话机分机', 'Your account has no phone'],
  SURVEY_TAKEN: [409, '其他回访员正在回访此工单', 'Somebody else is calling this citizen back'],
  SURVEY_NOT_AUTOMATIC: [409, '此回访已结束或已转人工，不能自动外呼', 'This call-back is over, or left to a person; the machine does not call'],
  CITIZEN_LEFT_NO_NUMBER: [409, '诉求人未留联系电话', 'The citizen left no number'],
  CITIZEN_BEING_CALLED: [409, '正在呼叫该诉求人，请勿重复拨打', 'The citizen of this ticket is being called already'],
  NO_PHONE_REGISTERED: [409, '没有可用的登记电话，请联系管理员在部门资料中登记', 'No registered phone can be rung; have one entered for the department'],
  CALLBACK_TAKEN: [409, '该回拨任务已被他人领取', 'Somebody else took this call-back'],
  IDEMPOTENCY_MISMATCH: [409, '同一幂等键用于不同的请求', 'The idempotency key was used for a different request'],
  REQUEST_IN_PROGRESS: [409, '同一请求正在处理中', 'The same request is still being carried out'],
  MAIL_NOT_SET_UP: [409, '尚未配置邮件服务器', 'No mail server is set up'],
  PEER_TAKES_NO_ORDERS: [409, '该联动单位未配置接收工单的地址', 'The peer has no address for orders'],
  TARGET_CLOSED: [409, '转接目标不在服务时间内', 'The target is outside its hours'],
  ILLEGAL_TRANSITION: [409, '工单当前状态不允许此操作', 'The ticket is not in a state for this'],
  EVALUATION_NOT_YET: [409, '工单尚未反馈，或该单位未参与办理，不能评价', 'It is not fed back yet, or that department had no part in it'],
  EVALUATION_FINAL: [409, '评价满七天后不得修改', 'After seven days a rating is not changed'],
  COMPLAINT_EXISTS: [409, '该通话已登记服务投诉', 'There is a complaint about this call already'],
  TYPICAL_CASE_NOT_FIT: [409, '只有已办结且不涉密的工单可以列为典型案例', 'Only closed tickets that need not stay confidential can be typical cases'],
  WRONG_SESSION_STATE: [409, '该场次或议题当前状态不允许此操作', 'The session or item is not in a state for this'],
  SPECIAL_PERIOD_OVER: [409, '该特殊时期已结束', 'The special period is over'],
  ALREADY_ON_AGENDA: [409, '该工单已列入待议议程', 'The ticket is on an agenda already'],
  ALREADY_VOTED: [409, '该评议员已投票，投出后不能更改', 'The vote was cast already and cannot be changed'],
  CONFLICT_OF_INTEREST: [409, '该评议员须回避此议题', 'The reviewer has an interest in this matter and may not vote'],
  REVIEWER_EXISTS: [409, '该账号已关联其他评议员', 'Another reviewer has this account'],
  CAMPAIGN_STATE: [409, '外呼任务当前状态不允许此操作', 'The campaign is not in a state for this'],
  CAMPAIGN_BEGUN: [409, '外呼任务已开始，话术、题目和起始日期不能再修改', 'It was started already: what is said and asked, and its first day, stay as they are'],
  CAMPAIGN_EMPTY: [409, '名单中没有待呼号码', 'There is nobody left to call on the list'],
  CAMPAIGN_OVER: [409, '外呼任务的截止日期已过，请先修改日期', 'Its last day is over; change the dates first'],
  NO_SPEECH: [409, '语音合成不可用，无法播报话术', 'No speech can be made on this machine, so nothing could be said'],
  OUTBOUND_NIGHT: [409, '夜间不得主动外呼', 'No calls of one’s own accord at night'],
  TOO_LARGE: [413, '内容过大', 'Too large'],
  UNSUPPORTED_MEDIA: [415, '不支持的文件或内容类型', 'Unsupported file or content type'],
  RANGE_NOT_SATISFIABLE: [416, '请求的范围超出文件长度', 'The range lies outside the file'],
  LIST_FAULTY: [422, '清单中有错误，未导入', 'The list has faults; nothing was imported'],
  TICKET_INCOMPLETE: [422, '工单内容不完整或有误', 'Something on the ticket is missing or wrong'],
  NOT_FOR_SESSION: [422, '该工单当前状态不能列入议程', 'The ticket is not in a state to be put on the agenda'],
  LEAD_STAYS: [422, '承办单位未申请退单，会上不能改派；可增加协办单位或要求其申请退单', 'The department has not asked to return it, so another cannot lead; add co-units instead'],
  REVIEWERS_ODD: [422, '评议员人数须为单数，且不少于法定人数', 'An odd number of reviewers has to be invited, and as many as the quorum'],
  NOT_A_REVIEWER: [422, '该账号不是启用中的评议员账号', 'That is no account of the role reviewer'],
  AGENDA_EMPTY: [422, '议程中还没有工单', 'There is nothing on the agenda'],
  NOT_AUDIO: [422, '不是可用的录音文件', 'Not a usable audio file'],
  NUMBER_NOT_ALLOWED: [422, '该号码不允许外呼', 'The number may not be dialled'],
  ADDRESS_NOT_ALLOWED: [422, '该地址不允许访问', 'The address may not be asked'],
  CALLER_NUMBER_NOT_ALLOWED: [422, '不允许向该单位提供来电号码', 'The caller’s number may not be given to this peer'],
  OUTBOUND_LIMIT: [429, '外呼数量已达上限，请稍后再试', 'Too many outbound calls; try again later'],
  TOO_MANY_REQUESTS: [429, '操作过于频繁，请稍后再试', 'Too many requests; try again later'],
  INTERNAL: [500, '系统内部错误', 'Internal error'],
  UNAVAILABLE: [503, '服务暂时不可用', 'Temporarily unavailable'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type ProblemCode = keyof typeof PROBLEMS

/** An expected failure. Anything that is not an AppError is a bug and is logged as one. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ProblemCode, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }

  get httpStatus(): number {
    return PROBLEMS[this.code][0]
  }
}
