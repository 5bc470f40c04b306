import { App } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { anythingUnsaved } from '../look/unsaved.ts'
import { usePhone } from '../phone/port.ts'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'

/** Asks before something typed is lost or a conversation in this tab is cut. */
export function Guards() {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { inCall } = usePhone().state
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && anythingUnsaved())
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({ title: w.unsaved, okText: w.leave, cancelText: w.stay, onOk: () => blocker.proceed(), onCancel: () => blocker.reset() })
  }, [blocker, modal, w])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (inCall || anythingUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [inCall])
  return null
}
