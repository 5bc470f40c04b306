import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freeUdpPort } from './telephony-asterisk.ts'

// SIPp as callers and as desk phones.

const SDP = `v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000`

const BYE = `<send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[last_From:]
[last_To:]
Call-ID: [call_id]
CSeq: 99 BYE
Max-Forwards: 70
Content-Length: 0

]]></send><recv response="200"/>`

const ok = (start: string) => `<send><![CDATA[
SIP/2.0 ${start}
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Length: 0

]]></send>`

const tone = (file: string | undefined) =>
  file ? `<nop><action><exec rtp_stream="${file},-1,8"/></action></nop>` : ''

const info = (digit: string, cseq: number) => `<send retrans="500"><![CDATA[
INFO [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "caller" <sip:[$from]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[$to]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} INFO
Max-Forwards: 70
Content-Type: application/dtmf-relay
Content-Length: [len]

Signal=${digit}
Duration=100
]]></send><recv response="200"/>`

export interface CallerWish {
  from?: string
  dialled: string
  /** Hangs up this long after the answer; without it waits for the other side. */
  stayMs?: number
  /** Raw A-law file played to the other side. */
  tone?: string
  /** SIP INFO keys pressed after the answer. */
  keys?: readonly string[]
}

function callerScenario({ from = '13812345678', dialled, stayMs, tone: file, keys = [] }: CallerWish): string {
  const pressed = keys.map((key, i) => `<pause milliseconds="200"/>${info(key, i + 2).replaceAll('[$from]', from).replaceAll('[$to]', dialled)}`).join('\n')
  const end = stayMs === undefined ? `<recv request="BYE"/>${ok('200 OK').replace(';tag=[call_number]', '')}` : `<pause milliseconds="${stayMs}"/>${BYE.replace('[last_From:]', `From: "caller" <sip:${from}@[local_ip]:[local_port]>;tag=[pid]c[call_number]`).replace('[last_To:]', `To: <sip:${dialled}@[remote_ip]:[remote_port]>[peer_tag_param]`)}`
  return `<?xml version="1.0" encoding="UTF-8"?><scenario name="caller">
<send retrans="500"><![CDATA[
INVITE sip:${dialled}@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "caller" <sip:${from}@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:${dialled}@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:${from}@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

${SDP}
]]></send>
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rrs="true"/>
<send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "caller" <sip:${from}@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:${dialled}@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
${tone(file)}${pressed}${end}</scenario>`
}

export interface PhoneWish {
  /** Answers after this long; null = rings on until cancelled. */
  answerMs: number | null
  /** Answers with this status instead, e.g. "486 Busy Here". */
  refuse?: string
  stayMs?: number
  tone?: string
}

function phoneScenario({ answerMs, refuse, stayMs, tone: file }: PhoneWish): string {
  const head = `<?xml version="1.0" encoding="UTF-8"?><scenario name="phone"><recv request="INVITE" crlf="true" rrs="true"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="1"/><ereg regexp=".*" search_in="hdr" header="To:" assign_to="2"/></action></recv>${ok('180 Ringing')}`
  if (refuse) return `${head}${ok(refuse)}<recv request="ACK"/><Reference variables="1,2"/></scenario>`
  if (answerMs === null) {
    return `${head}<recv request="CANCEL"/>${ok('200 OK')}<send retrans="500"><![CDATA[
SIP/2.0 487 Request Terminated
[last_Via:]
From:[$1]
To:[$2];tag=[call_number]
[last_Call-ID:]
CSeq: [last_cseq_number] INVITE
Content-Length: 0

]]></send><recv request="ACK"/></scenario>`
  }
  const end =
    stayMs === undefined
      ? `<recv request="BYE"/>${ok('200 OK').replace(';tag=[call_number]', '')}`
      : `<pause milliseconds="${stayMs}"/>${BYE.replace('[last_From:]', 'From:[$2];tag=[call_number]').replace('[last_To:]', 'To:[$1]')}`
  return `${head}<pause milliseconds="${answerMs}"/><send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

${SDP}
]]></send><recv request="ACK"/>${tone(file)}${end}<Reference variables="1,2"/></scenario>`
}

function registerScenario(extension: string, password: string, contactPort: number): string {
  const send = (cseq: number, auth: string) => `<send retrans="500"><![CDATA[
REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:${extension}@[remote_ip]:[remote_port]>;tag=[pid]r[call_number]
To: <sip:${extension}@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: ${cseq} REGISTER
Contact: <sip:${extension}@127.0.0.1:${contactPort}>
Max-Forwards: 70
Expires: 300
${auth}Content-Length: 0

]]></send>`
  return `<?xml version="1.0" encoding="UTF-8"?><scenario name="register">${send(1, '')}<recv response="401" auth="true"/>${send(2, `[authentication username=${extension} password=${password}]\n`)}<recv response="200"/></scenario>`
}

export interface Sipp {
  port: number
  /** Exit code: 0 = every call went as the scenario says. */
  ended: Promise<number>
  stop: () => Promise<void>
}

const isTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(true))
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(false)))
  })

/** Below Linux's own ephemeral ports; a SIPp whose media ports are taken would end without a word. */
async function freeMediaPort(): Promise<number> {
  for (;;) {
    const port = 12_000 + 4 * Math.floor(Math.random() * 4_000)
    const taken = await Promise.all([0, 1, 2, 3].map((i) => isTaken(port + i)))
    if (!taken.includes(true)) return port
  }
}

async function sipp(sipPort: number, scenario: string, options: readonly string[], port?: number): Promise<Sipp> {
  const dir = await mkdtemp(join(tmpdir(), 'yht-sipp-'))
  const file = join(dir, 'scenario.xml')
  await writeFile(file, scenario)
  const local = port ?? (await freeUdpPort())
  const media = await freeMediaPort()
  const child: ChildProcess = spawn(
    'sipp',
    [`127.0.0.1:${sipPort}`, '-sf', file, '-i', '127.0.0.1', '-p', `${local}`, '-mi', '127.0.0.1', '-mp', `${media}`, '-nostdin', '-aa', '-trace_err', '-error_file', join(dir, 'errors.log'), ...options],
    { stdio: 'ignore', cwd: dir },
  )
  const ended = new Promise<number>((done) => child.once('exit', (code) => done(code ?? 255)))
  void ended.then(() => rm(dir, { recursive: true, force: true }))
  let over = false
  void ended.then(() => (over = true))
  while (!over && !(await isTaken(local))) await new Promise((done) => setTimeout(done, 10)) // until it listens
  return {
    port: local,
    ended,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** One call (or `calls` at `perSecond`) from the trunk. */
export const call = (sipPort: number, wish: CallerWish, { calls = 1, perSecond = 10 } = {}): Promise<Sipp> =>
  sipp(sipPort, callerScenario(wish), ['-m', `${calls}`, '-r', `${perSecond}`])

/** A phone that registers and then serves every call as wished, until stopped. (A limit of calls would count Asterisk's OPTIONS too.) */
export async function phone(sipPort: number, who: { extension: string; password: string }, wish: PhoneWish): Promise<Sipp> {
  const port = await freeUdpPort()
  const registration = await sipp(sipPort, registerScenario(who.extension, who.password, port), ['-m', '1'], port)
  if ((await registration.ended) !== 0) throw new Error(`${who.extension} could not register`)
  return sipp(sipPort, phoneScenario(wish), [], port)
}
