import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/platform/log.ts'
import { asteriskOf } from '../../src/supervisor/asterisk.ts'
import { prepareHome } from '../../src/supervisor/home.ts'
import { checkPorts } from '../../src/supervisor/ports.ts'
import { startTimeOf } from '../../src/supervisor/process-mark.ts'
import { endProgram } from '../../src/supervisor/program.ts'
import { ensureSecrets } from '../../src/supervisor/secrets.ts'
import { findAsterisk } from '../../src/supervisor/tools.ts'
import { reservePorts, type PortBlock } from '../rig/ports.ts'

// A supervisor that is killed leaves Asterisk, and the callers in it, behind. The next one must find it.

let ports: PortBlock
let home: string
beforeAll(async () => {
  ports = await reservePorts()
  home = await mkdtemp(join(tmpdir(), 'yht-left-'))
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
  await ports.free()
})

async function supervisor(more: Record<string, string> = {}) {
  const config = readConfig({
    ...(process.env['YHT_TOOLS'] === undefined ? {} : { YHT_TOOLS: process.env['YHT_TOOLS'] }),
    YHT_HOME: home,
    YHT_HTTP_PORT: String(ports.http),
    YHT_SIP_PORT: String(ports.sip),
    YHT_ARI_PORT: String(ports.ari),
    YHT_AMI_PORT: String(ports.ami),
    YHT_RTP_PORTS: `${ports.rtp.start}-${ports.rtp.end}`,
    YHT_TRUNK: `sip:127.0.0.1:${ports.trunk}`,
    ...more,
  })
  prepareHome(config.home)
  const asterisk = asteriskOf({ config, secrets: ensureSecrets(config.home.secrets), program: await findAsterisk(config.toolsFolder), log: silentLog })
  return { config, asterisk }
}

test('an Asterisk left behind is taken over with the same settings, and ended and replaced with others', async () => {
  const never = new AbortController().signal
  const first = await supervisor()
  const started = await first.asterisk.startOrAdopt(() => checkPorts(first.config, true))
  await first.asterisk.booted(started, never)

  const second = await supervisor()
  const adopted = await second.asterisk.startOrAdopt(() => Promise.reject(new Error('nothing may be started')))
  expect(adopted.pid).toBe(started.pid)
  await second.asterisk.booted(adopted, never)

  const third = await supervisor({ YHT_TRUNK: 'sip:127.0.0.9:5060' })
  const replaced = await third.asterisk.startOrAdopt(() => checkPorts(third.config, true))
  await third.asterisk.booted(replaced, never)
  expect(replaced.pid).not.toBe(started.pid)
  expect(startTimeOf(started.pid)).toBeNull()
  expect(await adopted.ended).toMatchObject({ code: null })

  await endProgram(replaced, third.asterisk.graceMs)
  expect(startTimeOf(replaced.pid)).toBeNull()
})

test('a taken port is told by its number and the variable that changes it', async () => {
  const { config, asterisk } = await supervisor()
  const running = await asterisk.startOrAdopt(async () => {})
  await asterisk.booted(running, new AbortController().signal)
  await expect(checkPorts(config, true)).rejects.toThrow(`port ${ports.sip} on 127.0.0.1 (YHT_SIP_PORT) is taken by another program; port ${ports.ari} on 127.0.0.1 (YHT_ARI_PORT)`)
  await endProgram(running, asterisk.graceMs)
  await checkPorts(config, true)
})
