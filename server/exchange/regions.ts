/** In which country's way a phone number of a row is written. */
import { getCountries } from 'libphonenumber-js/min'

const others = {
  'united states of america': 'US',
  'usa': 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'uk': 'GB',
  'great britain': 'GB',
  'england': 'GB',
  'ארה״ב': 'US',
  'ארה"ב': 'US',
  'אנגליה': 'GB',
}
let known: Map<string, string> | undefined

function regions() {
  if (known) return known
  known = new Map<string, string>(Object.entries(others))
  for (const language of ['en', 'he']) {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of getCountries()) known.set((names.of(code) ?? code).toLowerCase(), code)
  }
  for (const code of getCountries()) known.set(code.toLowerCase(), code)
  return known
}

/** The region of a country named in Hebrew or English or by its two letters, and `otherwise` where it is not named or not known. */
export const regionOf = (country: string, otherwise: string) => (country === '' ? otherwise : (regions().get(country.trim().toLowerCase()) ?? otherwise))
