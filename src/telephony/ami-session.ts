import manager from 'asterisk-manager'

// One login to AMI with asterisk-manager. That package glues the rest of a broken connection to the next
// one, drops what is asked meanwhile and has no timeouts, so each connection gets an instance of its own
// and everything it leaves open is settled here.

export type AmiMessage = Readonly<Record<string, string>>

export interface AmiSession {
  /** `done` is called at most once; never after `onClosed`. */
  send: (fields: Readonly<Record<string, string>>, done: (response: AmiMessage) => void) => void
  close: () => void
}

export interface SessionWishes {
  host: string
  port: number
  user: string
  password: string
  onOpen: (session: AmiSession) => void
  onEvent: (event: AmiMessage) => void
  /** Told once; nothing follows. */
  onClosed: (why: string) => void
}

/** Field names come in lower case; a field that was sent several times is joined by line breaks. */
function message(raw: Record<string, unknown>): AmiMessage {
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, Array.isArray(value) ? value.join('\n') : String(value)]))
}

export function openAmi({ host, port, user, password, onOpen, onEvent, onClosed }: SessionWishes): { close: () => void } {
  const ami = manager(undefined, host, user, password, true)
  let closed = false
  function end(why: string): void {
    if (closed) return
    closed = true
    ami.removeAllListeners()
    ami.on('error', () => {}) // an emitter without this listener throws
    ami.disconnect()
    onClosed(why)
  }
  const session: AmiSession = {
    send(fields, done) {
      if (!closed) ami.action({ ...fields }, (_refused, response) => !closed && response && done(message(response)))
    },
    close: () => end('closed by us'),
  }
  ami.on('managerevent', (event) => !closed && onEvent(message(event)))
  ami.on('error', (error) => end(error instanceof Error ? error.message : 'the connection to AMI failed'))
  ami.on('end', () => end('AMI ended the connection'))
  ami.on('close', () => end('the connection to AMI was lost'))
  ami.connect(port, host, () => {
    ami.login((refused) => {
      if (refused) return end('AMI refused the login')
      // asterisk-manager asks for every event; those of calls would cost a fifth of our processor time.
      session.send({ action: 'Events', eventmask: 'system' }, () => onOpen(session))
    })
  })
  return session
}
