import { type KeyboardEvent, useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { Product } from '../../../contract/orders.ts'
import { call } from '../../api/client.ts'
import { useFields, useShapes } from '../../api/fields.ts'
import { sendOrKeep } from '../../api/parcels.ts'
import { refresh, refreshFile } from '../../api/query.ts'
import { useSession } from '../../api/session.ts'
import { useKept } from '../../kept.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { FoldFields, UnfoldedFields } from '../../ui/folded-fields.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { refusalOf } from '../../ui/refusal.ts'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Money, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { amountOf, type Basket, emptyBasket, lackOf, parcelOf, totalOf, withLine, withoutLine, withProduct } from './basket.ts'
import './order-entry.css'

type Props = { customer: { id: string; currency: string }; onSaved?: () => void; autoFocus: boolean }

/** Takes an order: find a product, Enter, its quantity, Enter, the next one; Ctrl+Enter saves. */
export default function OrderEntry({ customer, onSaved, autoFocus }: Props) {
  const words = useWords('orders')
  const { keptHere } = useWords('interactions')
  const userId = useSession().user.id
  const [basket, setBasket] = useKept<Basket>(`order:${userId}:${customer.id}`, emptyBasket)
  const [lack, setLack] = useState<ReturnType<typeof lackOf>>()
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const [searches, setSearches] = useState(0)
  const [added, setAdded] = useState<string>()
  const own = useWords('custom')
  const faultWords = useWords('problems').field
  const fields = useShapes(useFields('order'))
  const [unfoldedIn, setUnfoldedIn] = useState<string>()
  const { custom = {} } = basket
  const refused = fault === undefined ? [] : Object.entries(refusalOf(fault).fields ?? {}).filter(([name]) => name.startsWith('custom.'))
  const unfolded = fields.length > 0 && (unfoldedIn === basket.id || refused.length > 0)
  const found = useRef(new Map<string, Product>())
  const form = useRef<HTMLFormElement>(null)

  const find = async (text: string, signal: AbortSignal) => {
    const { items } = await call('GET /products', { query: { search: text, active: 'true', limit: 20 } }, { signal })
    for (const product of items) found.current.set(product.id, product)
    return items.map(({ id, name, sku, unitPriceMinor, currency }) => ({
      id,
      label: name,
      hint: (
        <>
          <bdi dir="ltr">{sku}</bdi>
          {unitPriceMinor !== null && ' · '}
          {unitPriceMinor !== null && <Money minor={unitPriceMinor} currency={currency ?? customer.currency} />}
        </>
      ),
    }))
  }
  const focus = (selector: string) =>
    requestAnimationFrame(() => {
      const field = form.current?.querySelector<HTMLInputElement>(selector)
      field?.focus()
    })
  const add = (id: string | null) => {
    const product = id === null ? undefined : found.current.get(id)
    if (!product) return
    setLack(undefined)
    setBasket(withProduct(basket, product, customer.currency))
    setSearches(searches + 1)
    setAdded(product.id)
    requestAnimationFrame(() => focus(`[data-line="${product.id}"] input`))
  }

  const save = async () => {
    const missing = lackOf(basket)
    setLack(missing)
    setFault(undefined)
    if (missing || saving) return
    setSaving(true)
    try {
      const done = await sendOrKeep(parcelOf(basket, { userId, customerId: customer.id, now: new Date().toISOString() }))
      toast(done === 'sent' ? { text: basket.kind === 'return' ? words.returned : words.taken, tone: 'good' } : { text: keptHere })
      setBasket(emptyBasket())
      onSaved?.()
      focus('.order-find input')
    } catch (error) {
      setFault(error)
    } finally {
      setSaving(false)
      void refreshFile(customer.id)
      void refresh('GET /orders')
    }
  }
  // Caught on its way down: a number field keeps its keys to itself, and Enter in it would send the whole form.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.altKey && event.code === 'KeyO' && fields.length > 0) {
      event.preventDefault()
      setUnfoldedIn(unfolded ? undefined : basket.id)
    }
    if (event.code !== 'Enter') return
    const field = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      event.stopPropagation()
      field.blur() // a number counts when its field is left
      requestAnimationFrame(() => form.current?.requestSubmit())
    } else if (field instanceof HTMLInputElement && field.closest('[data-line]')) {
      event.preventDefault()
      event.stopPropagation()
      focus('.order-find input')
    }
  }

  return (
    <Form
      ref={form}
      validationBehavior="aria"
      validationErrors={Object.fromEntries(refused.map(([name, code]) => [name, faultWords[code]]))}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="order-entry" onKeyDownCapture={onKeyDownCapture}>
        <div className="row wrap">
          <RadioGroup
            segmented
            bare
            label={words.kindLabel}
            value={basket.kind}
            onChange={(kind) => setBasket({ ...basket, kind })}
            options={[
              { id: 'order', label: words.kind.order, icon: 'shopping-cart' },
              { id: 'return', label: words.kind.return, icon: 'undo-2' },
            ]}
          />
          <ComboBox
            key={searches}
            bare
            label={words.findProduct}
            placeholder={words.findProduct}
            icon="search"
            className="order-find grow"
            find={find}
            value={null}
            onChange={add}
            autoFocus={autoFocus && searches === 0}
          />
        </div>
        {basket.lines.length > 0 && (
          <ul className="order-lines" aria-label={words.lines}>
            {basket.lines.map((line) => (
              <li key={line.productId} data-line={line.productId}>
                <span className="order-product">
                  <Written>{line.name}</Written>{' '}
                  <bdi dir="ltr" className="faint small">
                    {line.sku}
                  </bdi>
                </span>
                <NumberField
                  bare
                  label={words.quantityOf(line.name)}
                  minValue={0.001}
                  autoFocus={line.productId === added} // the field itself may still be on its way when the line appears
                  onFocus={(event) => (event.target as HTMLInputElement).select?.()}
                  formatOptions={{ maximumFractionDigits: 3 }}
                  value={line.quantity}
                  onChange={(quantity) => setBasket(withLine(basket, line.productId, { quantity: Number.isNaN(quantity) ? 1 : quantity }))}
                />
                <MoneyField
                  bare
                  label={words.priceOf(line.name)}
                  currency={customer.currency}
                  minValue={0}
                  minor={line.unitPriceMinor}
                  isInvalid={lack === 'price' && line.unitPriceMinor === null}
                  onMinor={(unitPriceMinor) => setBasket(withLine(basket, line.productId, { unitPriceMinor }))}
                />
                <span className="order-amount">
                  <Money minor={amountOf(line)} currency={customer.currency} />
                </span>
                <IconButton small icon="x" label={words.removeLine(line.name)} onPress={() => setBasket(withoutLine(basket, line.productId))} />
              </li>
            ))}
          </ul>
        )}
        <TextField bare label={words.note} placeholder={words.note} value={basket.note} onChange={(note) => setBasket({ ...basket, note })} />
        {unfolded && <UnfoldedFields fields={fields} filled={custom} onFill={(filled) => setBasket({ ...basket, custom: filled })} none={own.none} />}
        <div className="composer-end">
          <span className="order-total" aria-live="polite">
            {words.total}{' '}
            <strong>
              <Money minor={totalOf(basket)} currency={customer.currency} />
            </strong>
          </span>
          <span className="grow">
            {lack && (
              <p className="fault" role="alert">
                <Icon name="circle-alert" />
                {lack === 'lines' ? words.noLines : words.noPrice}
              </p>
            )}
            {fault !== undefined && <ProblemText of={fault} />}
          </span>
          {fields.length > 0 && (
            <FoldFields label={own.more} keys="alt+o" filled={custom} open={unfolded} onPress={() => setUnfoldedIn(unfolded ? undefined : basket.id)} />
          )}
          <span className="only-wide">
            <Kbd keys="mod+enter" />
          </span>
          <Button onPress={() => form.current?.requestSubmit()} look={basket.lines.length > 0 ? 'filled' : 'soft'} isPending={saving}>
            {basket.kind === 'return' ? words.saveReturn : words.saveOrder}
          </Button>
        </div>
      </div>
    </Form>
  )
}
