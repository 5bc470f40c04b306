import { Button, Form, Input, Radio, Select } from 'antd'
import type { Schedule } from '../../../../contract/schedule.ts'
import { type Words, useWords } from '../../../words/language.ts'

interface ScheduleWords {
  always: string
  byHours: string
  workdays: string
  restDays: string
  restDaysHelp: string
  hoursHelp: string
  season: string
  addSeason: string
  from: string
  to: string
  remove: string
}

const words: Words<ScheduleWords> = {
  zh: {
    always: '全天开放', byHours: '按时段开放', workdays: '工作日（含调休上班日）', restDays: '休息日（周末与法定节假日）', restDaysHelp: '留空为休息日不开放。', hoursHelp: '如 08:30-12:00，回车确认；22:00-06:00 为跨夜。',
    season: '季节作息', addSeason: '添加季节作息', from: '开始（月-日）', to: '结束（月-日，含当天）', remove: '删除',
  },
  en: {
    always: 'Always open', byHours: 'By hours', workdays: 'Working days (make-up days too)', restDays: 'Days off (weekends and holidays)', restDaysHelp: 'Empty: closed on days off.', hoursHelp: 'Such as 08:30-12:00, closed with Return; 22:00-06:00 goes over midnight.',
    season: 'Hours of a season', addSeason: 'Add hours of a season', from: 'From (month-day)', to: 'To (month-day, included)', remove: 'Remove',
  },
}

const EMPTY: Schedule = { workdays: [], restDays: [], seasons: [] }
const NEW_SEASON = { from: '06-01', to: '09-30', workdays: [], restDays: [] }

interface ScheduleFieldProps {
  name: string
  label: string
}

/** Opening hours in a form; null is always open. */
export const ScheduleField = ({ name, label }: ScheduleFieldProps) => (
  <Form.Item name={name} label={label}>
    <ScheduleInput label={label} />
  </Form.Item>
)

interface InputProps {
  label: string
  value?: Schedule | null
  onChange?: (value: Schedule | null) => void
}

function ScheduleInput({ label, value = null, onChange }: InputProps) {
  const w = useWords(words)
  const change = (part: Partial<Schedule>): void => onChange?.({ ...EMPTY, ...value, ...part })
  const seasons = value?.seasons ?? []
  const changeSeason = (at: number, part: Partial<Schedule['seasons'][number]>): void => change({ seasons: seasons.map((season, i) => (i === at ? { ...season, ...part } : season)) })
  return (
    <div className="admin-rows">
      <Radio.Group aria-label={label} value={value === null ? 'always' : 'hours'} onChange={({ target }) => onChange?.(target.value === 'always' ? null : { ...EMPTY, workdays: ['08:30-12:00', '14:30-17:30'] })}>
        <Radio value="always">{w.always}</Radio>
        <Radio value="hours">{w.byHours}</Radio>
      </Radio.Group>
      {value === null ? null : (
        <>
          <Hours label={w.workdays} help={w.hoursHelp} value={value.workdays} onChange={(workdays) => change({ workdays })} />
          <Hours label={w.restDays} help={w.restDaysHelp} value={value.restDays} onChange={(restDays) => change({ restDays })} />
          {seasons.map((season, i) => (
            <fieldset key={i} className="admin-season">
              <legend>{w.season}</legend>
              <div className="admin-pair">
                <label>{w.from}<Input value={season.from} placeholder="06-01" onChange={({ target }) => changeSeason(i, { from: target.value })} /></label>
                <label>{w.to}<Input value={season.to} placeholder="09-30" onChange={({ target }) => changeSeason(i, { to: target.value })} /></label>
              </div>
              <Hours label={w.workdays} value={season.workdays} onChange={(workdays) => changeSeason(i, { workdays })} />
              <Hours label={w.restDays} value={season.restDays} onChange={(restDays) => changeSeason(i, { restDays })} />
              <Button size="small" onClick={() => change({ seasons: seasons.filter((_, at) => at !== i) })}>{w.remove}</Button>
            </fieldset>
          ))}
          {seasons.length < 4 ? <Button onClick={() => change({ seasons: [...seasons, NEW_SEASON] })}>{w.addSeason}</Button> : null}
        </>
      )}
    </div>
  )
}

interface HoursProps {
  label: string
  help?: string
  value: readonly string[]
  onChange: (value: string[]) => void
}

/** "8:30—12：00" is meant as 08:30-12:00. */
export const asHours = (typed: string): string => typed.replace(/[—–~至到]+/g, '-').replaceAll('：', ':').replaceAll(' ', '').replace(/(^|-)(\d):/g, '$10$2:')

function Hours({ label, help, value, onChange }: HoursProps) {
  return (
    <label>
      {label}
      <Select mode="tags" open={false} suffixIcon={null} aria-label={label} value={[...value]} tokenSeparators={[',', '，', '、', ';', '；']} onChange={(typed: string[]) => onChange(typed.map(asHours))} className="admin-wide" />
      {help === undefined ? null : <span className="admin-note">{help}</span>}
    </label>
  )
}
