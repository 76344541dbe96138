/** What a list is asked of the company's own fields, as a person reads it. */
import type { FieldSubject } from '../../../contract/custom-fields.ts'
import { customOf, customText } from '../../api/asked-fields.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { useSession } from '../../api/session.ts'
import { dayText, minorUnits, numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export type FieldFilter = { key: string; label: string; says: string /** What is asked without it. */; without: string | undefined }

export function useFieldFilters(subject: FieldSubject, custom: string | undefined): FieldFilter[] {
  const fields = useFields(subject)
  const names = useNames(fields)
  const language = useLanguage()
  const locale = useLocale()
  const words = useWords('custom')
  const { currency } = useSession().company
  const asked = customOf(custom)
  return asked.flatMap(([key, text]) => {
    const field = fields.find((each) => each.key === key)
    if (!field) return []
    const label = (part: string) => field.choices.find((choice) => choice.key === part)?.[language] ?? names.get(part) ?? part
    const end = (part: string) =>
      part === '' ? '' : field.type === 'date' ? dayText(locale, part) : numberText(locale, Number(part) / (field.type === 'money' ? minorUnits(currency) : 1))
    const says =
      text === ''
        ? words.isEmpty
        : field.type === 'yesNo'
          ? words[text === 'true' ? 'yes' : 'no']
          : ['number', 'money', 'date'].includes(field.type)
            ? text.split('..').map(end).join(' – ')
            : ['choice', 'choices', 'person'].includes(field.type)
              ? text.split(',').map(label).join(', ')
              : text
    return [{ key, label: field.label[language], says, without: customText(asked.filter(([other]) => other !== key)) }]
  })
}
