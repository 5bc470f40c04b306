import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSite, type Site } from './site.ts'

const shipped = (name: string): Site => loadSite(join('config/sites', `${name}.yaml`))
const modes = (site: Site, mode: string) => site.hotlines.filter((line) => line.mergeMode === mode).map(({ number }) => number)

describe('the profiles that ship', () => {
  it.each([
    ['demo', '示范市', '0991'],
    ['jincheng', '晋城12345', '0356'],
    ['ganzhou', '赣州12345', '0797'],
    ['urumqi', '乌鲁木齐12345', '0991'],
    ['guangzhou', '广州12345', '020'],
    ['horinger', '和林格尔12345接诉即办', '0471'],
  ])('%s is %s with area code %s, one primary number, and the four emergency lines', (file, name, tel) => {
    const site = shipped(file)
    expect(site).toMatchObject({ name, tel, timeZone: 'Asia/Shanghai' })
    expect(modes(site, 'primary')).toEqual(['12345'])
    expect(modes(site, 'emergency')).toEqual(['110', '119', '120', '122'])
    expect(site.departments.length).toBeGreaterThan(30)
  })

  it('demo has one number of every kind', () => {
    const site = shipped('demo')
    const line = (number: string) => site.hotlines.find((each) => each.number === number)
    expect(line('12319')).toMatchObject({ mergeMode: 'whole_merge', transitionStart: 'current-month', transitionMonths: 3 })
    expect(line('12358')).toMatchObject({ mergeMode: 'direct_cancel' })
    expect(line('12333')).toMatchObject({ mergeMode: 'dual_number', specialistGroup: 'hr' })
    expect(line('12366')).toMatchObject({ mergeMode: 'sub_center', transferTarget: 'sip:12366@' })
    expect(line('12350')).toMatchObject({ processingMode: 'sub_platform' })
    expect(line('110')).toMatchObject({ mergeMode: 'emergency', transferTarget: 'sip:110@' })
    expect(site.departments).toHaveLength(41)
  })

  it('jincheng merges 20 numbers whole and keeps 5 (J03, J06)', () => {
    const site = shipped('jincheng')
    expect(modes(site, 'whole_merge')).toHaveLength(20)
    expect(modes(site, 'whole_merge')).toEqual(expect.arrayContaining(['12369', '12328', '12325']))
    expect(modes(site, 'dual_number')).toHaveLength(5)
    expect(modes(site, 'dual_number')).toEqual(expect.arrayContaining(['12329', '12333']))
    expect(modes(site, 'sub_center')).toContain('12366')
    expect(site.hotlines.find(({ number }) => number === '12328')?.nameZh).toBe('交通运输服务监督热线')
  })

  it('urumqi works its lines in three ways (U04, U07, U09)', () => {
    const ways = Object.fromEntries(shipped('urumqi').hotlines.map((line) => [line.number, line.processingMode]))
    expect(ways).toMatchObject({ '12345': 'collaborative', '12319': 'collaborative', '12358': 'exchange', '12350': 'sub_platform' })
  })
})

describe('hours', () => {
  const hoursOf = (name: string) => Object.fromEntries(shipped(name).groups.map(({ id, schedule }) => [id, schedule?.workdays ?? null]))

  it('are none in demo: specialists who are signed in ring at any hour', () => {
    expect(Object.values(hoursOf('demo')).every((hours) => hours === null)).toBe(true)
    expect(shipped('demo').hotlines.every(({ schedule }) => schedule === null)).toBe(true)
  })

  it.each(['jincheng', 'ganzhou', 'guangzhou', 'horinger', 'urumqi'])('in %s are those of offices for specialists; 12345 and its general group never close', (name) => {
    expect(hoursOf(name)).toMatchObject({ general: null, elder: null, backup: null, hr: expect.any(Array), medical: expect.any(Array) })
    expect(shipped(name).groups.find(({ id }) => id === 'hr')?.nameZh).toBe('人社')
    expect(shipped(name).hotlines.find(({ number }) => number === '12345')?.schedule).toBeNull()
  })

  it('in urumqi are two hours later, and again later in the afternoons of summer', () => {
    const [hr] = shipped('urumqi').groups.filter(({ id }) => id === 'hr')
    expect(hr?.schedule).toMatchObject({ workdays: ['10:00-14:00', '15:30-19:30'], seasons: [{ workdays: ['10:00-14:00', '16:00-20:00'] }] })
  })

  it('of a sub-centre are its own', () => {
    expect(shipped('jincheng').hotlines.find(({ number }) => number === '12366')?.schedule).toMatchObject({ workdays: ['08:30-12:00', '14:30-17:30'] })
  })
})

describe('a profile with mistakes', () => {
  const base = `code: XX\nname: 某市\nareaCode: '000000'\ntel: '0991'\ntimeZone: Asia/Shanghai\nticketPrefix: XX\ngroups: [{ id: general, nameZh: 综合 }]\n`
  const load = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'yht-site-')), 'site.yaml')
    writeFileSync(file, text)
    return loadSite(file)
  }
  const lines = (...more: string[]) => `${base}hotlines:\n${["{ number: '12345', mergeMode: primary, nameZh: 热线 }", ...more].map((line) => `  - ${line}\n`).join('')}`

  it('is read when it has none', () => {
    expect(load(lines()).hotlines).toHaveLength(1)
  })

  it.each([
    ['a mode that does not exist', lines("{ number: '12369', mergeMode: merged, nameZh: x }"), /hotlines\.1\.mergeMode/],
    ['a number twice', lines("{ number: '12345', mergeMode: dual_number, nameZh: x }"), /12345 is listed twice/],
    ['a group that does not exist', lines("{ number: '12333', mergeMode: dual_number, nameZh: x, specialistGroup: hr }"), /no group "hr"/],
    ['an owner that does not exist', lines("{ number: '12333', mergeMode: dual_number, nameZh: x, owner: RS }"), /no department "RS"/],
    ['two primary numbers', lines("{ number: '12346', mergeMode: primary, nameZh: x }"), /exactly one number must be primary/],
    ['a transition of a number that is kept', lines("{ number: '12333', mergeMode: dual_number, nameZh: x, transitionStart: 2026-09-01 }"), /only a whole_merge/],
    ['a misspelt setting', lines("{ number: '12333', mergeMode: dual_number, nameZh: x, transitionMonth: 3 }"), /transitionMonth/],
    ['a name missing', lines("{ number: '12333', mergeMode: dual_number }"), /hotlines\.1\.nameZh/],
    ['a time zone that does not exist', lines().replace('Asia/Shanghai', 'Asia/Jincheng'), /timeZone: not an IANA time zone/],
    ['hours that overlap', lines().replace('nameZh: 综合', "nameZh: 综合, schedule: { workdays: ['08:00-12:00', '11:00-13:00'] }"), /groups\.0\.schedule\.workdays: the hours overlap/],
    ['no hotlines', base, /hotlines/],
    ['no YAML', '{', /cannot be read/],
    ['no settings', '- 1', /cannot be read: it must be a list of "name: value"/],
  ])('%s is refused with the place', (_, text, message) => {
    expect(() => load(text)).toThrow(message)
  })

  it('that does not exist is named', () => {
    expect(() => loadSite('config/sites/atlantis.yaml')).toThrow(/atlantis\.yaml cannot be read/)
  })
})
