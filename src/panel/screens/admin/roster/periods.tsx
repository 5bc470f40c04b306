import { App, Button, Table, Tag } from 'antd'
import { useState } from 'react'
import type { SpecialPeriod } from '../../../../contract/roster.ts'
import { useFormat } from '../../../look/format.ts'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { dutyChanged, usePeriods } from './data.ts'
import { Figures } from './figures.tsx'
import { PeriodForm } from './period-form.tsx'
import { words } from './words.ts'

const COLOURS = { planned: 'default', running: 'orange', over: 'default' } as const
const MINUTE_MS = 60_000

/** Special periods: declared, running, and what they had to show (G16). */
export function Periods({ mayDeclare }: { mayDeclare: boolean }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { modal } = App.useApp()
  const { data, error, refetch } = usePeriods()
  const [form, setForm] = useState<SpecialPeriod | 'new' | null>(null)
  const [figures, setFigures] = useState<SpecialPeriod | null>(null)
  const end = useAction(async ({ id, version }: SpecialPeriod) => {
    await api.send('POST', `/special-periods/${id}/end`, { version })
    await dutyChanged()
  })
  const ask = (period: SpecialPeriod): void => void modal.confirm({ title: w.endNowSure, content: period.name, okText: w.endNow, okButtonProps: { danger: true }, onOk: async () => void (await end.run(period)) })
  const limitsOf = ({ limits }: SpecialPeriod): string => Object.entries(limits).flatMap(([name, ms]) => (ms === null ? [] : [`${w.limitNames[name as keyof typeof w.limitNames]} ${ms / MINUTE_MS} ${w.minutes}`])).join('，')
  return (
    <div className="duty">
      {mayDeclare ? <div className="duty-bar"><Button type="primary" onClick={() => setForm('new')}>{w.declare}</Button></div> : null}
      {data === undefined ? (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />) : data.length === 0 ? <Empty title={w.noSpecial}><p>{w.noSpecialWhy}</p></Empty> : (
        <Table<SpecialPeriod>
          size="small" rowKey="id" dataSource={data} pagination={{ defaultPageSize: 20, hideOnSinglePage: true }} scroll={{ x: 'max-content' }}
          columns={[
            { title: w.periodName, key: 'name', render: (_, one) => <span className="duty-text"><strong>{one.name}</strong>{one.reason === '' ? null : <><br /><span className="quiet">{one.reason}</span></>}</span> },
            { title: w.kind, key: 'kind', render: (_, { kind }) => w.kinds[kind] },
            { title: w.state, key: 'state', render: (_, { state }) => <Tag color={COLOURS[state]}>{w.states[state]}</Tag> },
            { title: w.startsAt, key: 'from', render: (_, { startsAt }) => <span className="numbers">{instant(startsAt)}</span> },
            { title: w.endsAt, key: 'to', render: (_, { endsAt, endedAt }) => <span className="numbers">{instant(endedAt ?? endsAt)}</span> },
            { title: w.limits, key: 'limits', render: (_, one) => <span className="duty-text">{limitsOf(one)}</span> },
            { title: w.declaredBy, dataIndex: 'declaredBy' },
            ...(mayDeclare ? [{
              title: '', key: 'acts', render: (_: unknown, one: SpecialPeriod) => (
                <span className="duty-acts">
                  {one.state === 'planned' ? null : <Button size="small" onClick={() => setFigures(one)}>{w.figures}</Button>}
                  {one.state === 'over' ? null : <Button size="small" onClick={() => setForm(one)}>{w.changePeriod}</Button>}
                  {one.state === 'over' ? null : <Button size="small" onClick={() => ask(one)}>{w.endNow}</Button>}
                </span>
              ),
            }] : []),
          ]}
        />
      )}
      {form === null ? null : <PeriodForm period={form === 'new' ? null : form} onClose={() => setForm(null)} />}
      {figures === null ? null : <Figures period={figures} onClose={() => setFigures(null)} />}
    </div>
  )
}
