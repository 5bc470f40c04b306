import type { TicketFields, TicketState, TicketType } from '../../../src/contract/ticket.ts'
import { BLANK } from '../../../src/ticket/rules/blank.ts'

// A year of a city's matters in the shares of domain.md §2.11: what, where, and how far they are.

const TYPES: readonly [TicketType, number][] = [['consultation', 471], ['help', 303], ['suggestion', 148], ['complaint', 41], ['report', 12], ['praise', 3], ['other', 22]]
const STATES: readonly [TicketState, number][] = [['closed', 527], ['archived', 330], ['handling', 50], ['pending_callback', 25], ['signed', 20], ['dispatched', 15], ['pending_dispatch', 8], ['in_triage', 5], ['reply_review', 8], ['callback_review', 4], ['cancelled', 4], ['merged', 4]]
const MATTERS: readonly [category: string, unit: string, words: string][] = [
  ['0401', 'HB', '夜间施工噪声扰民'], ['0101', 'ZJ', '小区物业收费不合理'], ['0201', 'SW', '家中停水未接到通知'], ['0301', 'GA', '路口红绿灯时间太短'], ['0501', 'SC', '超市价格标签与结算不符'],
  ['0601', 'WJ', '医院挂号排队时间过长'], ['0701', 'RS', '工地拖欠农民工工资'], ['0801', 'JY', '学校周边餐饮占道经营'], ['0901', 'CG', '路灯损坏多日无人维修'], ['1401', 'SP', '咨询营业执照办理材料'],
]
const PLACES = ['城区驿后小区', '泽州县金村镇', '高平市南城街道', '阳城县凤城镇', '陵川县崇文镇', '沁水县龙港镇', '开发区兰花路', '城区文昌街', '城区黄华街', '城区凤台西街']
const SAYINGS = ['来电人反映', '市民称', '群众表示', '当事人多次向有关部门反映', '希望尽快处理并答复', '已影响正常生活', '要求相关单位到现场核实', '此前投诉未得到解决', '请予以核查', '要求书面答复处理结果']
const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗')

/** A stream of numbers in 0..1 that is the same for the same seed (mulberry32). */
export function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Drawn {
  fields: TicketFields
  state: TicketState
  unit: string
  phone: string
}

const oneOf = <Item>(items: readonly Item[], draw: () => number): Item => items[Math.floor(draw() * items.length)] ?? (items[0] as Item)

function weighted<Item>(items: readonly (readonly [Item, number])[], draw: () => number): Item {
  let left = draw() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) if ((left -= weight) < 0) return item
  return items[0]?.[0] as Item
}

/** One ticket; every 500th speaks of a rare thing. */
export function drawTicket(draw: () => number, nth: number): Drawn {
  const [[category, unit, words], place, surname] = [oneOf(MATTERS, draw), oneOf(PLACES, draw), oneOf(SURNAMES, draw)]
  const sayings = Array.from({ length: 4 }, () => oneOf(SAYINGS, draw)).join('，')
  const rare = nth % 500 === 0 ? `，附近发现${oneOf(['石碑', '溶洞', '古井', '塔吊', '蜂窝'], draw)}` : ''
  const phone = `13${String(Math.floor(draw() * 1e9)).padStart(9, '0')}`
  return {
    state: weighted(STATES, draw), unit, phone,
    fields: {
      ...BLANK, type: weighted(TYPES, draw), categoryCode: category, areaCode: `1405${oneOf(['02', '21', '22', '24', '25', '81'], draw)}`, title: `${place.slice(0, 2)} ${words}`,
      content: `${surname}${draw() < 0.5 ? '先生' : '女士'}${sayings}：${place}${Math.ceil(draw() * 60)}号楼${Math.ceil(draw() * 6)}单元${words}${rare}。`, address: `${place}${Math.ceil(draw() * 400)}号`,
      respondent: `${place.slice(-3)}${oneOf(['物业公司', '项目部', '居委会', '便利店'], draw)}`, callerName: `${surname}某`, contactPhone: phone, reply: '已告知来电人办理途径与时限',
    },
  }
}
