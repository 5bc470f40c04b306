import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

// A real Asterisk with the smallest configuration the telephony part needs, in a folder of its own.

const run = promisify(execFile)

export const ARI_USER = 'hotline'
export const ARI_PASSWORD = 'ari-secret'
export const AMI_PASSWORD = 'ami-secret'

/** YHT_TEST_ASTERISK, else the private one under YHT_TOOLS (default .tools), else the one on PATH. */
function asteriskProgram(): string {
  const named = process.env['YHT_TEST_ASTERISK']
  if (named) return named
  const tools = resolve(process.env['YHT_TOOLS'] ?? '.tools', 'asterisk/asterisk')
  return existsSync(tools) ? tools : 'asterisk'
}

export async function freeTcpPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

const MODULES = `res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_memory_cache res_sorcery_astdb res_crypto res_pjproject res_pjsip res_pjsip_session
res_pjsip_outbound_publish res_pjsip_pubsub res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest
res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user res_pjsip_registrar res_pjsip_nat res_pjsip_acl
res_pjsip_caller_id res_pjsip_rfc3326 res_pjsip_dtmf_info res_pjsip_sdp_rtp res_http_websocket res_srtp res_rtp_asterisk res_musiconhold
chan_pjsip chan_bridge_media bridge_simple bridge_softmix bridge_native_rtp bridge_holding codec_ulaw codec_alaw codec_a_mu codec_resample
format_pcm format_wav format_sln res_stasis res_stasis_answer res_stasis_playback res_stasis_recording res_stasis_snoop res_stasis_device_state
res_websocket_client res_ari res_ari_model res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states
res_ari_endpoints res_ari_events res_ari_playbacks res_ari_recordings res_ari_sounds res_stasis_broadcast app_stasis app_stasis_broadcast app_dial app_echo app_playback
app_mixmonitor app_queue pbx_config func_callerid func_channel func_strings func_timeout func_logic func_pjsip_endpoint
func_pjsip_aor func_pjsip_contact func_hangupcause`.split(/\s+/)

interface Ports {
  sip: number
  ari: number
  ami: number
  trunkPeer: number
  rtp: number
}

function configuration(home: string, modules: string, ports: Ports): Record<string, string> {
  return {
    'asterisk.conf': `[directories]
astetcdir => ${home}/etc
astmoddir => ${modules}
astvarlibdir => ${home}/varlib
astdbdir => ${home}/db
astkeydir => ${home}/varlib
astdatadir => ${home}/varlib
astagidir => ${home}/varlib
astspooldir => ${home}/spool
astrundir => ${home}/run
astlogdir => ${home}/log
[options]
verbose = 3
systemname = test
hideconnect = yes`,
    'modules.conf': `[modules]\nautoload=no\n${MODULES.map((m) => `load=${m}.so`).join('\n')}`,
    'logger.conf': `[logfiles]\nmessages => notice,warning,error,verbose`,
    'http.conf': `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${ports.ari}\nprefix=\nsessionlimit=400`,
    'ari.conf': `[general]\nenabled=yes\nwebsocket_write_timeout=5000\n[${ARI_USER}]\ntype=user\nread_only=no\npassword=${ARI_PASSWORD}`,
    'manager.conf': `[general]\nenabled=yes\nport=${ports.ami}\nbindaddr=127.0.0.1\n[${ARI_USER}]\nsecret=${AMI_PASSWORD}\nread=system\nwrite=system,agent\npermit=127.0.0.1/255.255.255.255`,
    'rtp.conf': `[general]\nrtpstart=${ports.rtp}\nrtpend=${ports.rtp + 1999}\nstrictrtp=no`,
    'pjsip.conf': `[global]
type=global
endpoint_identifier_order=username,ip
[transport-udp]
type=transport
protocol=udp
bind=127.0.0.1:${ports.sip}
[trunk]
type=endpoint
context=from-trunk
disallow=all
allow=alaw,ulaw
direct_media=no
aors=trunk
allow_transfer=no
[trunk]
type=aor
contact=sip:127.0.0.1:${ports.trunkPeer}
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1`,
    'sorcery.conf': `[res_pjsip]
endpoint/cache=memory_cache,full_backend_cache=yes,expire_on_reload=yes
auth/cache=memory_cache,full_backend_cache=yes,expire_on_reload=yes
aor/cache=memory_cache,full_backend_cache=yes,expire_on_reload=yes
endpoint=config,pjsip.conf,criteria=type=endpoint
endpoint=astdb,ps_endpoint
auth=config,pjsip.conf,criteria=type=auth
auth=astdb,ps_auth
aor=config,pjsip.conf,criteria=type=aor
aor=astdb,ps_aor`,
    'queues.conf': `[general]\npersistentmembers=yes\n[fallback]\nstrategy=rrmemory\nringinuse=no`,
    'musiconhold.conf': `[waiting]\nmode=files\ndirectory=${home}/varlib/music`,
    'extensions.conf': `[from-trunk]
exten => _[0-9+a-zA-Z].,1,Set(TIMEOUT(absolute)=15)
 same => n,StasisBroadcast(1500,^hotline-[a-z0-9]+$)
 same => n,GotoIf($["\${STASISSTATUS}"!="SUCCESS"]?fallback,s,1)
 same => n,Hangup()
exten => T,1,Goto(fallback,s,1)
[fallback]
exten => s,1,Set(TIMEOUT(absolute)=600)
 same => n,Answer(0,i)
 same => n,Echo()
exten => T,1,Hangup()
[agents]
exten => _X.,1,Hangup(21)
[outbound]
exten => _X.,1,Hangup(21)`,
    'cdr.conf': '[general]\nenable=no',
    'cel.conf': '[general]\nenable=no',
    ...Object.fromEntries(['features', 'acl', 'udptl', 'pjproject', 'ccss', 'indications'].map((name) => [`${name}.conf`, ''])),
  }
}

