import { createConnection, createServer, type Socket } from 'node:net'

/** Stands between us and Asterisk: forwards, falls silent without closing (half-open), delays, or answers for it. */
export async function proxyTo(target: number) {
  const mode = { silent: false, delayMs: 0, answer: null as string | null }
  const open = new Set<Socket>()
  let connections = 0
  const server = createServer((client) => {
    connections++
    open.add(client)
    client.on('error', () => client.destroy())
    client.on('close', () => open.delete(client))
    if (mode.answer !== null) {
      client.once('data', () => client.end(`HTTP/1.1 ${mode.answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`))
      return
    }
    const asterisk = createConnection(target, '127.0.0.1')
    asterisk.on('error', () => client.destroy())
    asterisk.on('close', () => !mode.silent && client.destroy())
    client.on('close', () => asterisk.destroy())
    client.on('data', (data) => !mode.silent && asterisk.write(data))
    asterisk.on('data', (data) => {
      if (mode.silent) return
      if (mode.delayMs === 0) client.write(data)
      else setTimeout(() => client.write(data), mode.delayMs)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    port: address.port,
    mode,
    connections: () => connections,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
