import type { Words } from '../../words/language.ts'

interface DemoWords {
  title: string
  what: string
  from: (number: string) => string
  lines: string
  noLines: string
  number: string
  numberHint: string
  call: string
  hangUp: string
  mute: string
  unmute: string
  level: string
  keypad: string
  keypadHint: string
  modes: Record<'primary' | 'whole_merge' | 'dual_number' | 'sub_center' | 'direct_cancel' | 'emergency', string>
  stages: Record<'starting' | 'free' | 'calling' | 'ringing' | 'talking' | 'failed', string>
  over: Record<'ended' | 'unanswered' | 'notAccepted', string>
  noMicrophone: string
  notHere: string
  notHereWhy: string
  steps: { title: string; items: readonly string[] }
}

export const words: Words<DemoWords> = {
  zh: {
    title: '市民电话演示',
    what: '在浏览器里扮演市民，拨打任一热线号码。仅演示站点提供。',
    from: (number) => `本机号码 ${number}`,
    lines: '热线号码',
    noLines: '暂时读不到热线清单，可直接输入号码拨打。',
    number: '拨打号码',
    numberHint: '例如 12345',
    call: '拨打',
    hangUp: '挂断',
    mute: '静音',
    unmute: '取消静音',
    level: '麦克风音量',
    keypad: '拨号键盘',
    keypadHint: '通话中按键会发送给热线，例如评价时按 1（满意）、2（基本满意）、3（不满意）。',
    modes: { primary: '总号', whole_merge: '整体并入', dual_number: '双号并行', sub_center: '设分中心', direct_cancel: '直接取消', emergency: '紧急热线' },
    stages: { starting: '正在准备电话…', free: '可以拨打', calling: '正在拨号…', ringing: '对方振铃中…', talking: '已接通', failed: '电话暂时不可用，正在重试' },
    over: { ended: '通话已结束', unanswered: '未接通', notAccepted: '对方未接受呼叫' },
    noMicrophone: '没有可用的麦克风：请允许浏览器使用麦克风后重试。',
    notHere: '此站点不提供市民电话',
    notHereWhy: '市民电话仅在演示配置下可用，且只能在服务器本机打开。',
    steps: {
      title: '五分钟走完一通来电',
      items: [
        '另开一个窗口，以话务员（如 agent1001）登录，启用麦克风并示闲。',
        '在本页选一个号码拨打，听欢迎语和过渡期提示，进入排队。',
        '话务员窗口振铃：弹屏显示市民拨打的是哪个号码，点击接听后双方通话。',
        '话务员挂断后，本页会听到满意度评价，按键完成评价。',
      ],
    },
  },
  en: {
    title: 'Citizen’s phone (demo)',
    what: 'Be a citizen and dial any of the hotlines from the browser. Demonstration site only.',
    from: (number) => `Calling from ${number}`,
    lines: 'Hotlines',
    noLines: 'The list of hotlines cannot be read now. You can still type a number.',
    number: 'Number to dial',
    numberHint: 'such as 12345',
    call: 'Call',
    hangUp: 'Hang up',
    mute: 'Mute',
    unmute: 'Unmute',
    level: 'Microphone level',
    keypad: 'Keypad',
    keypadHint: 'During a call, keys are sent to the hotline: for the rating, 1 is satisfied, 2 basically satisfied, 3 dissatisfied.',
    modes: { primary: 'main number', whole_merge: 'merged', dual_number: 'kept beside 12345', sub_center: 'branch centre', direct_cancel: 'cancelled', emergency: 'emergency' },
    stages: { starting: 'Getting the phone ready…', free: 'Ready to call', calling: 'Dialling…', ringing: 'Ringing…', talking: 'Connected', failed: 'The phone does not work; trying again' },
    over: { ended: 'The call is over', unanswered: 'Not answered', notAccepted: 'The call was not accepted' },
    noMicrophone: 'No microphone can be used. Allow it in the browser and try again.',
    notHere: 'This site has no citizen’s phone',
    notHereWhy: 'It belongs to the demonstration profile and opens on the server’s own machine only.',
    steps: {
      title: 'A whole call in five minutes',
      items: [
        'Open another window, sign in as an agent such as agent1001, allow the microphone and set yourself ready.',
        'Choose a number here and call. You hear the greeting, what the transition says, and stand in line.',
        'The agent’s window rings and shows which number was dialled. Answer, and talk.',
        'When the agent hangs up you are asked for a rating: press a key.',
      ],
    },
  },
}
