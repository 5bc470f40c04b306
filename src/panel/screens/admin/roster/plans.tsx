import { App, Button, Table } from 'antd'
import type { DutyPlan } from '../../../../contract/roster.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { dutyChanged, usePeople } from './data.ts'
import { words } from './words.ts'

/** The turns that come again, and who has them in which order. */
export function Plans({ plans, mayKeep }: { plans: readonly DutyPlan[]; mayKeep: boolean }) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const names = new Map((usePeople().data ?? []).map(({ id, name }) => [id, name]))
  const end = useAction(async ({ id, version }: DutyPlan) => {
    await api.send('POST', `/duty/plans/${id}/end`, { version })
    await dutyChanged()
  })
  const ask = (plan: DutyPlan): void => void modal.confirm({ title: w.endPlanSure, content: w.endPlanWhy, okText: w.endPlan, onOk: async () => void (await end.run(plan)) })
  if (plans.length === 0) return null
  return (
    <section className="paper duty-plans" aria-label={w.plans}>
      <h2>{w.plans}</h2>
      <Table<DutyPlan>
        size="small" rowKey="id" dataSource={plans} pagination={false} scroll={{ x: 'max-content' }}
        columns={[
          { title: w.post, key: 'post', render: (_, { post }) => w.posts[post] },
          { title: w.hours, key: 'hours', render: (_, { hours }) => <span className="numbers">{hours}</span> },
          { title: w.days, key: 'days', render: (_, { days, dayKind }) => `${days.length === 7 ? '' : days.map((day) => w.weekdays[day - 1]).join(' ')} ${days.length === 7 || dayKind !== 'any' ? w.dayKinds[dayKind] : ''}`.trim() },
          { title: w.people, key: 'people', render: (_, { people }) => <span className="duty-names">{people.map((id) => names.get(id) ?? '…').join('、')}</span> },
          { title: w.rotate, key: 'rotate', render: (_, { people, rotate }) => (people.length === 1 ? '' : w.rotates[rotate]) },
          { title: w.from, key: 'from', render: (_, { from, until }) => <span className="numbers">{from} – {until ?? ''}</span> },
          ...(mayKeep ? [{ title: '', key: 'end', render: (_: unknown, plan: DutyPlan) => <Button size="small" onClick={() => ask(plan)}>{w.endPlan}</Button> }] : []),
        ]}
      />
    </section>
  )
}
