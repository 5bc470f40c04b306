import { Button, Select, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { DutyPerson, DutyReach } from '../../../../contract/roster.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useUser } from '../../../server/session.ts'
import { useWords } from '../../../words/language.ts'
import { AdminList } from '../frame/list.tsx'
import { useOwnUnit, usePeople, useUnitName } from './data.ts'
import { PersonForm } from './person-form.tsx'
import { words } from './words.ts'

const KEEPERS = ['admin', 'supervisor', 'unit_head']
const REACHERS = ['admin', 'supervisor', 'dispatcher', 'leader', 'unit', 'unit_head']

/** People of duty and of the emergency team (G15). */
export function People() {
  const w = useWords(words)
  const { role } = useUser()
  const people = usePeople()
  const unitName = useUnitName(w.centre)
  const [open, setOpen] = useState<DutyPerson | 'new' | null>(null)
  const [which, setWhich] = useState<'all' | 'team'>('all')
  const mayKeep = KEEPERS.includes(role)
  const team = (people.data ?? []).filter((one) => one.team !== null && one.inUse)
  const columns = useColumns(mayKeep ? setOpen : null, REACHERS.includes(role))
  return (
    <div className="duty">
      <div className="duty-bar">
        <strong role="status">{w.teamCount(new Set(team.map(({ unit }) => unit)).size, team.length)}</strong>
        {mayKeep ? <Button type="primary" onClick={() => setOpen('new')}>{w.addPerson}</Button> : null}
      </div>
      <AdminList
        source={people} label={w.team} rowKey={({ id }) => id} columns={columns} empty={{ title: w.noTeam, help: <p>{w.noTeamWhy}</p> }}
        textOf={({ name, position, unit, matters }) => [name, position, unitName(unit), ...matters].join(' ')} keep={(one) => which === 'all' || (one.team !== null && one.inUse)}
        filters={<Select aria-label={w.inTeam} value={which} onChange={setWhich} options={[{ value: 'all' as const, label: w.everybody }, { value: 'team' as const, label: w.onlyTeam }]} className="admin-filter" />}
      />
      {open === null ? null : <PersonForm key={open === 'new' ? 'new' : open.id} person={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function useColumns(open: ((person: DutyPerson) => void) | null, mayReach: boolean): TableColumnsType<DutyPerson> {
  const w = useWords(words)
  const unitName = useUnitName(w.centre)
  const own = useOwnUnit()
  return [
    { title: w.name, key: 'name', render: (_, person) => (open === null ? person.name : <button type="button" className="admin-link" onClick={() => open(person)}>{person.name}</button>) },
    ...(own === null ? [{ title: w.unit, key: 'unit', render: (_: unknown, { unit }: DutyPerson) => unitName(unit), sorter: (a: DutyPerson, b: DutyPerson) => unitName(a.unit).localeCompare(unitName(b.unit), 'zh-CN') }] : []),
    { title: w.position, dataIndex: 'position' },
    { title: w.inTeam, key: 'team', render: (_, { team }) => (team === null ? <span className="quiet">{w.notInTeam}</span> : <Tag color={team === 'commander' ? 'red' : 'blue'}>{w.teamRoles[team]}</Tag>) },
    { title: w.matters, key: 'matters', render: (_, { matters }) => <span className="numbers">{matters.join(' ')}</span> },
    { title: w.phone, key: 'phone', render: (_, person) => <Reach person={person} mayReach={mayReach} /> },
    { title: w.state, key: 'state', render: (_, { inUse }) => (inUse ? w.inUse : <Tag>{w.left}</Tag>) },
  ]
}

/** Masked until somebody asks, which is on record. */
export function Reach({ person, mayReach }: { person: Pick<DutyPerson, 'id' | 'phone' | 'hasEmail' | 'name'>; mayReach: boolean }) {
  const w = useWords(words)
  const [known, setKnown] = useState<DutyReach | null>(null)
  const ask = useAction(async () => setKnown(await api.send<DutyReach>('POST', `/duty/people/${person.id}/reveal`)))
  if (known) return <span className="numbers duty-reach" role="status">{[known.phone, known.email].filter(Boolean).join('　')}</span>
  if (person.phone === null && !person.hasEmail) return null
  return <span className="numbers duty-reach">{person.phone} {mayReach ? <Button size="small" loading={ask.busy} onClick={() => void ask.run()} aria-label={`${w.reveal} ${person.name}`}>{w.reveal}</Button> : null}</span>
}
