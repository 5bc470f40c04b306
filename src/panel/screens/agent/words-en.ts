import type { AgentWords } from './words-type.ts'

export const en: AgentWords = {
  title: 'Workplace',
  columns: { call: 'Call', draft: 'Ticket', caller: 'Caller' },
  noSeat: 'Your account has no extension', noSeatWhy: 'The workplace needs a phone. Ask your administrator for an extension.',
  state: {
    label: 'Your state',
    names: { offline: 'Offline', ready: 'Ready', not_ready: 'Not ready', ringing: 'Ringing', talking: 'Talking', on_hold: 'On hold', three_way: 'Three-way', acw: 'Wrap-up' },
    reasons: { break: 'break', lunch: 'lunch', training: 'training', meeting: 'meeting', other: 'other', rna: 'did not answer', busy: 'phone was busy', unreachable: 'phone cannot be reached', declined: 'declined a call' },
    ready: 'Ready', notReady: 'Not ready', break: 'Break', offline: 'Offline', after: 'after this call',
    rna: 'The last call was not answered, so you were set to not ready. Choose Ready when you are.', declined: 'The last call was declined, so you were set to not ready. Choose Ready when you are.', busy: 'Your phone was busy, so you were set to not ready.',
    unreachable: 'Your phone cannot be reached: no calls will come. Check the softphone or the desk phone.',
  },
  stages: {
    none: 'No call', ringing: 'Incoming call', calling: 'Calling', connecting: 'Connecting', talking: 'Talking', held: 'On hold', asking: 'Ringing a third party', private: 'Consulting', three: 'Three-way call', transferring: 'Transferring', rescuing: 'Restoring the call', guest: 'Asked to join', wrapUp: 'Wrap-up',
  },
  hears: { held: 'The caller hears music.', rescuing: 'This browser lost the call. The caller hears music and comes back by itself as soon as your phone is ready.', private: 'The caller hears music and cannot hear you two.', asking: 'The caller hears music.', emergency: 'Ringing; you and the caller talk on.', transferring: 'The caller goes over as soon as they answer. Stay on the line, or hang up.' },
  modes: { primary: 'main number', whole_merge: 'merged whole', dual_number: 'kept, answered here', sub_center: 'branch centre', direct_cancel: 'cancelled', emergency: 'emergency line' },
  transitionUntil: (day) => `in transition until ${day}`,
  dialled: 'Number dialled', greeting: 'Say', caller: 'Caller', withheld: 'number withheld', waited: 'waited', talked: 'talking', since: 'for', outbound: 'outgoing',
  labels: { elder: 'Elderly', repeat: (times) => `Repeat · ${times} calls in 30 days`, emergency: 'Emergency', return: 'Returned call', transferred: 'Transferred once' },
  acts: {
    answer: 'Answer', decline: 'Decline', hangUp: 'Hang up', hold: 'Hold', resume: 'Take back', mute: 'Mute', unmute: 'Unmute', keypad: 'Keypad', find: 'Find someone', join: 'Join all three', rejoin: 'Back to three-way', cancelAsk: 'Stop ringing', letGo: 'End consultation', release: 'Let third party go', leave: 'Hand over and leave',
  },
  deskAnswer: 'Pick up the desk phone to answer.', deskHangUp: 'Hang up your phone to leave.',
  refused: {
    TRANSFER_LIMIT: 'This caller has been transferred once and cannot be again. Consult, hold a three-way call, or register the matter.', TOO_MANY_PARTIES: 'A supervisor has joined the call; nobody else can.', PEER_NOT_SPOKEN: 'The other side has not spoken yet; stay on the line.', close: 'Close', opensAt: (at) => `They answer from ${at}.`,
  },
  monitor: { listen: 'A supervisor is listening', whisper: 'A supervisor is speaking to you', barge: 'A supervisor has joined the call' },
  find: {
    title: 'Consult / transfer', placeholder: 'Name, department, pinyin initials or number', none: 'Nobody found. Type an outside number to call it.', ask: 'Consult', transfer: 'Transfer', call: 'Call', close: 'Close', closed: 'closed now', free: (n) => `${n} ready`, nobodyFree: 'nobody ready', results: 'Found',
    kinds: { emergency: 'Emergency', hotline: 'Branch centre', platform: 'Platform', group: 'Skill group', seat: 'Agent', department: 'Department', outside: 'Outside number' },
    keys: '↑↓ choose, Enter consults, Ctrl+Enter transfers, Esc closes',
  },
  emergency: {
    title: 'Emergency lines', names: { 110: 'Police', 119: 'Fire', 120: 'Ambulance', 122: 'Traffic' }, call: (number) => `Call ${number}; you and the caller talk on`, answered: 'They have answered but not spoken yet. Stay on the line.', spoke: 'They have spoken: you may hand over and leave.',
    order: 'Order to them', place: 'Place', summary: 'What happened', giveNumber: 'Give the caller’s number too', send: 'Send', sent: (peer) => `Order sent to ${peer}`, needed: 'Fill in place and summary.',
  },
  keypad: { title: 'Phone keys', close: 'Close' },
  wrapUp: { left: 'Wrap-up ends in', finish: 'Done, ready', finishBusy: 'Done, not ready', why: 'It ends by itself. The ticket can still be filled in.' },
  idle: {
    ready: 'Waiting for calls', readyWhy: 'Calls come to you by themselves.', notReady: 'Not taking calls', notReadyWhy: 'Choose Ready to take calls.', offline: 'Not signed on', offlineWhy: 'Choose Ready to start taking calls.', waiting: (n) => `${n} waiting`,
    figures: { title: 'Today', answered: 'answered', meanTalk: 'mean talk', placed: 'placed', satisfied: 'satisfied' },
    dial: 'Place a call', dialPlaceholder: 'Number', call: 'Call',
  },
  phone: {
    denied: 'The browser may not use the microphone: callers will not hear you. Allow it beside the address bar.', missing: 'No microphone found. Connect a headset.', elsewhere: 'The softphone is in use in another tab.', takeOver: 'Use it here', failed: 'The softphone could not sign on; trying again.',
  },
  person: {
    open: 'Open tickets', openNone: 'No open tickets', recent: 'Recent calls', recentNone: 'No recent calls', hidden: 'another area', wait: 'Who calls is shown with the call', mark: 'Mark as elderly', unmark: 'Not elderly', markWhy: 'is served first from the next call on', language: 'Language', languages: { none: 'Mandarin', ug: 'Uyghur', kk: 'Kazakh', mn: 'Mongolian', bo: 'Tibetan', en: 'English' },
    outcomes: { handled: 'answered', abandoned: 'gave up waiting', overflow: 'overflow', fallback: 'emergency answering', interrupted: 'interrupted', rejected: 'not taken', cancelled_number: 'number cancelled', unreached: 'not reached', automatic: 'automatic call' }, outbound: 'outgoing', states: { draft: 'draft' }, callBack: 'Call back', dialTicket: (no) => `Call the citizen of ticket ${no}`,
  },
  diversion: { title: 'Who handles what', placeholder: 'Words of the matter', hint: 'Type a few words to see whether 12345 or an emergency line handles it.', none: 'Nothing on the list matches', emergency: (found) => `Perhaps an emergency: ${found}`, side: (side) => (side === '12345' ? 'handled by 12345' : `handled by ${side}`) },
  draft: { none: 'The draft of the ticket opens here with the call', opening: 'Opening the ticket …' },
}
