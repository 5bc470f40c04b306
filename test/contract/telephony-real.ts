import { join } from 'node:path'
import type { LegId } from '../../src/contract/ids.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { ariPhones } from '../../src/telephony/ari-phones.ts'
import { startAsterisk } from './telephony-asterisk.ts'
import { amiOf, notebook, type Outside, telephonyOf } from './telephony-outside.ts'
import { call, phone, type Sipp } from './telephony-sipp.ts'

/** A real Asterisk with SIPp around it. */
export async function realOutside(): Promise<Outside> {
  const asterisk = await startAsterisk()
  const ami = amiOf(asterisk)
  const telephony = telephonyOf(asterisk, ami)
  const phones = ariPhones({ connection: telephony.connection, ami, clock: systemClock, log: silentLog })
  const notes = notebook(telephony)
  ami.start()
  telephony.start()
  const linked = () => notes.until(() => (notes.links.at(-1) === 'up' ? true : undefined), 'the link')
  await linked()
  const password = (extension: string) => `secret-${extension}`
  await phones.push(['1001', '1002', '1003', '1004', '1005', '1006'].map((extension) => ({ extension, password: password(extension), name: '张三' })))
  const people: Sipp[] = []
  const sound = (name: string) => `sound:${join(asterisk.home, 'varlib/sounds', name)}`

  return {
    telephony,
    endpoint: (extension) => `PJSIP/${extension}`,
    async callerDials({ from, dialled, stayMs, keys }) {
      people.push(await call(asterisk.ports.sip, { dialled, stayMs, ...(from ? { from } : {}), ...(keys ? { keys } : {}) }))
    },
    async phone(extension, { answerMs, busy, stayMs }) {
      const who = { extension, password: password(extension) }
      people.push(await phone(asterisk.ports.sip, who, { answerMs, ...(busy ? { refuse: '486 Busy Here' } : {}), ...(stayMs === undefined ? {} : { stayMs }) }))
    },
    sounds: { short: sound('short'), long: sound('long'), missing: sound('no-such-sound') },
    recordingFile: (name) => join(asterisk.home, 'recordings/2026/11/21', `${name}.raw`),
    async crashAndRestart() {
      notes.links.splice(0)
      await asterisk.kill()
      await notes.until(() => (notes.links.includes('down') ? true : undefined), 'the loss of the link')
      await asterisk.start()
      await linked()
    },
    async clear() {
      const { legs, bridges } = await telephony.live()
      for (const leg of legs.keys()) await telephony.perform({ type: 'hangUp', leg: leg as LegId, cause: 'normal' })
      for (const bridge of bridges.keys()) await telephony.perform({ type: 'closeBridge', bridge })
      await Promise.all(people.splice(0).map((person) => person.stop()))
    },
    async stop() {
      phones.stop()
      telephony.stop()
      ami.stop()
      await Promise.all(people.splice(0).map((person) => person.stop()))
      await asterisk.remove()
    },
  }
}
