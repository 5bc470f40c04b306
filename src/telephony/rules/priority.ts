/** 0 goes first. */
export type Priority = 0 | 1 | 2 | 3
export const PRIORITIES = 4

// By nickname of the operation in Asterisk's api-docs: what keeps callers safe before what connects
// them, that before new ringing, and what merely sounds or is looked up last.
const PRIORITY: Readonly<Record<string, Priority>> = {
  setChannelVar: 0,
  hangup: 0,
  claimChannel: 0,
  answer: 1,
  createWithId: 1,
  addChannel: 1,
  removeChannel: 1,
  destroy: 1,
  originateWithId: 2,
}

export const priorityOf = (operation: string): Priority => PRIORITY[operation] ?? 3
