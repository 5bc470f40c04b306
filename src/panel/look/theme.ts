import type { ThemeConfig } from 'antd'

/** Calm blue-grey; every text colour keeps 4.5:1 on the ground it stands on (WCAG 2.2 AA). */
export const COLOURS = {
  primary: '#1f5fa8', text: '#1c2733', quiet: '#55616e', line: '#d5dce4', ground: '#f2f5f8', paper: '#ffffff',
  good: '#1b7a3d', warn: '#8f5a00', bad: '#b3261e',
} as const

/** Tokens of Ant Design; `large` is the large-type mode. */
export const themeOf = (large: boolean): ThemeConfig => ({
  cssVar: { key: 'yht' },
  token: {
    colorPrimary: COLOURS.primary, colorInfo: COLOURS.primary, colorLink: COLOURS.primary, colorSuccess: COLOURS.good, colorWarning: COLOURS.warn, colorError: COLOURS.bad,
    colorText: COLOURS.text, colorTextSecondary: COLOURS.quiet, colorTextDescription: COLOURS.quiet, colorTextTertiary: COLOURS.quiet, colorTextPlaceholder: '#646f7b',
    colorBgLayout: COLOURS.ground, colorBorder: '#b4bfca', colorBorderSecondary: COLOURS.line,
    // Grounds of tags and notices: what is derived from seeds as dark as these is grey, and too dark for its own text.
    colorSuccessBg: '#e8f5ec', colorSuccessBorder: '#a3d2b1', colorWarningBg: '#fdf4e3', colorWarningBorder: '#e6c98a', colorErrorBg: '#fdecea', colorErrorBorder: '#efb3ae', colorInfoBg: '#e8f0fa', colorInfoBorder: '#a9c6e8',
    // Seeds of the coloured tags: their text is two steps darker and must be read on their lightest shade.
    green: COLOURS.good, red: COLOURS.bad, blue: COLOURS.primary, gold: '#8f5a00', orange: '#9a5200', volcano: '#a8401c', cyan: '#0b7285', geekblue: '#2f54c4', purple: '#5f3dc4', magenta: '#a61e6a', lime: '#4d7c0f', yellow: '#7a6200',
    borderRadius: 6, fontSize: large ? 18 : 14, controlHeight: large ? 40 : 32, motionDurationMid: '0.12s', motionDurationSlow: '0.16s',
    fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  },
})
