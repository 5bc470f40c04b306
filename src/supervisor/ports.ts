import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../config.ts'
import { StartError } from './start-error.ts'

async function tcpFree(host: string, port: number): Promise<string | null> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

async function udpFree(host: string, port: number): Promise<string | null> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    socket.bind({ address: host, port, exclusive: true })
    await once(socket, 'listening')
    socket.close()
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

interface Door {
  variable: string
  host: string
  port: number
  why: string | null
}

const SENTENCES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used by this user (ports below 1024 need rights)',
  EADDRNOTAVAIL: 'cannot be used: the address is not one of this machine',
}

function complaint({ variable, host, port, why }: Door): string {
  const unusable = why === 'EADDRNOTAVAIL' ? `${variable.replace('_PORT', '_HOST')}=${host}` : `port ${port} on ${host} (${variable})`
  return `${unusable} ${SENTENCES[why ?? ''] ?? `cannot be used (${why})`}`
}

/** Throws StartError naming every port that cannot be listened on and the variable that changes it. `asterisk`: also those of ours in Asterisk. */
export async function checkPorts(config: Config, asterisk: boolean): Promise<void> {
  const { http, sip, ariPort, amiPort } = config
  const loopback = '127.0.0.1'
  const doors: Door[] = [{ variable: 'YHT_HTTP_PORT', ...http, why: await tcpFree(http.host, http.port) }]
  if (asterisk) {
    doors.push(
      { variable: 'YHT_SIP_PORT', ...sip, why: await udpFree(sip.host, sip.port) },
      { variable: 'YHT_ARI_PORT', host: loopback, port: ariPort, why: await tcpFree(loopback, ariPort) },
      { variable: 'YHT_AMI_PORT', host: loopback, port: amiPort, why: await tcpFree(loopback, amiPort) },
    )
  }
  const shut = doors.filter(({ why }) => why !== null)
  if (shut.length > 0) throw new StartError(`${shut.map(complaint).join('; ')}.`, mend(shut))
}

function mend(shut: readonly Door[]): string {
  const foreign = shut.find(({ why }) => why === 'EADDRNOTAVAIL')
  if (foreign) return `set ${foreign.variable.replace('_PORT', '_HOST')} to an address of this machine (ip address shows them)`
  const others = shut.map(({ variable, port }) => `${variable}=${port + 10_000 > 65_535 ? port - 10_000 : port + 10_000}`)
  return `${others.join(' ')} npm start   (or stop the other program: ss -lnp | grep -E ':(${shut.map(({ port }) => port).join('|')})')`
}
