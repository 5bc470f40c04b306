import { Alert, App, Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import type { ListReport } from '../../../contract/campaign.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { sendList, useCampaignActs } from './data.ts'
import { words } from './words.ts'

/** A file is looked at first; what would be left out, and why, is shown row by row before anything is taken. */
export function ListUpload({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { again } = useCampaignActs()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<ListReport | null>(null)
  useUnsaved(report !== null)
  const look = useAction(async (chosen: File) => {
    setReport(null)
    setReport(await sendList(id, chosen, false))
  })
  const take = useAction(async (chosen: File) => {
    const { added } = await sendList(id, chosen, true)
    void message.success(w.taken(added))
    await again()
    onClose()
  })
  const choose = (chosen: File | null): void => {
    setFile(chosen)
    setReport(null)
    if (chosen !== null) void look.run(chosen)
  }
  return (
    <Drawer
      open title={w.upload} size={760} onClose={onClose} closable={{ 'aria-label': w.close }}
      footer={
        <div className="send-acts">
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button type="primary" loading={take.busy} disabled={file === null || report === null || report.added === 0} onClick={() => file && void take.run(file)}>{w.take(report?.added ?? 0)}</Button>
        </div>
      }
    >
      <div className="campaign-upload">
        <label className="campaign-file">{w.choose}<input type="file" accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange={({ target }) => choose(target.files?.[0] ?? null)} /></label>
        <p className="quiet">{w.fileHelp}</p>
        {look.busy ? <p role="status">{w.looking}</p> : null}
        {report === null ? null : <Report report={report} />}
      </div>
    </Drawer>
  )
}

function Report({ report: { rows, added, left, faults, columns } }: { report: ListReport }) {
  const w = useWords(words)
  const leftOut = (Object.keys(w.faults) as (keyof typeof w.faults)[]).filter((fault) => (left[fault] ?? 0) > 0).map((fault) => `${w.faults[fault]} ${left[fault]}`)
  return (
    <>
      <Alert role="status" type={added === 0 ? 'error' : leftOut.length > 0 ? 'warning' : 'success'} showIcon title={added === 0 ? w.nothingToTake : w.rows(rows, added)} description={<>{leftOut.length === 0 ? w.allGood : leftOut.join('；')}{columns.length === 0 ? null : <><br />{w.columns(columns.join('、'))}</>}</>} />
      {faults.length === 0 ? null : (
        <>
          <h3>{w.faultsShown(faults.length)}</h3>
          <Table
            size="small" rowKey="row" dataSource={faults} pagination={{ defaultPageSize: 50, hideOnSinglePage: true }} scroll={{ x: 'max-content' }}
            columns={[
              { title: w.row, dataIndex: 'row', className: 'numbers', width: 72 }, { title: w.number, render: (_, { number }) => <span className="numbers campaign-wrap">{number}</span> },
              { title: w.fault, render: (_, { fault, detail }) => <span className="campaign-wrap">{w.faults[fault]}{detail === '' ? '' : `：${fault === 'twice' ? w.sameAs(detail) : (w.barred[detail] ?? detail)}`}</span> },
            ]}
          />
        </>
      )}
    </>
  )
}
