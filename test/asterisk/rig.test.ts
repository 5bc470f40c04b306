import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asteriskFolders } from '../rig/program.ts'
import { plugInPhone } from '../rig/desk-phone.ts'
import { startPlainAsterisk } from '../rig/plain-asterisk.ts'
import type { PlainAsterisk } from '../rig/plain-asterisk.ts'
import { reservePorts } from '../rig/ports.ts'
import type { PortBlock } from '../rig/ports.ts'
import { countPrompt, findPrompt } from '../rig/sound/find-sound.ts'
import { shareAt, tone, toneMs } from '../rig/sound/tone.ts'
import { formatWav, readWav } from '../rig/sound/wav.ts'
import { openTrunk } from '../rig/trunk.ts'
import type { Trunk } from '../rig/trunk.ts'
import { pass, until, within } from '../rig/until.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'

// The rig on an Asterisk without the product: what it reports must be what happened.

let ports: PortBlock
let asterisk: PlainAsterisk
let trunk: Trunk
let sounds: string

/** Speech-like noise that differs with the seed: bursts and pauses, no period. */
function babble(seed: number, lengthMs: number): Int16Array {
  let state = seed
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 0xffffffff
  let value = 0
  return Int16Array.from({ length: lengthMs * 8 }, (_, n) => {
    value = value * 0.7 + (random() - 0.5) * 9_000
    return (n >> 10) % 5 === 4 ? 0 : value
  })
}

beforeAll(async () => {
  sounds = await mkdtemp(join(tmpdir(), 'yht-sounds-'))
  await writeFile(join(sounds, 'one.wav'), formatWav([babble(1, 3_000)]))
  await writeFile(join(sounds, 'two.wav'), formatWav([babble(2, 3_000)]))
  ports = await reservePorts()
  asterisk = await startPlainAsterisk(ports, `
[from-trunk]
exten => echo,1,Answer()
 same => n,Echo()
exten => once,1,Answer()
 same => n,Playback(${sounds}/one)
 same => n,Hangup()
exten => twice,1,Answer()
 same => n,Playback(${sounds}/two&${sounds}/one&${sounds}/two)
 same => n,Hangup()
exten => keys,1,Answer()
 same => n,Read(KEY,,1,,1,5)
 same => n,Hangup($\{IF($["$\{KEY}"="7"]?17:21)})
exten => busy,1,Hangup(17)
exten => ring,1,Dial(PJSIP/1001,10)
exten => ring,n,Hangup()
exten => forever,1,Ringing()
 same => n,Wait(60)
[agents]
exten => 1002,1,Dial(PJSIP/1002)
`)
  trunk = await openTrunk(asterisk.sip, ports)
})

afterAll(async () => {
  await trunk?.close()
  await asterisk?.stop()
  await ports?.free()
  await rm(sounds, { recursive: true, force: true })
})

const channels = async (): Promise<number> => Number(/(\d+) active channel/.exec(await asterisk.cli('core show channels count'))?.[1])

