/** Plural forms. Hebrew has a form of its own for two; English does not. */
const hebrew = new Intl.PluralRules('he')
const english = new Intl.PluralRules('en')
const hebrewNumber = new Intl.NumberFormat('he')
const englishNumber = new Intl.NumberFormat('en')

export function he(count: number, forms: { one: string; two: string; other: (count: string) => string }): string {
  const form = hebrew.select(count)
  return form === 'one' ? forms.one : form === 'two' ? forms.two : forms.other(hebrewNumber.format(count))
}

export function en(count: number, forms: { one: string; other: (count: string) => string }): string {
  return english.select(count) === 'one' ? forms.one : forms.other(englishNumber.format(count))
}
