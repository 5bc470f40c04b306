import { Alert, Button } from 'antd'
import type { AgentView } from '../../../contract/agent.ts'
import { clockOf } from '../../look/format.ts'
import { usePhone } from '../../phone/port.ts'
import { Problem, sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { words } from './words.ts'

/** What keeps the agent from working: the phone, the microphone, what the server has done to the state. */
export function Notices({ agent }: { agent: AgentView }) {
  const w = useWords(words)
  const { state, takeOver } = usePhone()
  const browser = state.device === 'browser'
  const why = agent.state === 'not_ready' && (agent.reason === 'rna' || agent.reason === 'declined' || agent.reason === 'busy') ? agent.reason : null
  return (
    <>
      {state.registration === 'elsewhere' ? <Alert type="warning" showIcon title={w.phone.elsewhere} action={<Button size="small" onClick={takeOver}>{w.phone.takeOver}</Button>} /> : null}
      {browser && state.registration === 'failed' ? <Alert type="error" showIcon title={w.phone.failed} /> : null}
      {browser && state.microphone === 'denied' ? <Alert type="error" showIcon title={w.phone.denied} /> : null}
      {browser && state.microphone === 'missing' ? <Alert type="error" showIcon title={w.phone.missing} /> : null}
      {agent.state !== 'offline' && agent.reachable === false ? <Alert type="warning" showIcon title={w.state.unreachable} /> : null}
      {why === null ? null : <Alert type="warning" showIcon title={w.state[why]} />}
    </>
  )
}

/** Why the last thing was not done. */
export function Refused() {
  const w = useWords(words).refused
  const { refused, forget } = useActs()
  const opensAt = refused instanceof Problem && typeof refused.said['opensAt'] === 'string' ? Date.parse(refused.said['opensAt']) : null
  return (
    <div role="alert">
      {refused === null ? null : <Alert type="error" showIcon title={`${sentenceOf(refused)}${opensAt === null ? '' : ` ${w.opensAt(clockOf(opensAt).slice(0, 5))}`}`} closable={{ onClose: forget, 'aria-label': w.close }} />}
    </div>
  )
}
