import { expect, test } from 'vitest'
import { HotlineSettings } from '../contract/hotline.ts'
import type { GroupId } from '../contract/ids.ts'
import { Target } from '../contract/target.ts'
import { Line } from './store.ts'
import { createTargets } from './targets.ts'

const line = (number: string, settings: object): Line => Line.parse({ ...HotlineSettings.parse({ nameZh: `线路${number}`, ...settings }), number, updatedAt: 0 })
const department = (code: string, phones: object) => ({ code, nameZh: `${code}局`, nameEn: '', level: 2, parent: null, sections: [], area: null, workspace: null, phone: null, dutyPhone: null, schedule: { workdays: ['08:30-12:00'], restDays: [], seasons: [] }, ...phones })

const targets = createTargets({
  site: {
    peers: [{ id: 'language', nameZh: '外办多语种平台', nameEn: 'Language platform', number: '09915550110' }],
    departments: [department('RS', { phone: '1', dutyPhone: '2' }), department('CG', { phone: '3' }), department('ZJ', {})],
  },
  lines: () => [
    line('110', { mergeMode: 'emergency', transferTarget: 'sip:110@' }), line('12305', { mergeMode: 'sub_center' }),
    line('12333', { mergeMode: 'dual_number', specialistGroup: 'hr' }), line('12366', { mergeMode: 'sub_center', transferTarget: 'sip:12366@' }),
  ],
  groups: { all: () => [{ id: 'hr' as GroupId, nameZh: '人社', nameEn: '', schedule: null }], isOpen: () => true },
  calendar: { isOpen: (schedule) => schedule === null },
  agents: () => [{ extension: '1001' as never, name: '座席1001' }],
  now: () => 0,
})

test('lists whoever can be rung, emergency lines first, each as the target to ask for', async () => {
  const found = await targets()
  expect(found.map(({ kind, target }) => [kind, target])).toEqual([
    ['emergency', { peer: '110' }], ['hotline', { hotline: '12366' }], ['platform', { peer: 'language' }], ['group', { group: 'hr' }],
    ['seat', { extension: '1001' }], ['department', { department: 'RS' }], ['department', { department: 'CG' }],
  ])
  for (const { target } of found) expect(Target.parse(target)).toEqual(target)
})

test('says what is closed now: a department without a duty phone', async () => {
  expect((await targets()).filter(({ open }) => !open).map(({ number }) => number)).toEqual(['CG'])
})

test('is found by pinyin', async () => {
  expect((await targets()).find(({ number }) => number === 'hr')?.pinyin).toBe('renshe rs')
})
