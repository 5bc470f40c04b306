import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { loadSite } from '../hotline/site.ts'
import { gateFiles, type GateSettings } from '../outbound/rules/gate.ts'
import { fill, type Values } from './rules/fill.ts'
import type { Secrets } from './secrets.ts'
import type { AsteriskProgram } from './tools.ts'

/** Files that Asterisk wants to exist although nothing is set in them; missing ones fill the log with errors. */
const EMPTY = ['acl', 'ccss', 'cli_aliases', 'codecs', 'extconfig', 'features', 'pjproject', 'pjsip_notify', 'queuerules', 'udptl', 'websocket_client']

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000))

function valuesOf(config: Config, secrets: Secrets, program: AsteriskProgram, gate: GateSettings): Values {
  const { home, policy, sip, rtp } = config
  return {
    ...home.asterisk,
    asteriskLog: home.asterisk.log,
    log: home.log,
    fixedSounds: home.fixedSounds,
    music: home.music,
    moduleDir: program.moduleDir,
    dataDir: program.dataDir,
    node: config.node,
    maxCalls: Math.floor((rtp.end - rtp.start + 1) / 2), // RTP and RTCP: two ports per leg
    ariPort: config.ariPort,
    ariUser: secrets.ari.user,
    ariPassword: secrets.ari.password,
    amiPort: config.amiPort,
    amiUser: secrets.ami.user,
    amiPassword: secrets.ami.password,
    sipBind: sip.host.includes(':') ? `[${sip.host}]:${sip.port}` : `${sip.host}:${sip.port}`,
    trunkUri: config.trunk.uri,
    trunkHost: config.trunk.host.replace(/^\[|\]$/g, ''),
    rtpStart: rtp.start,
    rtpEnd: rtp.end,
    ringSeconds: seconds(policy.offer.ringTimeoutMs),
    entrySeconds: seconds(policy.lease.entryMs),
    claimMs: policy.lease.claimMs,
    fallbackSeconds: seconds(policy.lease.talkingMs + policy.fallback.queueMs + policy.fallback.messageMaxMs),
    fallbackQueueSeconds: seconds(policy.fallback.queueMs),
    messageSeconds: seconds(policy.fallback.messageMaxMs),
    outboundSeconds: seconds(policy.lease.talkingMs),
    outboundMaxCalls: policy.outbound.maxCalls,
    callerId: gate.lines.find(({ mergeMode }) => mergeMode === 'primary')?.number ?? '12345',
  }
}

/** Asterisk's configuration as it shall be: file name → text. Throws TemplateError, and an Error when the site profile is not valid. */
export function renderAsteriskConfig(config: Config, secrets: Secrets, program: AsteriskProgram): ReadonlyMap<string, string> {
  const site = loadSite(config.siteFile)
  const gate = { tel: site.tel, lines: site.hotlines, peers: site.peers.map(({ number }) => number), shortCodes: config.policy.outbound.shortCodes }
  const values = valuesOf(config, secrets, program, gate)
  const files = new Map(EMPTY.map((name) => [`${name}.conf`, '']))
  const { codes, shown } = gateFiles(gate)
  files.set('outbound-codes.conf', codes)
  files.set('our-numbers.conf', shown)
  for (const folder of ['config/asterisk', 'dialplan']) {
    const path = join(config.packageRoot, folder)
    for (const name of readdirSync(path).filter((file) => file.endsWith('.conf.template'))) {
      files.set(name.replace(/[.]template$/, ''), fill(readFileSync(join(path, name), 'utf8'), values))
    }
  }
  return files
}

/** Two configurations with the same fingerprint make the same Asterisk. */
export function fingerprint(files: ReadonlyMap<string, string>, program: AsteriskProgram): string {
  const hash = createHash('sha256').update(`${program.command}\0${program.version}\0`)
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex')
}

/** Replaces what is in `folder`; only the owner may read it, for it holds passwords. */
export function writeAsteriskConfig(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, text] of files) writeFileSync(join(folder, name), text, { mode: 0o600 })
}
