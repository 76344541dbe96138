import { parseDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell } from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import type { DateFieldProps } from './date-field.tsx'
import { FieldEnd, FieldLabel } from './field.tsx'
import { Icon } from './icon.tsx'

const dated = (day: string | null | undefined) => (day ? parseDate(day) : day === null ? null : undefined)

/** The field itself. */
export default function DatePickerField({ label, hint, bare, className = '', day, defaultDay, onDay, from, until, ...rest }: DateFieldProps) {
  return (
    <DatePicker
      {...rest}
      className={`field ${className}`}
      granularity="day"
      firstDayOfWeek="sun"
      shouldForceLeadingZeros
      value={dated(day)}
      defaultValue={dated(defaultDay)}
      minValue={dated(from)}
      maxValue={dated(until)}
      onChange={(value) => onDay?.(value?.toString() ?? null)}
    >
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Group className="input">
        <DateInput className="date-input">{(segment) => <DateSegment segment={segment} className="segment" />}</DateInput>
        <Button className="button quiet icon-only small">
          <Icon name="calendar" size={16} />
        </Button>
      </Group>
      <FieldEnd hint={hint} />
      <Popover className="popover" offset={4}>
        <Dialog>
          <Month />
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

function Month() {
  return (
    <Calendar className="calendar" firstDayOfWeek="sun">
      <header>
        <Button slot="previous" className="button quiet icon-only small">
          <Icon name="chevron-left" />
        </Button>
        <Heading level={2} />
        <Button slot="next" className="button quiet icon-only small">
          <Icon name="chevron-right" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">
        <CalendarGridHeader>{(weekday) => <CalendarHeaderCell>{weekday}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
