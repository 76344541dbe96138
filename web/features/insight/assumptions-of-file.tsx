/** What is assumed of this customer's purchases in place of what their past says. */
import { useState } from 'react'
import type { CustomerAssumptions, CustomerInsight } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { MoneyField, NumberField, ShareField } from '../../ui/number-field.tsx'
import { useWords } from '../../words.tsx'

const asFitted = { yearlyMinor: null, growthMinor: null, years: null, profitShare: null, walletShare: null, servingMinor: null, winningMinor: null }

type Props = { customerId: string; currency: string; loss: CustomerInsight['loss']; onDone: () => void }

export function AssumptionsOfFile({ customerId, currency, loss, onDone }: Props) {
  const words = useWords('insight')
  const [yearly, setYearly] = useState(loss.yearlyMinor)
  const [growth, setGrowth] = useState(loss.growthMinor)
  const params = { id: customerId }
  const [years, setYears] = useState(loss.years)
  const [profitShare, setProfitShare] = useState(loss.profitShare ?? 0)
  const [serving, setServing] = useState(loss.own?.servingMinor ?? null)
  const [winning, setWinning] = useState(loss.own?.winningMinor ?? null)
  const [wallet, setWallet] = useState(loss.own?.walletShare ?? Number.NaN)
  const assume = async (body: Partial<CustomerAssumptions>) => {
    remember('GET /customers/:id/insight', { params }, await call('PUT /customers/:id/insight/assumptions', { params, body }))
    onDone()
  }
  // What was left as it stood goes on being fitted.
  const save = () =>
    assume({
      yearlyMinor: yearly,
      growthMinor: growth,
      ...(years !== loss.years && { years }),
      ...(profitShare !== loss.profitShare && { profitShare }),
      walletShare: Number.isNaN(wallet) ? null : wallet,
      servingMinor: serving,
      winningMinor: winning,
    })
  return (
    <Form onSave={save} onCancel={onDone}>
      <MoneyField name="yearlyMinor" label={words.yearly} minor={yearly} onMinor={setYearly} currency={currency} minValue={0} />
      <MoneyField name="growthMinor" label={words.growth} minor={growth} onMinor={setGrowth} currency={currency} />
      <NumberField name="years" label={words.yearsAhead} value={years} onChange={setYears} minValue={1} maxValue={50} />
      <ShareField name="profitShare" label={words.profitShare} value={profitShare} onChange={setProfitShare} step={0.01} />
      <ShareField name="walletShare" label={words.walletShare} value={wallet} onChange={setWallet} minValue={0.01} step={0.05} />
      <MoneyField name="servingMinor" label={words.serving} minor={serving} onMinor={setServing} currency={currency} minValue={0} />
      <MoneyField name="winningMinor" label={words.winning} minor={winning} onMinor={setWinning} currency={currency} minValue={0} />
      {loss.own && (
        <Button small look="quiet" onPress={() => void assume(asFitted)}>
          {words.asFitted}
        </Button>
      )}
    </Form>
  )
}
