import type { FreeFigures } from './cells/free.ts'
import type { IdleFigures } from './cells/idle.ts'
import type { MusicFigures } from './cells/music.ts'
import type { RateFigures } from './cells/rate.ts'

export interface Results {
  /** ISO 8601. */
  startedAt: string
  asterisk: string
  node: string
  cpus: number
  idle: IdleFigures[]
  free: FreeFigures[]
  waiting: FreeFigures[]
  rate: RateFigures[]
  music: MusicFigures[]
  /** Cells that could not be measured, with the reason. */
  broken: { cell: string; why: string }[]
}
