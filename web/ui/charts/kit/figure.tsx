/** What stands around every chart of a page: its title, the table behind it, and taking it along as a picture or as a table. */
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../../words.tsx'
import { IconButton } from '../../button.tsx'
import { Menu } from '../../menu.tsx'
import { csvText, save, svgText } from './export.ts'
import './kit.css'

export type Cell = { text: string; raw: string | number }
/** The first column names the row. */
export type Table = { columns: readonly string[]; rows: readonly (readonly Cell[])[] }

export type FigureProps = {
  title: string
  /** One sentence that says how to read it. */
  note?: ReactNode
  height?: number
  /** Across the whole page. */
  wide?: boolean
}
type Props = FigureProps & { table: Table; legend?: ReactNode; children: (width: number) => ReactNode }

const usualWidth = 640

export function Figure({ title, note, wide, table, legend, children }: Props) {
  const words = useWords('charts')
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const [place, width] = useWidth()
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-')
  const takePicture = () => {
    const svg = place.current?.querySelector('svg')
    if (svg) save(`${name}.svg`, 'image/svg+xml', svgText(svg))
  }
  const takeTable = () => save(`${name}.csv`, 'text/csv;charset=utf-8', csvText([table.columns, ...table.rows.map((row) => row.map(({ raw }) => raw))]))
  return (
    <figure className={`card figure ${wide ? 'whole' : ''}`} aria-labelledby={id}>
      <div className="figure-head">
        <div className="grow">
          <h2 id={id}>{title}</h2>
          {note && <p className="muted small">{note}</p>}
        </div>
        <IconButton small icon={asTable ? 'chart-line' : 'columns-3'} label={asTable ? words.asChart : words.asTable} onPress={() => setAsTable(!asTable)} />
        <Menu
          label={words.take}
          trigger={<IconButton small icon="download" label={words.take} />}
          entries={[...(asTable ? [] : [{ id: 'svg', label: words.svg, run: takePicture }]), { id: 'csv', label: words.csv, run: takeTable }]}
        />
      </div>
      {!asTable && legend}
      <div ref={place} className="figure-body">
        {asTable ? null : width > 0 && children(width)}
      </div>
      <div className={asTable ? 'figure-table' : 'hidden-text'}>
        <Rows title={title} table={table} />
      </div>
    </figure>
  )
}

const Rows = ({ title, table: { columns, rows } }: { title: string; table: Table }) => (
  <table className="table">
    <caption className="hidden-text">{title}</caption>
    <thead>
      <tr>
        {columns.map((column, place) => (
          <th key={column} scope="col" className={place === 0 ? '' : 'number'}>
            <bdi>{column}</bdi>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others]) => (
        <tr key={[first, ...others].map((value) => value?.text).join(' ')}>
          <th scope="row">
            <bdi>{first?.text}</bdi>
          </th>
          {others.map((value, column) => (
            <td key={columns[column + 1]} className="number">
              <bdi>{value.text}</bdi>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    setWidth(Math.round(element.clientWidth) || usualWidth)
    const watch = new ResizeObserver(() => setWidth(Math.round(element.clientWidth) || usualWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [place, width]
}

/** The names of several series, each with its line. */
export const Legend = ({ names }: { names: readonly { name: string; look: string }[] }) => (
  <ul className="figure-legend">
    {names.map(({ name, look }) => (
      <li key={name}>
        <svg width="20" height="8" aria-hidden="true">
          <line className={`line ${look}`} x1="1" x2="19" y1="4" y2="4" />
        </svg>
        <bdi>{name}</bdi>
      </li>
    ))}
  </ul>
)
