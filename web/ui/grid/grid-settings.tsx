import { useWords } from '../../words.tsx'
import { IconButton } from '../button.tsx'
import { Checkbox, RadioGroup } from '../choice.tsx'
import { Popover } from '../popover.tsx'
import { Select } from '../select.tsx'
import { type Column, columnsText, type Direction, moved, type Sort } from './columns.ts'
import { setDensity, useDensity, useNarrow } from './density.ts'

type Props<Row> = {
  all: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  usual: readonly string[]
  /** What the link of the view says from now on. */
  onColumns(text: string | undefined): void
  sort: Sort
  onSort(sort: Sort): void
}

/** How a list looks: its sort, which columns in which order, how high its rows. */
export function GridSettings<Row>({ all, shown, usual, onColumns, sort, onSort }: Props<Row>) {
  const words = useWords('grid')
  const density = useDensity()
  const narrow = useNarrow()
  const keys = shown.map(({ key }) => key)
  const set = (next: readonly string[]) => onColumns(columnsText(next, usual))
  const hidden = all.filter(({ key }) => !keys.includes(key))
  return (
    <Popover label={words.columns} trigger={<IconButton icon="sliders-horizontal" label={words.settings} />} placement="bottom end">
      <div className="grid-settings">
        <Select
          label={words.sort}
          value={sort.by}
          options={all.flatMap(({ sort: by, header }) => (by ? [{ id: by, label: header }] : []))}
          onChange={(by) => onSort({ ...sort, by })}
        />
        <RadioGroup
          label={words.direction}
          segmented
          value={sort.direction}
          onChange={(direction: Direction) => onSort({ ...sort, direction })}
          options={[
            { id: 'ascending', label: words.ascending },
            { id: 'descending', label: words.descending },
          ]}
        />
        {!narrow && (
          <>
            <RadioGroup
              label={words.density}
              segmented
              value={density}
              onChange={setDensity}
              options={[
                { id: 'comfortable', label: words.comfortable },
                { id: 'compact', label: words.compact },
              ]}
            />
            <fieldset className="grid-columns">
              <legend className="label">{words.columns}</legend>
              {[...shown, ...hidden].map(({ key, header, fixed }) => {
                const place = keys.indexOf(key)
                return (
                  <div key={key} className="row">
                    <Checkbox
                      className="grow"
                      isSelected={place >= 0}
                      isDisabled={fixed}
                      onChange={(chosen) => set(chosen ? [...keys, key] : keys.filter((other) => other !== key))}
                    >
                      {header}
                    </Checkbox>
                    {place > 0 && !fixed && (
                      <>
                        <IconButton small icon="arrow-up" label={words.earlier(header)} isDisabled={place === 1} onPress={() => set(moved(keys, key, -1))} />
                        <IconButton
                          small
                          icon="arrow-down"
                          label={words.later(header)}
                          isDisabled={place === keys.length - 1}
                          onPress={() => set(moved(keys, key, 1))}
                        />
                      </>
                    )}
                  </div>
                )
              })}
            </fieldset>
          </>
        )}
      </div>
    </Popover>
  )
}
