/** The telco churn set as columns, read from the data folder. */
import { parse } from 'csv-parse/sync'
import { categories, type Features, numbers } from '../analytics/churn/features.ts'
import { testData } from './test-data.ts'

/** Columns in the order of the file, a blank TotalCharges as 0 (its customers are new), and who left. */
export function telco(): { features: Features; answers: Uint8Array } {
  const rows = parse(testData('telco_churn/Telco-Customer-Churn.csv') as Buffer, { columns: true }) as Record<string, string>[]
  const numeric = ['SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges']
  const names = Object.keys(rows[0]!).filter((name) => name !== 'customerID' && name !== 'Churn')
  const features = names.map((name) => {
    const values = rows.map((row) => row[name]!)
    return numeric.includes(name) ? numbers(name, values.map(Number)) : categories(name, values)
  })
  return { features, answers: Uint8Array.from(rows, (row) => (row.Churn === 'Yes' ? 1 : 0)) }
}
