import { api } from '../../server/api.ts'
import { feedNow } from '../../server/feed.ts'
import type { Act } from './acting.ts'
import type { MenuItems } from './menu.tsx'
import type { words } from './words.ts'

export type MonitorMode = 'listen' | 'whisper' | 'barge'
export const MODES: readonly MonitorMode[] = ['listen', 'whisper', 'barge']

interface Means {
  w: (typeof words)['zh']
  act: (act: Act) => void
}

/** States in which the agent talks with somebody, so that there is something to hear. */
const IN_TALK: readonly string[] = ['talking', 'on_hold', 'three_way']

/** What a supervisor may do about an agent at this moment. */
export function agentActions(extension: string, means: Means): MenuItems {
  const agent = feedNow().agents.get(extension)
  if (!agent) return []
  const inTalk = agent.call !== null && IN_TALK.includes(agent.state)
  return [...(inTalk && agent.call ? callActions(agent.call, `${extension} ${agent.name}`, means) : []), ...stateActions(extension, agent.name, agent.state, means)]
}

function callActions(call: string, agent: string, { w, act }: Means): MenuItems {
  const monitor = (mode: MonitorMode): void =>
    act({ run: () => api.send('POST', `/calls/${call}/monitor`, { mode }), done: w.started(w[mode]), ...(mode === 'barge' ? { ask: { title: w.bargeTitle, text: w.bargeText } } : {}) })
  return [
    ...MODES.map((mode) => ({ key: mode, label: w[mode], onClick: () => monitor(mode) })),
    { type: 'divider' as const },
    { key: 'release', label: w.release, danger: true, onClick: () => act({ run: () => api.send('POST', `/calls/${call}/force-release`), done: w.released, ask: { title: w.releaseTitle, text: w.releaseText(agent) } }) },
    { type: 'divider' as const },
  ]
}

function stateActions(extension: string, name: string, now: string, { w, act }: Means): MenuItems {
  const agent = `${extension} ${name}`
  const set = (state: 'ready' | 'not_ready' | 'offline'): Pick<Act, 'run' | 'done'> => ({
    run: () => api.send('PUT', `/agents/${extension}/state`, state === 'not_ready' ? { state, reason: 'other' } : { state }), done: w.stateSet(agent, w.states[state]),
  })
  return [
    ...(now === 'ready' || now === 'offline' ? [] : [{ key: 'ready', label: w.setReady, onClick: () => act(set('ready')) }]),
    ...(now === 'not_ready' || now === 'offline' ? [] : [{ key: 'not_ready', label: w.setNotReady, onClick: () => act(set('not_ready')) }]),
    now === 'offline'
      ? { key: 'nothing', label: w.nothingToDo, disabled: true }
      : { key: 'offline', label: w.setOffline, danger: true, onClick: () => act({ ...set('offline'), ask: { title: w.offlineTitle, text: w.offlineText(agent) } }) },
  ]
}
