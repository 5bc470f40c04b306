import { describe, expect, it } from 'vitest'
import { loadDiversion } from '../diversion.ts'
import { suggest } from './diversion.ts'

const list = loadDiversion(new URL('../../../config/diversion.yaml', import.meta.url).pathname)
const matters = (text: string) => suggest(list, text).matters.map(({ matter, side }) => `${matter} ${side}`)

describe('the words of a matter suggest', () => {
  it.each([
    ['小区里有人打架', ['打架'], '报警 110'],
    ['三楼 着 火 了', ['火'], '火灾救援 119'],
    ['老人昏迷不醒', ['昏迷'], '急救 120'],
    ['路口两车追尾', [], '交通事故 122'],
    ['楼下烧烤店噪音扰民', [], '噪声(非警务) 12345'],
    ['工地拖欠工资', [], '欠薪咨询 12345'],
    ['人行道井盖缺失', [], '井盖缺失 12345'],
  ])('%s', (text, emergency, first) => {
    expect(suggest(list, text).emergency).toEqual(emergency)
    expect(matters(text)[0]).toBe(first)
  })

  it('the side with more of them first', () => {
    expect(matters('车祸受伤昏迷')[0]).toBe('急救 120')
  })

  it.each(['火车站排队太长', '火锅店退款'])('no emergency when the word is part of a harmless one: %s', (text) => {
    expect(suggest(list, text).emergency).toEqual([])
  })

  it('the emergency all the same when it stands apart too', () => {
    expect(suggest(list, '火锅店着火了').emergency).toEqual(['火'])
  })

  it('nothing when there is no text: then every matter is listed', () => {
    expect(suggest(list, ' ')).toMatchObject({ emergency: [], matters: { length: list.matters.length } })
  })
})

it('the list has every word and every matter of the default setup, both directions', () => {
  expect(list.emergency.map(({ word }) => word)).toEqual(['燃气泄漏', '道路救援', '山体滑坡', '火', '爆炸', '触电', '溺水', '坍塌', '中毒', '受伤', '昏迷', '轻生', '打架', '车祸', '被困', '聚集'])
  const sides = list.matters.map(({ side }) => side)
  expect(new Set(sides)).toEqual(new Set(['110', '119', '120', '122', '12345']))
  expect(sides.filter((side) => side === '12345')).toHaveLength(10)
})
