import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Problem, sentenceOf } from '../../../server/api.ts'
import { language, useWords } from '../../../words/language.ts'
import { words } from './words.ts'

interface ListenProps {
  /** Address of the audio; see api.address. */
  address: string
  /** What is heard, for the name of the button. */
  what: string
  /** A round button without words. */
  small?: boolean
}

type State = { at: 'still' } | { at: 'coming' } | { at: 'playing' } | { at: 'failed'; why: string }

/** Speech that was never spoken before takes a moment: asked again so often, so long apart. */
const TRIES = 6
const AGAIN_MS = 1_200

let playing: { stop: () => void } | null = null

/** Plays a prompt as callers hear it; one at a time on the whole page. */
export function Listen({ address, what, small = false }: ListenProps) {
  const w = useWords(words)
  const [state, setState] = useState<State>({ at: 'still' })
  const stop = useRef<() => void>(() => {})
  useEffect(() => () => stop.current(), [address])

  async function play(): Promise<void> {
    playing?.stop()
    const asked = new AbortController()
    const audio = new Audio()
    let source = ''
    const end = (): void => {
      asked.abort()
      audio.pause()
      if (source !== '') URL.revokeObjectURL(source)
      if (playing === mine) playing = null
      setState({ at: 'still' })
    }
    const mine = { stop: end }
    playing = mine
    stop.current = end
    setState({ at: 'coming' })
    try {
      source = URL.createObjectURL(await fetched(address, asked.signal))
      audio.src = source
      audio.addEventListener('ended', end)
      await audio.play()
      setState({ at: 'playing' })
    } catch (error) {
      if (asked.signal.aborted) return
      end()
      setState({ at: 'failed', why: sentenceOf(error) })
    }
  }

  const on = state.at === 'playing' || state.at === 'coming'
  return (
    <span className="listen">
      <Button
        size="small" {...(small ? { shape: 'circle' as const } : {})} icon={on ? <PauseOutlined /> : <CaretRightOutlined />} loading={state.at === 'coming'}
        aria-label={`${on ? w.stop : w.listen} ${what}`} aria-pressed={on} onClick={() => (on ? stop.current() : void play())}
      >
        {small ? null : on ? w.stop : w.listen}
      </Button>
      {state.at === 'failed' ? <span role="alert" className="listen-failed">{state.why}</span> : null}
    </span>
  )
}

async function fetched(address: string, signal: AbortSignal): Promise<Blob> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(address, { signal, credentials: 'same-origin', headers: { 'accept-language': language() === 'zh' ? 'zh-CN' : 'en' } })
    if (answer.ok) return await answer.blob()
    const { code = '', title = '', detail = '' } = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string }
    if (answer.status !== 503 || tries >= TRIES) throw new Problem({ status: answer.status, code, title, detail })
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}
