import { Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

export type MenuItems = NonNullable<MenuProps['items']>

/** What can be done with a row: asked for when it is opened, so that what is offered fits the moment. */
export function RowMenu({ about, offered }: { about: string; offered: () => MenuItems }) {
  const w = useWords(words)
  const [items, setItems] = useState<MenuItems>([])
  return (
    <Dropdown trigger={['click']} autoFocus destroyOnHidden menu={{ items }} onOpenChange={(open) => open && setItems(offered())}>
      <button type="button" className="row-menu" aria-label={w.menuOf(about)} aria-haspopup="menu">
        {w.actions}
      </button>
    </Dropdown>
  )
}
