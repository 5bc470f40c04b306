import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Alarm } from '../../../contract/alarm.ts'
import { useFormat } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { onFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useAct } from './acting.ts'
import { alarmText } from './alarm-words.ts'
import { words } from './words.ts'

const LOOK_EVERY_MS = 15_000
/** An alarm is told a moment before it is kept. */
const KEPT_AFTER_MS = 400
const FEW = 2

/** Alarms nobody has seen yet: what, how often, since when, and seen. */
export function OpenAlarms() {
  const w = useWords(words)
  const act = useAct()
  const { instant, clock } = useFormat()
  const [unfolded, unfold] = useState(false)
  const { data = [], refetch } = useQuery({ queryKey: ['alarms', 'open'], queryFn: async () => (await api.get<{ items: Alarm[] }>('/alarms', { open: true, limit: 100 })).items, refetchInterval: LOOK_EVERY_MS })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onFeed('alarm', () => {
      clearTimeout(timer)
      timer = setTimeout(() => void refetch(), KEPT_AFTER_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [refetch])
  if (data.length === 0) return null
  const shown = unfolded ? data : data.slice(0, FEW)
  const seen = (id: string): void => act({ run: async () => void (await api.send('POST', `/alarms/${id}/acknowledge`), await refetch()), done: w.acknowledged })
  return (
    <section className="paper open-alarms" aria-labelledby="alarms-title">
      <h2 id="alarms-title">{w.alarms} <span className="numbers">{data.length}</span></h2>
      <ul aria-live="polite">
        {shown.map((alarm) => {
          const text = alarmText(w.alarm, alarm, w.otherAlarm)
          return (
            <li key={alarm.id}>
              <b>{text}</b>
              <span className="quiet numbers">{alarm.times > 1 ? `${w.timesSince(alarm.times, instant(alarm.firstAt))} · ${w.lastAt(clock(alarm.lastAt))}` : instant(alarm.lastAt)}</span>
              <Button size="small" aria-label={`${w.acknowledge} ${text}`} onClick={() => seen(alarm.id)}>{w.acknowledge}</Button>
            </li>
          )
        })}
      </ul>
      {data.length > FEW ? <Button type="link" size="small" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>{unfolded ? w.less : w.more(data.length - FEW)}</Button> : null}
    </section>
  )
}
