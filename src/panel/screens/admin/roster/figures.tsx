import { Button, Drawer, Table } from 'antd'
import type { SpecialFigures, SpecialPeriod } from '../../../../contract/roster.ts'
import { useFormat } from '../../../look/format.ts'
import { Failed, Loading } from '../../../look/states.tsx'
import { useWords } from '../../../words/language.ts'
import { usePeriod, useUnitName } from './data.ts'
import { words } from './words.ts'

const NAMES = ['tickets', 'emergencies', 'signedInTime', 'doneInTime', 'late', 'averageMs', 'called', 'answered', 'averageAnswerMs'] as const
const SPANS: readonly string[] = ['averageMs', 'averageAnswerMs']

/** What came in while it lasted, and what became of it. */
export function Figures({ period, onClose }: { period: SpecialPeriod; onClose: () => void }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, refetch } = usePeriod(period.id)
  return (
    <Drawer open title={`${w.figures}　${period.name}`} size={640} onClose={onClose} className="admin-drawer" closable={{ 'aria-label': w.close }} footer={<Button onClick={() => window.print()}>{w.print}</Button>}>
      {data === undefined ? (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />) : (
        <div className="duty">
          <p className="quiet numbers">{instant(data.startsAt)} – {instant(data.endedAt ?? data.endsAt)}</p>
          {data.officerNames.length === 0 ? null : <p><span className="quiet">{w.officers}</span> {data.officerNames.join('、')}</p>}
          <Numbers figures={data.figures} />
          {data.figures.byUnit.length === 0 ? null : <ByUnit figures={data.figures} />}
        </div>
      )}
    </Drawer>
  )
}

function Numbers({ figures }: { figures: SpecialFigures }) {
  const w = useWords(words)
  const { span } = useFormat()
  const shown = (name: (typeof NAMES)[number]): string => {
    const value = figures[name]
    return value === null ? '—' : SPANS.includes(name) ? span(value) : String(value)
  }
  return (
    <dl className="duty-figures">
      {NAMES.map((name) => <div key={name}><dt>{w.figureNames[name]}</dt><dd className="numbers">{shown(name)}</dd></div>)}
    </dl>
  )
}

function ByUnit({ figures }: { figures: SpecialFigures }) {
  const w = useWords(words)
  const unitName = useUnitName(w.centre)
  return (
    <section aria-label={w.byUnit}>
      <h3>{w.byUnit}</h3>
      <Table
        size="small" rowKey="unit" dataSource={figures.byUnit} pagination={false} scroll={{ x: 'max-content' }}
        columns={[
          { title: w.unit, key: 'unit', render: (_, { unit }) => unitName(unit) }, { title: w.figureNames.emergencies, dataIndex: 'emergencies' },
          { title: w.figureNames.doneInTime, dataIndex: 'doneInTime' }, { title: w.figureNames.late, dataIndex: 'late' },
        ]}
      />
    </section>
  )
}
