import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { Icon, type IconName } from './icon.tsx'

type Item<Id extends string> = { id: Id; label: string; icon?: IconName; count?: number | string; content: ReactNode }

export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  className = '',
}: {
  label: string
  tabs: readonly Item<Id>[]
  selected?: Id
  onSelect?: (id: Id) => void
  className?: string
}) {
  return (
    <AriaTabs className={`tabs ${className}`} selectedKey={selected} onSelectionChange={(id) => onSelect?.(id as Id)}>
      <TabList aria-label={label} className="tab-list">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.icon && <Icon name={tab.icon} />}
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