/** 16-bit mono WAV of a sine tone. */
export function toneWav(seconds: number, hertz: number): Buffer {
  const samples = Math.round(seconds * 8000)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(16000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * i) / 8000)), 44 + i * 2)
  return wav
}

async function modulesOf(program: string): Promise<string> {
  const beside = join(dirname(resolve(program)), 'root/usr/lib/x86_64-linux-gnu/asterisk/modules')
  if (existsSync(beside)) return beside
  for (const dir of ['/usr/lib/asterisk/modules', '/usr/lib/x86_64-linux-gnu/asterisk/modules']) if (existsSync(dir)) return dir
  throw new Error(`no Asterisk modules found beside ${program}; set YHT_TEST_ASTERISK`)
}

export interface TestAsterisk {
  ports: Ports
  home: string
  cli: (command: string) => Promise<string>
  /** Ends the process the hard way; start() brings it back with the same folder and ports. */
  kill: () => Promise<void>
  start: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  remove: () => Promise<void>
}

/** Writes the configuration and starts Asterisk; throws when it cannot be started. */
export async function startAsterisk({ ready = true } = {}): Promise<TestAsterisk> {
  const program = asteriskProgram()
  const modules = await modulesOf(program)
  const home = await mkdtemp(join(tmpdir(), 'yht-telephony-'))
  const ports: Ports = {
    sip: await freeUdpPort(),
    ari: await freeTcpPort(),
    ami: await freeTcpPort(),
    trunkPeer: await freeUdpPort(),
    rtp: 40_000 + 2 * Math.floor(Math.random() * 9_000),
  }
  for (const dir of ['etc', 'varlib/keys', 'varlib/music', 'varlib/sounds', 'db', 'spool/recording', 'run', 'log', 'recordings']) await mkdir(join(home, dir), { recursive: true })
  for (const [name, text] of Object.entries(configuration(home, modules, ports))) await writeFile(join(home, 'etc', name), `${text}\n`)
  await writeFile(join(home, 'varlib/music/tone.wav'), toneWav(5, 300))
  await writeFile(join(home, 'varlib/sounds/short.wav'), toneWav(0.3, 600))
  await writeFile(join(home, 'varlib/sounds/long.wav'), toneWav(20, 900))
  const documents = join(dirname(resolve(program)), 'root/usr/share/asterisk')
  await run('cp', ['-r', join(existsSync(documents) ? documents : '/usr/share/asterisk', 'rest-api'), join(home, 'varlib')])
  await run('cp', ['-r', join(existsSync(documents) ? documents : '/usr/share/asterisk', 'documentation'), join(home, 'varlib')])

  let child: ChildProcess | undefined
  const conf = join(home, 'etc/asterisk.conf')
  const cli = async (command: string) => (await run(program, ['-C', conf, '-rx', command])).stdout
  async function start(): Promise<void> {
    const started = spawn(program, ['-C', conf, '-f', '-n'], { stdio: 'ignore' })
    child = started
    const endWithUs = (): void => void started.kill('SIGKILL')
    process.once('exit', endWithUs) // also when a suite fails half-way
    started.once('exit', () => process.removeListener('exit', endWithUs))
    if (!ready) return
    const deadline = Date.now() + 60_000
    for (;;) {
      if (started.exitCode !== null) throw new Error(`Asterisk ended at once with ${started.exitCode}; see ${home}/log/messages`)
      const booted = await cli('core waitfullybooted').then((out) => out.includes('fully booted'), () => false)
      if (booted) return
      if (Date.now() > deadline) throw new Error(`Asterisk did not boot; see ${home}/log/messages`)
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  async function kill(): Promise<void> {
    const dying = child
    child = undefined
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
    const gone = new Promise((done) => dying.once('exit', done))
    dying.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    ports,
    home,
    cli,
    kill,
    start,
    signal: (signal) => void child?.kill(signal),
    async remove() {
      await kill()
      await rm(home, { recursive: true, force: true })
    },
  }
}
