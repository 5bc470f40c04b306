/** Steps, their fields and choices, as a hotline's people call them. */
export const zh = {
  events: {
    open: '建立工单', edit: '参与填写', repeat: '并入重复诉求', autoDispatch: '自动派单', timer: '时限到期', acknowledged: '对方系统已接收', mirrored: '对方系统回传状态', phoned: '自动电话催办', toPerson: '回访转人工',
    submit: '提交派单', directAnswer: '当场答复', cancel: '作废（撤回）', reject: '不予受理', merge: '并入其他工单', handOver: '移交',
    dispatch: '派单', triage: '提请研判', triageDecide: '研判派单', signFor: '签收', requestReturn: '申请退单', decideReturn: '退单审批', subDispatch: '转派下级',
    verify: '核实', addCoUnit: '添加协办单位', answerCoTask: '反馈协办事项', waiveCoTask: '免除协办事项', whistle: '吹哨', checkIn: '报到', checklist: '六步清单', supplement: '补充情况', instruct: '领导批示（会商）',
    requestExtension: '申请延期', decideExtension: '延期审批', requestUpgrade: '提请领导调度', decideUpgrade: '调度审批', decideApproval: '后台审批', submitReply: '提交答复', reviewReply: '审核答复',
    callbackAttempt: '登记未接通', callbackResult: '登记回访结果', judge: '判定合理性', requestSocialReview: '提请社会评议', decideSocialReview: '社会评议审批', verdict: '评议结论', exempt: '免回访', reopen: '重新办理',
    supervise: '督办', answerSupervision: '督办回复', concludeSupervision: '登记督办结果', remind: '催办', sponsor: '包案', setGrade: '评定等级', reviewPool: '盘点', strikeOff: '销号',
  } as Readonly<Record<string, string>>,
  /** What is asked before a step without fields, or said above the form. */
  asks: {
    submit: '提交后即按责任清单派单，内容不可再改。确认提交？', directAnswer: '确认已当场答复市民？工单随即办结。', signFor: '签收后由本单位负责核查办理。确认签收？',
    cancel: '已提交的工单只能由市民本人撤回，请写明依据（来电时间、录音等）。', reject: '请告知市民可以通过什么途径反映，并记录在此。', handOver: '确认对方已当面或电话接手，或对方系统已接收。',
    requestReturn: '退单申请审批期间，办理时限照常计算。', subDispatch: '转派后由下级单位签收办理，本单位仍为责任单位，办理时限不变。', verify: '请先联系诉求人核实情况。',
    whistle: '请有关单位限时到现场或上线协同。', checkIn: '确认本单位已到场（上线）？', requestExtension: '延期须在到期前申请，并事先告知诉求人。', requestUpgrade: '本单位协调不动的事项，提请分管领导调度推进；审批期间办理时限照常计算。',
    submitReply: '提交后由本单位审核人审核，审核人不能是答复人本人。', callbackAttempt: '未接通达到规定次数后，工单按“多次联系不上”办结。', callbackResult: '请如实登记市民的回答；没有回答的留空。',
    judge: '诉求合理的，退回原单位重新办理；不合理的，须写明向市民解释的情况后办结。', requestSocialReview: '适用于已依法依规办理并解释到位、市民仍不满意的工单。',
    exempt: '免回访后工单直接办结，不计满意度。', setGrade: '人工评定后，系统不再自动评定。',
  } as Readonly<Record<string, string>>,
  fields: {
    reason: '原因', note: '说明', legalPath: '告知的反映途径', into: '并入工单', to: '移交给', reference: '对方编号', unit: '承办单位', section: '科室', coUnits: '协办单位', method: '办理方式', requirements: '办理要求',
    overrideReason: '跨辖区派单理由', final: '联合审定（不得退单）', basis: '理由与依据', suggestedUnit: '建议承办单位', approved: '审批意见', contacted: '是否已联系诉求人', notContactedReason: '未联系上的原因',
    substantiated: '反映情况是否属实', findings: '核查情况', task: '协办事项', dueAt: '完成时限', record: '事项', result: '办理结果', matter: '协同事项', checkInBy: '报到时限', step: '步骤', done: '是否完成', text: '内容',
    leader: '领导', kind: '形式', days: '延期工作日', wish: '需要领导协调解决的事项', callerInformed: '是否已告知诉求人', contactedAt: '联系时间', contactManner: '联系方式', contactedBy: '联系人（姓名）', publicReply: '答复市民的内容', resolved: '是否解决',
    unresolvedReason: '未解决原因', lawfulBasis: '依法办理依据', reviewAt: '复查时间', solved: '是否解决', satisfied: '是否满意', wantsPerson: '要求人工回访', reasonable: '诉求是否合理', explanation: '解释情况',
    chair: '主持人', heldAt: '评议时间', minutes: '会议记录', votesFor: '认为合理票数', votesAgainst: '认为不合理票数', type: '督办方式', content: '督办要求', target: '督办对象', replyBy: '反馈时限', persons: '约谈（参加）人数', participants: '参加单位', decision: '议定事项', conclusion: '督办结果', outcome: '督办反馈', manner: '催办方式', grade: '等级', approver: '审批人',
    // What the system notes besides.
    automatic: '系统自动发起', cause: '起因', from: '来自工单', attempts: '有效回访次数', againAt: '再次回访时间', counts: '计入次数', bounceCount: '退单次数', newDueAt: '新时限', level: '级别', latencyMs: '派单用时', repeatCount: '重复次数',
    author: '答复人', onTime: '是否按期', kindOfTimer: '时限', limitDays: '办理工作日', second: '第二次延期',
  } as Readonly<Record<string, string>>,
  /** Fields that are called otherwise in one step. */
  own: {
    'addCoUnit.unit': '协办单位', 'whistle.unit': '被吹哨单位', 'subDispatch.unit': '下级单位', 'subDispatch.overrideReason': '下派社区（村）的理由', 'subDispatch.approver': '批准人', 'decideApproval.reference': '备案（受理）编号', 'answerCoTask.result': '协办反馈', 'strikeOff.result': '销号理由（办理结果）', 'concludeSupervision.outcome': '督办结果', 'reviewPool.note': '盘点情况', 'reviewPool.reviewAt': '下次复查时间', 'supplement.text': '补充内容', 'instruct.text': '批示（议定）内容',
    'instruct.coUnits': '落实单位', 'reopen.note': '新情况', 'waiveCoTask.reason': '免除理由', 'setGrade.reason': '评定理由', 'sponsor.leader': '包案领导', 'decideExtension.leader': '批准领导', 'requestUpgrade.reason': '本单位协调不动的原因', 'decideUpgrade.leader': '负责调度的领导（或会议）', 'submitReply.result': '办理情况（热线内部）',
    'requestSocialReview.basis': '依法办理与解释情况', 'callbackAttempt.outcome': '呼叫情况', 'callbackResult.reason': '不满意原因', 'callbackResult.note': '市民意见', 'reviewReply.approved': '审核意见', 'instruct.dueAt': '落实时限', 'sponsor.dueAt': '包案时限',
  } as Readonly<Record<string, string>>,
  hints: {
    'decideExtension.leader': '第二次延期须由领导批准', 'dispatch.overrideReason': '承办单位与事发地不在同一辖区时填写', 'submitReply.unresolvedReason': '未解决或部分解决时填写', 'submitReply.lawfulBasis': '市民诉求于法无据、已解释到位时填写',
    'submitReply.reviewAt': '条件暂不具备的，填写何时复查', 'submitReply.publicReply': '将向市民公开，请勿写他人姓名、电话', 'judge.explanation': '不合理的必填：何时、由谁、如何解释', 'requestExtension.days': '自原时限起顺延',
    'subDispatch.overrideReason': '职能部门职责内的事项下派社区（村）时填写', 'subDispatch.approver': '同意下派的负责人', 'decideApproval.note': '不通过的必填',
    'addCoUnit.dueAt': '不晚于工单办理时限', 'dispatch.section': '可不填，由承办单位分派', 'supervise.participants': '现场、联席会督办：区、街道、社区、物业等', 'concludeSupervision.persons': '约谈的必填', 'concludeSupervision.participants': '现场、联席会督办的必填', 'verdict.votesFor': '表决人数应为单数，不少于三人',
  } as Readonly<Record<string, string>>,
  /** Yes and no, where they are called otherwise. */
  yesNo: {
    'decideReturn.approved': ['同意退单', '不同意退单'], 'decideExtension.approved': ['同意延期', '不同意延期'], 'decideUpgrade.approved': ['同意调度', '不同意'], 'decideApproval.approved': ['审批通过', '不予通过'], 'reviewReply.approved': ['审核通过', '退回修改'], 'decideSocialReview.approved': ['同意提请', '不同意'],
    'judge.reasonable': ['合理，重新办理', '不合理，解释后办结'], 'verdict.reasonable': ['合理，重新办理', '不合理，免予考核'], 'triageDecide.final': ['是，不得退单', '否'], 'checklist.done': ['已完成', '未完成'],
  } as Readonly<Record<string, readonly [string, string]>>,
  yes: '是', no: '否',
  /** What the system decided by, and the clocks that ran out. */
  reasons: {
    rule: '按责任清单', unclear_unit: '职能单位不明确', overlapping_duty: '部门职能界限模糊', cross_area: '辖区范围交叉', district_fallback: '属地兜底', dissatisfied: '市民不满意', reasonable: '诉求合理', unreasonable: '诉求不合理', approved: '已同意', returned: '退单后重派', bounced: '多次退单', no_rule: '责任清单无对应单位', several_rules: '责任清单有多个对应单位',
    dispatch_alarm: '自动派单超时', dispatch_by_hand: '人工派单超时', triage: '研判超时', respond: '签收超时', respond_deputy: '签收超时（报分管负责人）', respond_head: '签收超时（报主要负责人）', yellow: '黄牌预警', red: '红牌督办', red_written: '超期书面督办', red_interview: '超期约谈',
    red_escalated: '超期提级督办', emergency_sign: '突发工单未签收', emergency_leader: '突发工单报市领导', judge: '回访判定超时', social_review: '社会评议超时', co_task: '协办超期', whistle: '报到超时', sponsor: '包案超期', supervision: '督办反馈超期', pool: '跟踪复查', archive: '归档',
  } as Readonly<Record<string, string>>,
  lists: {
    cancel: { withdrawn: '市民撤回', silent: '无声电话', wrong_number: '打错电话', nuisance: '骚扰电话' },
    reject: { litigation: '已进入诉讼、仲裁', petition: '应通过信访渠道', internal: '内部事务', secret: '涉及秘密', no_matter: '无实质诉求', other_region: '不属本市管辖' },
    triage: { unclear_unit: '职能单位不明确', overlapping_duty: '部门职能界限模糊', cross_area: '辖区范围交叉' },
    giveBack: { not_our_duty: '非本单位职责', not_our_area: '非本辖区', incomplete: '信息不全', duplicate: '重复工单' },
    extension: { complex: '情况复杂', coordination: '需多部门协调', inspection: '需检测鉴定', season: '季节、条件限制' },
    exempt: { anonymous: '匿名诉求', no_phone: '无联系电话', refused: '诉求人不愿接受回访', not_wanted: '诉求人无需回复', grid_patrol: '网格上报', confidential: '保密工单', exchange: '由对方系统回访', unreachable: '多次联系不上' },
    supervision: { phone: '电话督办', written: '书面督办', joint_meeting: '联席会督办', on_site: '现场督办', interview: '约谈', escalated: '提级督办' },
    level: { handler: '经办人', deputy: '分管负责人', head: '主要负责人', leader: '分管市领导' },
    solved: { solved: '已解决', partly: '部分解决', unsolved: '未解决' },
    satisfied: { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' },
    dissatisfied: { attitude: '服务态度', ability: '业务能力', convenience: '办件方便程度', efficiency: '办结效率', result: '办理结果' },
    attempt: { no_answer: '无人接听', busy: '占线', rejected: '拒接', invalid: '空号、停机', not_now: '现在不便', wrong_person: '并非本人' },
    substantiated: { yes: '属实', partly: '部分属实', no: '不属实' },
    grade: { A: 'A 级', B: 'B 级', C: 'C 级（需跟踪）', D: 'D 级（不满意）' },
    checklist: { investigate: '调查研判', coordinate: '协调协办', handle: '组织办理', reply: '妥善回复', safeguard: '兜底维稳', prevent: '长效机制' },
    contact: { phone: '电话', in_person: '当面', message: '短信、微信', letter: '书面' },
    instruction: { instruction: '领导批示', on_site: '现场办公', meeting: '会商' },
    reminder: { phone: '电话', message: '短信', written: '书面' },
    reopen: { same_matter: '同一事项再次反映', new_facts: '有新情况' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
}
export type StepWords = typeof zh
