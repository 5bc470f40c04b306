import WebSocket from 'ws'

// One WebSocket of Asterisk: events come in, REST requests go out on the same connection and their
// answers come back by number ("ARI REST over WebSocket", Asterisk 22.4 and later).

export interface AriRequest {
  method: string
  /** Below /ari/, without a leading slash, e.g. "channels/abc/answer". */
  path: string
  query: readonly { name: string; value: string }[]
  /** JSON text. */
  body?: string | undefined
}

export interface AriReply {
  status: number
  reason: string
  body: string
}

export interface AriSocket {
  /** Rejects when the socket closes before the answer. Never times out by itself. */
  request: (request: AriRequest) => Promise<AriReply>
  inFlight: () => number
  /** Ends the connection at once, without a closing handshake; no listener is called any more. */
  drop: () => void
}

export interface SocketWishes {
  host: string
  port: number
  user: string
  password: string
  app: string
  handshakeTimeoutMs: number
  /** A parsed message that is no answer. */
  onEvent: (event: { type: string } & Record<string, unknown>) => void
  /** The other side ended the connection. */
  onClosed: () => void
  /** Something came that is not an ARI message. */
  onGarbage: (error: unknown) => void
}

/** Asterisk would not have us: `status` is the HTTP status of the handshake. */
export class HandshakeRefused extends Error {
  override readonly name = 'HandshakeRefused'
  readonly status: number

  constructor(status: number) {
    super(`Asterisk answered ${status}`)
    this.status = status
  }
}

export class SocketClosed extends Error {
  override readonly name = 'SocketClosed'

  constructor() {
    super('the connection to Asterisk was lost')
  }
}

/** Connects; rejects with HandshakeRefused or the network's error. */
export function openAriSocket(wishes: SocketWishes): Promise<AriSocket> {
  const { host, port, user, password, app } = wishes
  const ws = new WebSocket(`ws://${host}:${port}/ari/events?app=${encodeURIComponent(app)}`, {
    headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    handshakeTimeout: wishes.handshakeTimeoutMs,
    perMessageDeflate: false,
    followRedirects: false,
  })
  return new Promise((resolve, reject) => {
    ws.once('unexpected-response', (_request, response) => {
      response.destroy()
      ws.on('error', () => {}) // terminate() of a socket still connecting tells of itself
      ws.terminate()
      reject(new HandshakeRefused(response.statusCode ?? 0))
    })
    ws.once('error', reject)
    ws.once('open', () => {
      ws.removeAllListeners()
      resolve(openSocket(ws, wishes))
    })
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function openSocket(ws: WebSocket, { onEvent, onClosed, onGarbage }: SocketWishes): AriSocket {
  const waiting = new Map<string, { resolve: (reply: AriReply) => void; reject: (error: Error) => void }>()
  let lastId = 0

  function giveUp(): void {
    for (const { reject } of waiting.values()) reject(new SocketClosed())
    waiting.clear()
  }
  function hear(received: string): void {
    const message = JSON.parse(received) as { type: string } & Record<string, unknown>
    if (message.type !== 'RESTResponse') return onEvent(message)
    const id = text(message['request_id'])
    const asked = waiting.get(id)
    waiting.delete(id)
    asked?.resolve({
      status: Number(message['status_code']),
      reason: text(message['reason_phrase']),
      body: text(message['message_body']),
    })
  }
  ws.on('message', (data: Buffer) => {
    try {
      hear(data.toString('utf8'))
    } catch (error) {
      onGarbage(error)
    }
  })
  ws.on('error', () => {}) // 'close' follows
  ws.on('close', () => {
    giveUp()
    onClosed()
  })

  return {
    inFlight: () => waiting.size,
    request({ method, path, query, body }) {
      if (ws.readyState !== WebSocket.OPEN) return Promise.reject(new SocketClosed())
      const id = String(++lastId)
      const message = { type: 'RESTRequest', request_id: id, method, uri: path, query_strings: query }
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        ws.send(JSON.stringify(body === undefined ? message : { ...message, content_type: 'application/json', message_body: body }))
      })
    },
    drop() {
      ws.removeAllListeners()
      ws.on('error', () => {})
      ws.terminate()
      giveUp()
    },
  }
}
