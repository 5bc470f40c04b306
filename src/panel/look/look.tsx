import { App as Antd, ConfigProvider } from 'antd'
import enUs from 'antd/es/locale/en_US.js'
import zhCn from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.ts'
import { useLargeType } from './large-type.ts'
import { nonce } from './nonce.ts'
import { themeOf } from './theme.ts'

/** The look of everything inside: colours, sizes, and the language of Ant Design's own words. */
export function Look({ children }: { children: ReactNode }) {
  const large = useLargeType()
  const language = useLanguage()
  return (
    <ConfigProvider locale={language === 'zh' ? zhCn : enUs} theme={themeOf(large)} csp={nonce === undefined ? {} : { nonce }} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <Antd component={false} message={{ maxCount: 3 }}>
        {children}
      </Antd>
    </ConfigProvider>
  )
}
