import { Form, Select, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { GroupView } from '../../../../contract/calendar.ts'
import type { Hotline } from '../../../../contract/hotline.ts'
import type { Schedule } from '../../../../contract/schedule.ts'
import type { SeatEntry } from '../../../../contract/user.ts'
import { useFormat } from '../../../look/format.ts'
import { Page } from '../../../look/page.tsx'
import { Problem, api } from '../../../server/api.ts'
import { words as shellWords } from '../../../shell/words.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { changed, useGroups, useLines, useSeats } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { AdminList } from '../frame/list.tsx'
import { ScheduleField } from '../frame/schedule.tsx'
import { words } from './words.ts'

/** Skill groups: hours, who serves them, and which numbers are led to them. */
export function GroupsPage() {
  const shell = useWords(shellWords)
  const groups = useGroups()
  const seats = useSeats().data ?? []
  const lines = useLines().data ?? []
  const [open, setOpen] = useState<GroupView | null>(null)
  const columns = useColumns({ seats, lines, open: setOpen })
  return (
    <Page title={shell.pages.groups}>
      <AdminList source={groups} label={shell.pages.groups} rowKey={({ id }) => id} columns={columns} textOf={({ id, nameZh, nameEn }) => `${id} ${nameZh} ${nameEn}`} />
      {open ? <GroupForm key={open.id} group={open} seats={seats} lines={lines} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}

const uses = (line: Hotline, { id }: GroupView): boolean => line.group === id || line.specialistGroup === id

const hoursOf = ({ workdays, restDays }: Schedule): string => [workdays.join(' '), restDays.length > 0 ? `(${restDays.join(' ')})` : ''].filter(Boolean).join(' ')

interface Shown {
  seats: readonly SeatEntry[]
  lines: readonly Hotline[]
  open: (group: GroupView) => void
}

function useColumns({ seats, lines, open }: Shown): TableColumnsType<GroupView> {
  const [w, language, { instant }] = [useWords(words), useLanguage(), useFormat()]
  return [
    { title: w.name, key: 'name', render: (_, group) => <><button type="button" className="admin-link" onClick={() => open(group)}>{language === 'en' && group.nameEn !== '' ? group.nameEn : group.nameZh}</button> <span className="quiet">{group.id}</span></> },
    {
      title: w.now, key: 'now',
      render: (_, { open: isOpen, nextChangeAt }) => (
        <><Tag color={isOpen ? 'success' : 'default'}>{isOpen ? w.open : w.closed}</Tag> <span className="quiet numbers">{nextChangeAt === null ? '' : isOpen ? w.until(instant(nextChangeAt)) : w.from(instant(nextChangeAt))}</span></>
      ),
    },
    { title: w.hours, key: 'hours', render: (_, { schedule }) => <span className="numbers">{schedule === null ? w.always : hoursOf(schedule)}</span> },
    { title: w.members, key: 'members', render: (_, { id }) => w.count(seats.filter(({ enabled, groups }) => enabled && groups.includes(id)).length) },
    { title: w.lines, key: 'lines', render: (_, group) => lines.filter((line) => uses(line, group)).map(({ number }) => <Tag key={number}>{number}</Tag>) },
  ]
}

interface Values {
  schedule: Schedule | null
  members: string[]
}

interface GroupFormProps {
  group: GroupView
  seats: readonly SeatEntry[]
  lines: readonly Hotline[]
  onClose: () => void
}

function GroupForm({ group, seats, lines, onClose }: GroupFormProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const before = seats.filter(({ enabled, groups }) => enabled && groups.includes(group.id))
  const used = lines.filter((line) => uses(line, group))
  async function submit({ schedule, members }: Values): Promise<void> {
    const left = before.filter(({ extension }) => !members.includes(extension))
    const stranded = left.find(({ groups }) => groups.length === 1)
    if (stranded) throw new Problem({ status: 400, code: 'INVALID_REQUEST', title: '', fields: { members: w.onlyGroup(stranded.name) } })
    if (JSON.stringify(schedule) !== JSON.stringify(group.schedule)) await api.send('PATCH', `/groups/${group.id}`, { schedule })
    const joined = seats.filter(({ extension, groups }) => members.includes(extension) && !groups.includes(group.id))
    for (const { extension, groups } of left) await api.send('PATCH', `/agents/${extension}`, { groups: groups.filter((id) => id !== group.id) })
    for (const { extension, groups } of joined) await api.send('PATCH', `/agents/${extension}`, { groups: [...groups, group.id] })
    await changed()
  }
  return (
    <DrawerForm<Values> title={language === 'en' && group.nameEn !== '' ? group.nameEn : group.nameZh} initial={{ schedule: group.schedule, members: before.map(({ extension }) => extension) }} submit={submit} onClose={onClose}>
      <ScheduleField name="schedule" label={w.hours} />
      <Form.Item name="members" label={w.members} extra={w.membersHelp}>
        <Select mode="multiple" optionFilterProp="label" options={seats.filter(({ enabled }) => enabled).map(({ extension, name }) => ({ value: extension, label: `${extension} ${name}` }))} />
      </Form.Item>
      <h3>{w.lines}</h3>
      {used.length === 0 ? <p className="admin-note">{w.noLines}</p> : <p>{used.map(({ number, nameZh }) => <Tag key={number}>{number} {nameZh}</Tag>)}</p>}
    </DrawerForm>
  )
}