describe('a caller', () => {
  it('hears the own voice come back from an echo', async () => {
    const call = await trunk.call('echo')
    await within(2_000, 'answer', call.answered)
    call.voice.say(tone(450, 1_000))
    await pass(1_500)
    expect(toneMs(450, call.voice.heard())).toBeGreaterThan(1_000)
    expect(shareAt(1_250, call.voice.heard())).toBeLessThan(0.05)
    expect((await call.hangUp()).by).toBe('me')
    expect(call.voice.received().packets).toBeGreaterThan(50)
  })

  it('who says nothing hears nothing from an echo', async () => {
    const call = await trunk.call('echo')
    await call.answered
    call.voice.say(null)
    await pass(400)
    expect(toneMs(450, call.voice.heard())).toBe(0)
    await call.hangUp()
  })

  it('hears a whole prompt, and the other one is not mistaken for it', async () => {
    const call = await trunk.call('once')
    expect((await within(8_000, 'end', call.ended)).by).toBe('them')
    const heard = call.voice.heard()
    const [one, two] = await Promise.all(['one', 'two'].map(async (name) => (await readWav(join(sounds, `${name}.wav`))).channels[0] as Int16Array))
    expect(findPrompt(heard, one as Int16Array)).toMatchObject({ whole: true, share: 1 })
    expect(findPrompt(heard, two as Int16Array)).toMatchObject({ whole: false, share: 0 })
  })

  it('who leaves in the middle of a prompt has not heard it whole', async () => {
    const call = await trunk.call('once')
    await call.answered
    await pass(1_600)
    await call.hangUp()
    const one = (await readWav(join(sounds, 'one.wav'))).channels[0] as Int16Array
    const found = findPrompt(call.voice.heard(), one)
    expect(found.whole).toBe(false)
    expect(found.share).toBeGreaterThan(0)
  })

  it('hears a prompt twice with another one in between', async () => {
    const call = await trunk.call('twice')
    await within(14_000, 'end', call.ended)
    const heard = call.voice.heard()
    const [one, two] = await Promise.all(['one', 'two'].map(async (name) => (await readWav(join(sounds, `${name}.wav`))).channels[0] as Int16Array))
    expect(countPrompt(heard, one as Int16Array)).toBe(1)
    expect(countPrompt(heard, two as Int16Array)).toBe(2)
  })

  it.each(['rfc4733', 'info'] as const)('is understood when pressing a key by %s', async (how) => {
    const call = await trunk.call('keys')
    await call.answered
    await pass(300)
    await call.press('7', how)
    expect(await within(3_000, 'end', call.ended)).toMatchObject({ by: 'them', cause: 17 })
  })

  it('pressing another key is not understood as 7', async () => {
    const call = await trunk.call('keys')
    await call.answered
    await pass(300)
    await call.press('8')
    expect(await within(3_000, 'end', call.ended)).toMatchObject({ by: 'them', cause: 21 })
  })

  it('is told when the line is busy', async () => {
    const call = await trunk.call('busy')
    await expect(call.answered).rejects.toThrow('ended before it was answered')
    expect(await call.ended).toMatchObject({ by: 'refused', status: 486 })
  })

  it('who gives up while it rings leaves no channel', async () => {
    const call = await trunk.call('forever')
    await within(2_000, 'ringing', call.ringing)
    expect(await call.hangUp()).toMatchObject({ by: 'me', status: 487 })
    await until('no channel', async () => (await channels()) === 0)
  })
})

describe('a desk phone', () => {
  it('registers with its password and not with another', async () => {
    const [account] = asterisk.phones
    const phone = await plugInPhone(asterisk.sip, ports, account!)
    expect(await phone.register()).toBe(200)
    await phone.close()
    await expect(plugInPhone(asterisk.sip, ports, { ...account!, password: 'wrong' })).rejects.toThrow('401')
  })

  it('answers, talks with the caller, and hangs up', async () => {
    const phone = await plugInPhone(asterisk.sip, ports, asterisk.phones[0]!, { answersAfterMs: 200 })
    phone.says(tone(700, 1_000))
    const call = await trunk.call('ring', '13800138000')
    call.voice.say(tone(450, 1_000))
    const ringing = await phone.nextCall(0)
    await within(2_000, 'answer', call.answered)
    await pass(1_000)
    expect(toneMs(700, call.voice.heard())).toBeGreaterThan(600)
    expect(toneMs(450, ringing.voice.heard())).toBeGreaterThan(600)
    await ringing.hangUp()
    expect((await within(2_000, 'end', call.ended)).by).toBe('them')
    await phone.close()
  })

  it.each([[486, 486], [603, 603]] as const)('refuses with %d', async (refuses, status) => {
    const phone = await plugInPhone(asterisk.sip, ports, asterisk.phones[0]!, { refuses })
    const call = await trunk.call('ring')
    expect(await within(3_000, 'end', call.ended)).toMatchObject({ by: 'refused' })
    expect(phone.calls[0]?.end()).toMatchObject({ by: 'me', status })
    await phone.close()
  })

  it('sees a caller who gave up as cancelled', async () => {
    const phone = await plugInPhone(asterisk.sip, ports, asterisk.phones[0]!)
    const call = await trunk.call('ring')
    const ringing = await phone.nextCall(0)
    await call.hangUp()
    expect(await within(1_000, 'cancel', ringing.ended)).toMatchObject({ by: 'cancelled', status: 487 })
    await phone.close()
  })
})

it('leaves nothing behind and repeated no request', async () => {
  await until('no channel', async () => (await channels()) === 0)
  expect(trunk.retransmissions()).toBe(0)
  expect(asteriskFolders().modules).toContain('modules')
})
