import { Form, Input, InputNumber, Select } from 'antd'
import type { SpecialLimits, SpecialPeriod } from '../../../../contract/roster.ts'
import { api } from '../../../server/api.ts'
import { serverNow } from '../../../server/feed.ts'
import { useWords } from '../../../words/language.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { TextField } from '../frame/fields.tsx'
import { dutyChanged, usePeople, useUnitName, useUnits } from './data.ts'
import { localInput } from './week.ts'
import { words } from './words.ts'

interface Entered extends Record<keyof SpecialLimits, number | null> {
  kind: string
  name: string
  reason: string
  startsAt: string
  endsAt: string
  units: string[]
  officers: string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const LIMITS = ['emergencySignMs', 'emergencyLeaderMs', 'emergencyCloseMs', 'respondMs'] as const

/** Declares one, or changes one that is not over. */
export function PeriodForm({ period, onClose }: { period: SpecialPeriod | null; onClose: () => void }) {
  const w = useWords(words)
  const units = useUnits()
  const unitName = useUnitName(w.centre)
  const people = (usePeople().data ?? []).filter(({ inUse }) => inUse)
  const minutesOf = (name: keyof SpecialLimits): number | null => { const ms = period?.limits[name] ?? null; return ms === null ? null : ms / MINUTE_MS }
  const now = serverNow()
  const initial: Entered = {
    kind: period?.kind ?? 'weather', name: period?.name ?? '', reason: period?.reason ?? '', startsAt: localInput(period?.startsAt ?? now), endsAt: localInput(period?.endsAt ?? now + DAY_MS), units: period?.units ?? [], officers: period?.officers ?? [],
    respondMs: minutesOf('respondMs'), emergencySignMs: minutesOf('emergencySignMs'), emergencyLeaderMs: minutesOf('emergencyLeaderMs'), emergencyCloseMs: minutesOf('emergencyCloseMs'),
  }
  async function submit({ startsAt, endsAt, kind, name, reason, units: chosen, officers, ...minutes }: Entered): Promise<void> {
    const limits = Object.fromEntries(LIMITS.map((one) => [one, minutes[one] === null || minutes[one] === undefined ? null : minutes[one] * MINUTE_MS]))
    const body = { kind, name, reason, startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString(), limits, units: chosen, officers }
    await (period ? api.send('PATCH', `/special-periods/${period.id}`, { ...body, version: period.version }) : api.send('POST', '/special-periods', body))
    await dutyChanged()
  }
  return (
    <DrawerForm<Entered> title={period?.name ?? w.declare} initial={initial} submit={submit} onClose={onClose} {...(period ? {} : { submitLabel: w.declare })}>
      <Form.Item name="kind" label={w.kind}><Select options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} /></Form.Item>
      <TextField name="name" label={w.periodName} max={40} required />
      <Form.Item name="reason" label={w.reason}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
      <div className="admin-pair">
        <Form.Item name="startsAt" label={w.startsAt} rules={[{ required: true }]}><Input type="datetime-local" disabled={period?.state === 'running'} /></Form.Item>
        <Form.Item name="endsAt" label={w.endsAt} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
      </div>
      <fieldset className="duty-limits">
        <legend>{w.limits}</legend>
        <p className="admin-note">{w.limitsHelp}</p>
        <div className="admin-pair">
          {LIMITS.map((name) => <Form.Item key={name} name={name} label={w.limitNames[name]}><InputNumber min={1} max={1_440} precision={0} suffix={w.minutes} className="admin-wide" /></Form.Item>)}
        </div>
      </fieldset>
      <Form.Item name="units" label={w.unitsOnDuty} extra={w.unitsHelp}><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={units.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>
      <Form.Item name="officers" label={w.officers} extra={w.officersHelp}><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people.map(({ id, name, unit }) => ({ value: id, label: `${name}（${unitName(unit)}）` }))} notFoundContent={w.noPeopleWhy} /></Form.Item>
    </DrawerForm>
  )
}
