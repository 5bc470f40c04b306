import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Got {
  url: string
  body: Record<string, unknown>
  text: string
  key: string
  signature: string
}

/** Another city system behind HTTP, that answers as it is told. */
export async function otherSystem() {
  const got: Got[] = []
  let answer: (got: Got) => { status: number; body?: string } = () => ({ status: 200 })
  const server: Server = createServer((req: IncomingMessage, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const one = { url: req.url ?? '', text, body: JSON.parse(text) as Record<string, unknown>, key: String(req.headers['idempotency-key']), signature: String(req.headers['x-yihaotong-signature']) }
      got.push(one)
      const { status, body } = answer(one)
      res.writeHead(status).end(body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    got,
    url: (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    answers: (how: typeof answer) => void (answer = how),
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
