import { agentExtension, FREEING_AGENTS } from './variant.ts'

// Asterisk as somebody would set it up by hand for Dial and for app_queue: only what these need is
// loaded, call detail records and events are off, agents are static contacts that are never qualified.
// With a 6 before the queue's size each call is recorded, with the options the product uses.
// All of that favours the reference.

export const REFERENCE_AGENTS = 500
const SMALL_QUEUE = 100

const MODULES = `res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_crypto res_pjproject res_pjsip
res_pjsip_session res_pjsip_pubsub res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user
res_pjsip_caller_id res_pjsip_nat res_pjsip_rfc3326 res_pjsip_sdp_rtp res_rtp_asterisk res_musiconhold chan_pjsip
bridge_simple bridge_native_rtp bridge_softmix bridge_builtin_features bridge_holding codec_alaw codec_ulaw codec_a_mu
codec_resample format_pcm format_wav format_sln app_dial app_queue app_mixmonitor app_playback pbx_config func_callerid func_strings`.split(/\s+/)

const agents = (count: number): string[] => Array.from({ length: count }, (_, index) => agentExtension(index))

function pjsip(ports: ReferencePorts): string {
  const phone = (extension: string, index: number): string => {
    const port = index < FREEING_AGENTS ? ports.phones.freeing : ports.phones.others
    return `[${extension}](phone)\naors=${extension}\n[${extension}]\ntype=aor\nqualify_frequency=0\ncontact=sip:${extension}@127.0.0.1:${port}`
  }
  return `[global]
type=global
endpoint_identifier_order=ip,username
[transport-udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[phone](!)
type=endpoint
context=agents
disallow=all
allow=alaw,ulaw
direct_media=no
device_state_busy_at=1
timers=no
[trunk]
type=endpoint
context=from-trunk
disallow=all
allow=alaw,ulaw
direct_media=no
timers=no
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
${agents(REFERENCE_AGENTS).map(phone).join('\n')}`
}

function queues(): string {
  const queue = (name: string, count: number): string => `[${name}]
strategy=rrmemory
musicclass=waiting
ringinuse=no
timeout=15
retry=1
wrapuptime=0
joinempty=yes
leavewhenempty=no
announce-frequency=0
announce-position=no
${agents(count).map((extension) => `member => PJSIP/${extension}`).join('\n')}`
  return ['[general]\npersistentmembers=no\nautofill=yes', queue('queue100', SMALL_QUEUE), queue('queue500', REFERENCE_AGENTS), queue('queue0', 0)].join('\n')
}

const DIALPLAN = `[from-trunk]
exten => _4XXXX,1,Dial(PJSIP/\${EXTEN:1},30)
 same => n,Hangup()
exten => _5X!,1,Answer(0,i)
 same => n,Queue(queue\${EXTEN:1})
 same => n,Hangup()
exten => _6X!,1,Answer(0,i)
 same => n,MixMonitor(\${UNIQUEID}.raw,abD)
 same => n,Queue(queue\${EXTEN:1})
 same => n,Hangup()
[agents]
exten => _X.,1,Hangup(21)`

export interface ReferencePorts {
  sip: number
  phones: { freeing: number; others: number }
  rtpStart: number
  rtpEnd: number
}

export interface Folders {
  home: string
  modules: string
  data: string
  music: string
}

/** File name → content of the reference Asterisk's configuration. */
export function referenceConfiguration(folders: Folders, ports: ReferencePorts): Record<string, string> {
  const { home } = folders
  return {
    'asterisk.conf': `[directories]
astetcdir => ${home}/etc
astmoddir => ${folders.modules}
astvarlibdir => ${home}/varlib
astdbdir => ${home}/varlib
astkeydir => ${home}/varlib
astdatadir => ${folders.data}
astspooldir => ${home}/spool
astrundir => ${home}/run
astlogdir => ${home}/log
[options]
verbose=0
maxfiles=20000
hideconnect=yes`,
    'modules.conf': `[modules]\nautoload=no\n${MODULES.map((module) => `load=${module}.so`).join('\n')}`,
    'logger.conf': '[logfiles]\nmessages => warning,error',
    'rtp.conf': `[general]\nrtpstart=${ports.rtpStart}\nrtpend=${ports.rtpEnd}\nstrictrtp=no\nicesupport=no`,
    'pjsip.conf': pjsip(ports),
    'queues.conf': queues(),
    'musiconhold.conf': `[waiting]\nmode=files\ndirectory=${folders.music}`,
    'extensions.conf': DIALPLAN,
    ...Object.fromEntries(['features', 'indications', 'acl', 'udptl', 'pjproject', 'ccss', 'sorcery'].map((name) => [`${name}.conf`, ''])),
    'cdr.conf': '[general]\nenable=no',
    'cel.conf': '[general]\nenable=no',
  }
}
