import { join, resolve } from 'node:path'
import type { Reader } from './environment.ts'

/** Every place below YHT_HOME that some part writes to or reads from. */
export interface HomePaths {
  root: string
  credentials: string
  secrets: string
  /** What we and peers sign with; agreed with others, so never made anew. */
  peerSecrets: string
  database: string
  recordings: string
  /** Files on tickets, sealed. */
  attachments: string
  /** Exported lists, for an hour; each sealed with a key that is only in memory. */
  exports: string
  sounds: string
  fixedSounds: string
  music: string
  log: string
  asterisk: { root: string; etc: string; run: string; log: string; db: string; spool: string; keys: string; varlib: string; cel: string }
}

// Asterisk's configuration and dialplan give these characters a meaning of their own.
const UNSAFE_IN_ASTERISK = /[;,&|"'`$\\{}()[\]<>*?!#%=]|\p{Cc}/u
// The system's own views are no place for files (and making folders there never returns in some versions of Node).
const NO_DISK = /^\/(proc|sys|dev)(\/|$)/
// The control socket "<home>/asterisk/run/asterisk.ctl" must fit into sun_path (108 bytes, unix(7)).
const MAX_BYTES = 80

/** YHT_HOME as a full path; complains when Asterisk could not live there. */
export function readHome({ text, complain }: Reader): HomePaths {
  const value = text('YHT_HOME', './var')
  const root = resolve(value)
  if (UNSAFE_IN_ASTERISK.test(root) || NO_DISK.test(root) || Buffer.byteLength(root) > MAX_BYTES) {
    complain('YHT_HOME', value, `a folder on a disk whose full path has at most ${MAX_BYTES} bytes and none of ; , & | " ' \` $ \\ { } ( ) [ ] < > * ? ! # % =`)
  }
  const asterisk = join(root, 'asterisk')
  return {
    root,
    credentials: join(root, 'credentials.json'),
    secrets: join(root, 'secrets.json'),
    peerSecrets: join(root, 'peer-secrets.json'),
    database: join(root, 'yihaotong.sqlite'),
    recordings: join(root, 'recordings'),
    attachments: join(root, 'attachments'),
    exports: join(root, 'exports'),
    sounds: join(root, 'sounds'),
    fixedSounds: join(root, 'sounds/fixed'),
    music: join(root, 'sounds/music'),
    log: join(root, 'log'),
    asterisk: {
      root: asterisk,
      etc: join(asterisk, 'etc'),
      run: join(asterisk, 'run'),
      log: join(asterisk, 'log'),
      db: join(asterisk, 'db'),
      spool: join(asterisk, 'spool'),
      keys: join(asterisk, 'keys'),
      varlib: join(asterisk, 'varlib'),
      cel: join(asterisk, 'cel'),
    },
  }
}
