import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PortBlock } from './ports.ts'
import { asteriskFolders, asteriskProgram, runProgram, scratchFolder, startProgram } from './program.ts'
import { until } from './until.ts'

// An Asterisk with nothing of the product in it: the rig is tried on it before the rig may judge the product.

const MODULES = [
  'res_timing_timerfd', 'res_sorcery_config', 'res_sorcery_memory', 'res_sorcery_astdb', 'res_crypto', 'res_pjproject', 'res_pjsip',
  'res_pjsip_session', 'res_pjsip_pubsub', 'res_pjsip_authenticator_digest', 'res_pjsip_endpoint_identifier_ip', 'res_pjsip_endpoint_identifier_user',
  'res_pjsip_registrar', 'res_pjsip_nat', 'res_pjsip_caller_id', 'res_pjsip_rfc3326', 'res_pjsip_dtmf_info', 'res_pjsip_sdp_rtp',
  'res_rtp_asterisk', 'res_musiconhold', 'chan_pjsip', 'bridge_simple', 'bridge_softmix', 'bridge_native_rtp', 'bridge_holding',
  'codec_alaw', 'codec_ulaw', 'codec_a_mu', 'codec_resample', 'format_pcm', 'format_wav', 'format_sln', 'app_dial', 'app_echo',
  'app_playback', 'app_stack', 'app_verbose', 'app_read', 'pbx_config', 'func_logic', 'func_strings', 'func_callerid', 'res_cdrel_custom', 'cel_custom', 'app_senddtmf',
]

const PHONES = ['1001', '1002']

const phone = (extension: string): string => `
[${extension}]
type=endpoint
context=agents
disallow=all
allow=alaw
direct_media=no
auth=${extension}
aors=${extension}
[${extension}]
type=auth
auth_type=digest
username=${extension}
password=pw${extension}
[${extension}]
type=aor
max_contacts=2
remove_existing=yes
`

function files(home: string, ports: PortBlock, dialplan: string): Record<string, string> {
  const folders = asteriskFolders()
  return {
    'asterisk.conf': `[directories]
astetcdir=${home}/etc
astmoddir=${folders.modules}
astvarlibdir=${home}/varlib
astdbdir=${home}/db
astkeydir=${home}/keys
astdatadir=${folders.data}
astspooldir=${home}/spool
astrundir=${home}/run
astlogdir=${home}/log
[options]
nofork=yes
`,
    'modules.conf': `[modules]\nautoload=no\n${MODULES.map((name) => `load=${name}.so`).join('\n')}\n`,
    'logger.conf': '[logfiles]\nmessages=notice,warning,error\n',
    'pjsip.conf': `[global]
type=global
endpoint_identifier_order=username,ip
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[trunk]
type=endpoint
context=from-trunk
disallow=all
allow=alaw
direct_media=no
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
${PHONES.map(phone).join('')}`,
    'rtp.conf': `[general]\nrtpstart=${ports.rtp.start}\nrtpend=${ports.rtp.end}\n`,
    'cel.conf': '[general]\nenable=yes\nevents=CHAN_START,CHAN_END,ANSWER,HANGUP,BRIDGE_ENTER,BRIDGE_EXIT,LINKEDID_END\n',
    'cel_custom.conf': `[mappings]\nMaster.csv => $\{CSV_QUOTE($\{eventtype})},$\{CSV_QUOTE($\{eventtime})},$\{CSV_QUOTE($\{CHANNEL(uniqueid)})}\n`,
    'extensions.conf': dialplan,
    ...Object.fromEntries(['acl', 'ccss', 'cdr', 'features', 'indications', 'musiconhold', 'udptl', 'pjproject', 'stasis', 'http', 'manager', 'ari'].map((name) => [`${name}.conf`, ''])),
  }
}

export interface PlainAsterisk {
  sip: { host: string; port: number }
  phones: readonly { extension: string; password: string }[]
  cli: (command: string) => Promise<string>
  stop: () => Promise<void>
}

/** Starts it with the given extensions.conf; ready when fully booted. */
export async function startPlainAsterisk(ports: PortBlock, dialplan: string): Promise<PlainAsterisk> {
  const home = await mkdtemp(join(scratchFolder(), 'yht-plain-'))
  await Promise.all(['etc', 'varlib', 'db', 'keys', 'spool', 'run', 'log/cel-custom', 'keys/keys'].map((name) => mkdir(join(home, name), { recursive: true })))
  await Promise.all(Object.entries(files(home, ports, dialplan)).map(([name, text]) => writeFile(join(home, 'etc', name), text)))
  const config = join(home, 'etc/asterisk.conf')
  const asterisk = startProgram(asteriskProgram(), ['-f', '-C', config], { logFile: join(home, 'log/stdout.log') })
  const cli = (command: string): Promise<string> => runProgram(asteriskProgram(), ['-C', config, '-rx', command])
  await until('Asterisk to boot', async () => {
    if (!asterisk.running()) throw new Error(`Asterisk did not start: ${asterisk.output()}`)
    return /fully booted/i.test(await cli('core waitfullybooted').catch(() => ''))
  }, 30_000)
  return {
    sip: { host: '127.0.0.1', port: ports.sip },
    phones: PHONES.map((extension) => ({ extension, password: `pw${extension}` })),
    cli,
    async stop() {
      asterisk.signal('SIGTERM')
      await asterisk.ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
