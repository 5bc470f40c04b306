import type { Words } from '../words/language.ts'
import type { Registration } from './port.ts'
import type { TroubleWith } from './troubles.ts'

interface PhoneWords {
  bar: string
  registration: Record<Registration, string>
  desk: string
  deskHint: string
  microphone: { unknown: string; denied: string; missing: string; allow: string; denyHelp: string; missingHelp: string }
  takeOver: string
  elsewhereHint: string
  ringing: string
  line: (number: string) => string
  answer: string
  decline: string
  inCall: string
  mute: string
  unmute: string
  hangUp: string
  keypad: string
  speakingWhileMuted: string
  switched: string
  level: string
  quality: Record<'good' | 'fair' | 'poor', string>
  qualityLabel: string
  figures: (loss: string, jitter: string, trip: string) => string
  lastCall: string
  settings: string
  close: string
  devices: { ringsOn: string; browser: string; desk: string; microphone: string; speaker: string; ringer: string; system: string; unnamed: (n: number) => string }
  answersItself: string
  notices: { title: string; allow: string; on: string; denied: string }
  check: { title: string; start: string; stop: string; record: string; recording: string; playing: string; hint: string; silent: string; ring: string }
  notice: { title: string; body: string }
  troubles: { title: string; with: Record<TroubleWith, string> }
}

export const words: Words<PhoneWords> = {
  zh: {
    bar: '软电话',
    registration: { off: '软电话未启用', connecting: '软电话正在连接', registered: '软电话已就绪', elsewhere: '软电话已在其他窗口启用', failed: '软电话连接失败，正在重试' },
    desk: '使用桌面话机接听',
    deskHint: '来电将在桌面话机上振铃。',
    microphone: {
      unknown: '尚未允许使用麦克风', denied: '麦克风被禁用', missing: '没有找到麦克风', allow: '启用麦克风',
      denyHelp: '请点击浏览器地址栏左侧的图标，允许本站使用麦克风。', missingHelp: '请插入耳麦；也可以改用桌面话机接听。',
    },
    takeOver: '在此窗口启用',
    elsewhereHint: '来电在那个窗口振铃。',
    ringing: '来电',
    line: (number) => `被叫 ${number}`,
    answer: '接听',
    decline: '拒接',
    inCall: '通话中',
    mute: '静音',
    unmute: '取消静音',
    hangUp: '挂断',
    keypad: '拨号键盘',
    speakingWhileMuted: '您正在讲话，但麦克风处于静音状态。',
    switched: '原麦克风已断开，已改用其他麦克风，请确认对方能听到您。',
    level: '麦克风音量',
    quality: { good: '通话质量良好', fair: '通话质量一般', poor: '通话质量较差' },
    qualityLabel: '通话质量',
    figures: (loss, jitter, trip) => `丢包 ${loss}%，抖动 ${jitter} 毫秒，往返时延 ${trip} 毫秒`,
    lastCall: '上次通话',
    settings: '软电话设置',
    close: '关闭',
    devices: { ringsOn: '接听方式', browser: '本浏览器', desk: '桌面话机', microphone: '麦克风', speaker: '听筒', ringer: '振铃设备', system: '系统默认设备', unnamed: (n) => `设备 ${n}` },
    answersItself: '来电自动接听',
    notices: { title: '桌面通知', allow: '页面在后台时用桌面通知提示来电', on: '已开启：页面在后台时会弹出来电通知。', denied: '浏览器已禁止本站发送通知，可在地址栏左侧重新允许。' },
    check: {
      title: '麦克风检测', start: '开始检测', stop: '结束检测', record: '录 3 秒并回放', recording: '正在录音，请讲话…', playing: '正在回放…',
      hint: '请对着麦克风讲话，音量条应随之变化。', silent: '没有检测到声音，请检查麦克风是否静音或选错。', ring: '试听铃声',
    },
    notice: { title: '【来电】请接听', body: '有市民来电，点击返回话务工作台。' },
    troubles: { title: '最近的问题', with: { microphone: '麦克风', speaker: '听筒', ringer: '铃声', devices: '设备', statistics: '通话质量统计', server: '服务器' } },
  },
  en: {
    bar: 'Softphone',
    registration: { off: 'Softphone is off', connecting: 'Softphone is connecting', registered: 'Softphone is ready', elsewhere: 'Softphone is in use in another window', failed: 'Softphone cannot connect; trying again' },
    desk: 'Calls ring on the desk phone',
    deskHint: 'Calls ring on your desk phone.',
    microphone: {
      unknown: 'The microphone is not allowed yet', denied: 'The microphone is blocked', missing: 'No microphone found', allow: 'Allow microphone',
      denyHelp: 'Click the icon at the left of the address bar and allow the microphone for this site.', missingHelp: 'Plug in a headset, or take calls on the desk phone.',
    },
    takeOver: 'Use it here',
    elsewhereHint: 'Calls ring in that window.',
    ringing: 'Incoming call',
    line: (number) => `to ${number}`,
    answer: 'Answer',
    decline: 'Decline',
    inCall: 'In a call',
    mute: 'Mute',
    unmute: 'Unmute',
    hangUp: 'Hang up',
    keypad: 'Keypad',
    speakingWhileMuted: 'You are speaking, but you are muted.',
    switched: 'Your microphone was unplugged and another one is in use. Make sure that you are heard.',
    level: 'Microphone level',
    quality: { good: 'Good sound', fair: 'Fair sound', poor: 'Poor sound' },
    qualityLabel: 'Sound quality',
    figures: (loss, jitter, trip) => `loss ${loss} %, jitter ${jitter} ms, round trip ${trip} ms`,
    lastCall: 'Last call',
    settings: 'Phone settings',
    close: 'Close',
    devices: { ringsOn: 'Calls ring on', browser: 'This browser', desk: 'Desk phone', microphone: 'Microphone', speaker: 'Headphones', ringer: 'Rings on', system: 'System default', unnamed: (n) => `Device ${n}` },
    answersItself: 'Answer calls automatically',
    notices: { title: 'Notifications', allow: 'Notify me of calls while the page is in the background', on: 'On: calls are announced while the page is in the background.', denied: 'The browser blocks notifications of this site. Allow them at the left of the address bar.' },
    check: {
      title: 'Microphone check', start: 'Start', stop: 'Stop', record: 'Record 3 s and play back', recording: 'Recording, please speak…', playing: 'Playing back…',
      hint: 'Speak into the microphone; the bar should move.', silent: 'Nothing is heard. Is the microphone muted, or another one chosen?', ring: 'Try the ringing tone',
    },
    notice: { title: '[Call] Please answer', body: 'A citizen is calling. Click to go back to the workplace.' },
    troubles: { title: 'Recent problems', with: { microphone: 'Microphone', speaker: 'Headphones', ringer: 'Ringing', devices: 'Devices', statistics: 'Statistics', server: 'Server' } },
  },
}
