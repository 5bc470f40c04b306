import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/language.ts'
import { Level } from './call-controls.tsx'
import { usePhone } from './port.ts'
import { meterOf, type Meter } from './sound/level.ts'
import { closeStream, openMicrophone } from './sound/microphone.ts'
import { createRinger } from './sound/ringer.ts'
import { use } from './sound/speaker.ts'
import { words } from './words.ts'
import { noted } from './troubles.ts'

type Stage = 'off' | 'listening' | 'recording' | 'playing'

const RECORD_MS = 3_000
const RING_MS = 2_500

/** Is the microphone heard? A moving level, and three seconds of oneself played back. */
export function MicrophoneCheck() {
  const w = useWords(words)
  const phone = usePhone()
  const { chosen } = phone.details.devices
  const [stage, setStage] = useState<Stage>('off')
  const [problem, setProblem] = useState('')
  const open = useRef<{ stream: MediaStream; meter: Meter } | null>(null)

  const stop = (): void => {
    open.current?.meter.stop()
    closeStream(open.current?.stream ?? null)
    open.current = null
  }
  useEffect(() => stop, [])

  async function start(): Promise<void> {
    try {
      const stream = await openMicrophone(chosen.microphone)
      open.current = { stream, meter: meterOf(stream) }
      setProblem('')
      setStage('listening')
    } catch (error) {
      noted('microphone')(error)
      await phone.askMicrophone()
      setProblem(w.microphone.denyHelp)
    }
  }

  async function echo(): Promise<void> {
    const { stream, meter } = open.current!
    setStage('recording')
    const { sound, loudest } = await recorded(stream, meter)
    setStage('playing')
    await played(sound, chosen.speaker)
    setProblem(loudest < 0.2 ? w.check.silent : '')
    setStage(open.current ? 'listening' : 'off')
  }

  return (
    <fieldset>
      <legend>{w.check.title}</legend>
      <div className="actions">
        <Button size="small" onClick={() => (stage === 'off' ? void start() : (stop(), setStage('off')))} disabled={stage === 'recording' || stage === 'playing'}>{stage === 'off' ? w.check.start : w.check.stop}</Button>
        {stage === 'off' ? null : <Level label={w.level} read={() => open.current?.meter.read() ?? 0} />}
        {stage === 'listening' ? <Button size="small" onClick={() => void echo()}>{w.check.record}</Button> : null}
        <Button size="small" onClick={() => ringFor(chosen.ringer)}>{w.check.ring}</Button>
      </div>
      <p role="status" className={problem ? 'softphone-warn' : 'quiet'}>{problem || (stage === 'recording' ? w.check.recording : stage === 'playing' ? w.check.playing : stage === 'listening' ? w.check.hint : '')}</p>
    </fieldset>
  )
}

async function recorded(stream: MediaStream, meter: Meter): Promise<{ sound: Blob; loudest: number }> {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  let loudest = 0
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const over = new Promise((resolve) => recorder.addEventListener('stop', resolve))
  recorder.start()
  const looking = setInterval(() => (loudest = Math.max(loudest, meter.read())), 100)
  setTimeout(() => recorder.stop(), RECORD_MS)
  await over
  clearInterval(looking)
  return { sound: new Blob(parts, { type: recorder.mimeType }), loudest }
}

async function played(sound: Blob, device: string | null): Promise<void> {
  const element = new Audio(URL.createObjectURL(sound))
  await use(element, device)
  await new Promise<void>((resolve, reject) => {
    element.addEventListener('ended', () => resolve())
    element.addEventListener('error', () => resolve())
    element.play().catch(reject)
  }).finally(() => URL.revokeObjectURL(element.src))
}

function ringFor(device: string | null): void {
  const ringer = createRinger()
  ringer.start(device)
  setTimeout(() => ringer.stop(), RING_MS)
}
