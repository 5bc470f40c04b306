import type { Words } from '../../words/language.ts'

/** Words to begin with, by step and field; what stands in 【】 is filled in by whoever uses them. */
type Phrases = Readonly<Record<string, readonly string[]>>

const zh: Phrases = {
  'verify.findings': [
    '经【时间】现场核查，市民反映情况属实：【具体情况】。', '经核查，市民反映情况部分属实：【属实部分】；【不属实部分】与实际不符。', '经现场核查，未发现所反映的情况，已将核查结果告知市民。',
  ],
  'verify.notContactedReason': ['已于【时间】拨打三次，无人接听。', '号码为空号或停机。', '诉求人未留联系方式。'],
  'submitReply.result': [
    '已于【时间】组织人员到现场处置：【措施】，目前问题已解决。', '已责令【责任单位】限期整改，整改期限至【时间】，届时将组织复查。', '经核实，该事项受【原因】限制暂不具备解决条件，已列入【计划】，预计【时间】前解决。',
  ],
  'submitReply.publicReply': [
    '您反映的问题已收悉。经核实，【核实情况】。我单位已【措施】，感谢您的监督与支持。', '您反映的问题我单位已处理完毕：【处理结果】。如再次发生，欢迎随时拨打12345反映。', '您反映的事项，根据【法规名称及条款】，【解释】。请您理解，如有疑问可拨打12345转接我单位咨询。',
  ],
  'submitReply.unresolvedReason': ['需要【单位】配合，正在协调。', '受季节、天气影响，暂不具备施工条件。', '需上级资金（规划）安排，已上报。'],
  'submitReply.lawfulBasis': ['依据【法规名称及条款】，该诉求不属于应当支持的范围，已向市民解释说明。'],
  'requestReturn.basis': ['根据“三定”规定，该事项由【单位】负责。', '事发地【地点】不在本辖区，属【辖区】管辖。', '工单缺少【信息】，无法核查，请补充后再派。', '与工单【编号】为同一事项。'],
  'requestExtension.note': ['已委托【机构】检测鉴定，结论预计【时间】出具。', '须与【单位】会商后方可实施。', '受【原因】影响，预计【时间】完成。'],
  'addCoUnit.task': ['请于时限内到【地点】核查【内容】，并反馈结果。', '请提供【资料】。'],
  'whistle.matter': ['请派员到【地点】联合处置【事项】。'],
  'answerCoTask.result': ['已于【时间】到场配合，【处理结果】。', '已提供【资料】。'],
  'answerSupervision.outcome': ['已于【时间】完成整改：【结果】。', '正在办理，已完成【进展】，预计【时间】办结。'],
  'reviewReply.note': ['请补充联系市民的时间、方式和联系人。', '答复未回应市民的具体诉求，请逐项答复。', '请上传现场处置前后照片。', '措辞请通俗、客气，不使用内部用语。'],
  'requestUpgrade.reason': ['涉及【单位】等多个部门，经协调意见不一致。', '涉及历史遗留问题，超出本单位职权。'],
  'reject.legalPath': ['该事项已进入诉讼（仲裁、复议）程序，请依照法定程序解决。', '该事项请通过信访渠道反映。', '该事项不属本市管辖，请拨打【城市区号】12345反映。'],
}

const en: Phrases = {
  'verify.findings': ['On the spot on 【time】 it was found as reported: 【what】.', 'In part as reported: 【what】; 【what】 was not.', 'Nothing of the kind was found on the spot; the citizen was told.'],
  'verify.notContactedReason': ['Called three times at 【time】, no answer.', 'The number is out of service.', 'No number was left.'],
  'submitReply.result': ['Dealt with on the spot on 【time】: 【what】. Solved.', '【who】 was ordered to put it right by 【time】; it will be checked then.', 'Not possible yet because of 【reason】; planned in 【plan】 for 【time】.'],
  'submitReply.publicReply': ['We looked into what you reported: 【findings】. We have 【what】. Thank you for telling us.', 'It has been dealt with: 【result】. Please call 12345 if it happens again.', 'By 【law】 【explanation】. Please call 12345 if you have questions.'],
  'submitReply.unresolvedReason': ['Needs 【department】; being arranged.', 'Not possible in this season.', 'Waits for funds or plans from above.'],
  'submitReply.lawfulBasis': ['By 【law】 there is no right to it; this was explained to the citizen.'],
  'requestReturn.basis': ['By its duties this is a matter of 【department】.', '【place】 is not in our area but in 【area】.', '【information】 is missing.', 'Same matter as ticket 【number】.'],
  'requestExtension.note': ['【institute】 is testing; result by 【time】.', 'To be agreed with 【department】.', 'Because of 【reason】, done by 【time】.'],
  'addCoUnit.task': ['Please check 【what】 at 【place】 and answer in time.', 'Please provide 【papers】.'],
  'whistle.matter': ['Please send somebody to 【place】 for 【what】.'],
  'answerCoTask.result': ['Took part on 【time】: 【result】.', '【papers】 provided.'],
  'answerSupervision.outcome': ['Put right on 【time】: 【result】.', 'Under way: 【progress】, done by 【time】.'],
  'reviewReply.note': ['Please add when, how and by whom the citizen was contacted.', 'Please answer each point of the citizen.', 'Please attach photos before and after.', 'Please use plain and kind words.'],
  'requestUpgrade.reason': ['Concerns 【departments】, who do not agree.', 'An old matter beyond our powers.'],
  'reject.legalPath': ['It is before a court (arbitration, review); please follow that way.', 'Please turn to the petition office.', 'It is a matter of another city; please call its 12345.'],
}

export const phrases: Words<Phrases> = { zh, en }
