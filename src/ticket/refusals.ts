import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'

/** Why a field of a ticket or of a step was refused, in the person's language. */
const SENTENCES = {
  needed: ['请填写此项', 'This is needed'],
  workspace: ['该部门不在本子平台', 'This department does not belong to the sub-platform'],
  unknown: ['没有这个选项', 'There is no such choice'],
  realName: ['此类事项须实名', 'This kind of matter needs a name'],
  reason: ['该工单已提交，只能由市民撤回', 'It was handed in: only the citizen may take it back'],
  notInUse: ['该单位不存在或已停用', 'No such department takes matters now'],
  otherWorkspace: ['该单位不属于此分平台', 'That department is not of this sub-platform'],
  outsideDistrict: ['事发地不在该单位辖区，请说明派单理由', 'The place is outside its district: say why it is sent there'],
  isLead: ['主办单位不能同时作为协办单位', 'The lead department cannot also assist'],
  returnFinal: ['经联合审定的工单不得退回', 'It was determined jointly and cannot be returned'],
  returnEmergency: ['紧急工单须先行处置，不得退回', 'An emergency is dealt with first and cannot be returned'],
  returnLate: ['已超过退单时限', 'The time for returning it is over'],
  returnTooOften: ['退单次数已达上限', 'It was returned as often as it may be'],
  alreadyAsked: ['已有申请正在审核', 'A request is already being decided on'],
  nothingAsked: ['没有待审核的申请', 'There is no request to decide on'],
  notBelow: ['只能下派给本单位的下级单位', 'It can only be passed down to a department below'],
  past: ['时间须晚于现在', 'It must lie ahead'],
  future: ['时间不能晚于现在', 'It cannot lie ahead'],
  afterDueAt: ['不得晚于工单办理截止时间', 'Not later than the deadline of the ticket'],
  notOpen: ['该事项不存在或已办结', 'There is no such thing to be done'],
  stepDone: ['该环节已完成', 'That step is done already'],
  coTasksOpen: ['协办事项尚未办结或免除', 'Tasks of assisting departments are neither answered nor waived'],
  extensionEmergency: ['紧急工单不得延期', 'An emergency cannot be extended'],
  extensionLate: ['已超过办理时限，不得再申请延期', 'The deadline is over: it cannot be extended any more'],
  extensionTooOften: ['延期次数已达上限', 'It was extended as often as it may be'],
  extensionTooLong: ['延期天数超过上限', 'So many days cannot be granted'],
  callerInformed: ['须先告知诉求人', 'The citizen has to be told first'],
  leader: ['再次延期须由领导批准，请填写批准人', 'A second extension takes a leader: say who approved it'],
  contacted: ['须先联系诉求人并答复', 'The citizen has to be contacted and answered first'],
  ownReply: ['答复人不能审核本人的答复', 'Nobody reviews an answer of their own'],
  socialReviewOff: ['本地未开通社会评议', 'There is no social review here'],
  notDissatisfied: ['仅限诉求人不满意的工单', 'Only for what the citizen was dissatisfied with'],
  noLawfulBasis: ['答复中未说明依法办理的依据', 'The answer does not say on what legal basis it was handled'],
  againLate: ['约定时间不能超过十四天', 'Not more than fourteen days ahead'],
  notTried: ['回访次数尚未达到要求，不能按联系不上办结', 'Not tried often enough to count as not to be reached'],
  quorum: ['有效表决票不足法定数', 'Too few reviewers said reasonable or not'],
  tie: ['赞成与反对票数相同，须另行评议', 'As many said yes as no: it has to be reviewed again'],
  noSession: ['评议结论由评议会表决产生，请在“社会评议”中办理', 'A verdict comes of the votes of a session: see social review'],
  sessionDecides: ['该工单已列入评议会，以会上表决为准', 'It is on the agenda of a session: the votes given there decide'],
  majority: ['与表决结果不符', 'That is not what the majority said'],
  notThatOne: ['工单情况与该理由不符', 'The ticket does not bear out this reason'],
  noUnit: ['该工单未经承办单位办理，且信息不全，请另行建单', 'No department has worked on it and it is not complete: open a new ticket'],
  grassRoots: ['属职能部门职责的事项不得下派到社区（村），确需下派请说明理由并填写批准人', 'A duty of a functional department does not go down to a community: say why, and who agreed'],
  approvalOpen: ['后台审批尚未完成，暂不能提交答复', 'The back office has not decided yet'],
  approvalRefused: ['后台审批未通过，不能按已解决办结', 'The back office refused it: it is not solved'],
  handedOver: ['该工单已移交，不能在此撤回', 'It was handed over and cannot be taken back here'],
  noneBelow: ['本单位没有可下派的下级单位', 'There is no department below that takes matters'],
  reopenLate: ['已超过重开期限', 'The time for opening it again is over'],
  noCaller: ['巡查上报没有诉求人，请填在报送人处', 'Found on patrol: there is no citizen; say it of the submitter'],
  into: ['没有可并入的在办工单，或不是同一事项', 'No open ticket about the same matter'],
  otherUnit: ['该工单的承办单位不是此单位', 'That department does not have this ticket'],
  record: ['没有这条待办记录', 'There is no such entry, or it is settled'],
} as const satisfies Record<string, readonly [zh: string, en: string]>
type Why = keyof typeof SENTENCES

/** A reason without a sentence is told as it is. */
export const sentenceOf = (why: string, language: Language): string => SENTENCES[why as Why]?.[language === 'zh' ? 0 : 1] ?? why

/** TICKET_INCOMPLETE with a sentence for every field. */
export const incomplete = (errors: readonly { path: string; why: string }[], language: Language): AppError =>
  new AppError('TICKET_INCOMPLETE', { errors: errors.map(({ path, why }) => ({ path, why, message: sentenceOf(why, language) })) })
