import { Alert, App, Button, Checkbox, Drawer, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { ImportLine, ImportPreview } from '../../../../contract/responsibility.ts'
import { useUnsaved } from '../../../look/unsaved.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { changed } from '../frame/data.ts'
import { words as frameWords } from '../frame/words.ts'
import { useNames } from './names.ts'
import { words } from './words.ts'

/** A file is looked at first; what it would change is shown line by line before anything is taken over. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const [w, frame] = [useWords(words), useWords(frameWords)]
  const { message } = App.useApp()
  const [file, setFile] = useState<File | null>(null)
  const [replace, setReplace] = useState(false)
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  useUnsaved(preview !== null)
  const look = useAction(async (chosen: File, whole: boolean) => {
    setPreview(null)
    setPreview(await api.upload<ImportPreview>('POST', `/responsibilities/import?replace=${whole}`, chosen))
  })
  const apply = useAction(async (chosen: File, revision: string) => {
    await api.upload('POST', `/responsibilities/import?replace=${replace}&revision=${revision}`, chosen)
    void message.success(w.applied)
    await changed()
    onClose()
  })
  const counts = preview?.counts
  const toDo = counts ? counts.added + counts.changed + counts.removed : 0
  const choose = (chosen: File | null): void => {
    setFile(chosen)
    if (chosen) void look.run(chosen, replace)
  }
  const chooseWhole = (whole: boolean): void => {
    setReplace(whole)
    if (file) void look.run(file, whole)
  }
  return (
    <Drawer
      open title={w.importList} size={880} onClose={onClose} className="admin-drawer" closable={{ 'aria-label': frame.close }}
      footer={
        <div className="admin-drawer-foot">
          <Button onClick={onClose}>{frame.cancel}</Button>
          <Button type="primary" loading={apply.busy} disabled={!file || !preview || counts?.faulty !== 0 || toDo === 0} onClick={() => file && preview && void apply.run(file, preview.revision)}>{w.apply}</Button>
        </div>
      }
    >
      <div className="admin-rows">
        <label className="import-file">{w.choose}<input type="file" accept=".csv,text/csv,text/plain" onChange={({ target }) => choose(target.files?.[0] ?? null)} /></label>
        <p className="admin-note">{w.chooseHelp}</p>
        <Checkbox checked={replace} onChange={({ target }) => chooseWhole(target.checked)}>{w.replace} <span className="quiet">{w.replaceHelp}</span></Checkbox>
        {preview ? <Verdict preview={preview} toDo={toDo} /> : null}
        {preview && preview.lines.length > 0 ? <Lines lines={preview.lines} /> : null}
      </div>
    </Drawer>
  )
}

function Verdict({ preview: { counts, encoding }, toDo }: { preview: ImportPreview; toDo: number }) {
  const w = useWords(words)
  const kind = counts.faulty > 0 ? 'error' : toDo === 0 ? 'info' : 'success'
  return <Alert role="status" type={kind} showIcon title={w.counts(counts)} description={<>{counts.faulty > 0 ? w.faultyWhy : toDo === 0 ? w.nothingToDo : ''} <span className="quiet">{w.encoding} {encoding.toUpperCase()}</span></>} />
}

const COLOURS: Readonly<Record<ImportLine['change'], string>> = { added: 'success', changed: 'processing', same: 'default', removed: 'warning', faulty: 'error' }

function Lines({ lines }: { lines: readonly ImportLine[] }) {
  const w = useWords(words)
  const names = useNames()
  const told = (settings: ImportLine['after']): string => (settings ? [settings.matter, settings.category, settings.district, ...settings.keywords, names.get(settings.department) ?? settings.department, settings.section].filter(Boolean).join(' · ') : '')
  const columns: TableColumnsType<ImportLine> = [
    { title: w.line, dataIndex: 'line', width: 64 },
    { title: '', key: 'change', width: 80, render: (_, { change }) => <Tag color={COLOURS[change]}>{w.changes[change]}</Tag> },
    {
      title: w.matter, key: 'what',
      render: (_, { change, before, after, errors }) =>
        change === 'faulty' ? <ul className="import-faults">{errors.map(({ column, message }) => <li key={column + message}><strong>{column}</strong> {message}</li>)}</ul> : <>{change === 'changed' || change === 'removed' ? <del className="quiet">{told(before)}</del> : null} {change === 'removed' ? null : told(after)}</>,
    },
  ]
  return <Table<ImportLine> size="small" dataSource={lines} columns={columns} rowKey={({ line, before, after }) => `${line} ${JSON.stringify(before ?? after)}`} pagination={{ defaultPageSize: 50, hideOnSinglePage: true }} />
}
