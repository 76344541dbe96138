import { useState } from 'react'
import type { Product } from '../../../contract/orders.ts'
import { call, Refused } from '../../api/client.ts'
import { queries } from '../../api/query.ts'
import { Switch } from '../../ui/choice.tsx'
import { Form, type Typed } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/number-field.tsx'
import { usePlace } from '../../ui/place.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** Adds a product, or changes the one given. */
export function ProductForm({ product, onDone }: { product?: Product; onDone: () => void }) {
  const words = useWords('orders')
  const { saved } = useWords('common')
  const place = usePlace()
  const [unitPriceMinor, setPrice] = useState(product?.unitPriceMinor ?? null)
  const [active, setActive] = useState(product?.active ?? true)
  const currency = product?.currency ?? place.currency
  const save = async ({ sku = '', name = '', category = '' }: Typed) => {
    const body = { sku, name, category, unitPriceMinor, active, currency: unitPriceMinor === null ? null : currency }
    await (product ? call('PATCH /products/:id', { params: { id: product.id }, body }) : call('POST /products', { body })).catch((error: unknown) => {
      // Only the sku can exist already, so the fault stands at it.
      if (error instanceof Refused && error.body.code === 'already-exists') throw new Refused({ code: 'invalid', status: 422, fields: { sku: 'taken' } })
      throw error
    })
    void queries.invalidateQueries({ queryKey: ['GET /products'] })
    toast({ text: product ? saved : words.productAdded, tone: 'good' })
    onDone()
  }
  return (
    <Form onSave={save} onCancel={onDone} className="product-form">
      <TextField autoFocus={!product} isRequired name="name" label={words.name} defaultValue={product?.name} maxLength={300} />
      <TextField isRequired ltr name="sku" label={words.sku} defaultValue={product?.sku} maxLength={100} />
      <TextField name="category" label={words.category} defaultValue={product?.category} maxLength={100} />
      <MoneyField label={words.unitPrice} currency={currency} minValue={0} minor={unitPriceMinor} onMinor={setPrice} />
      <Switch isSelected={active} onChange={setActive}>
        {words.active}
      </Switch>
    </Form>
  )
}
