/** The hour somebody meant: `830`, `8:30` and `8.30` are half past eight, `9` is nine. What cannot be an hour stays as it was typed. */
export function hourOf(typed: string): string {
  const digits = typed.replace(/\D/g, '')
  const parts = /^\s*(\d{1,2})\s*[:.,]\s*(\d{1,2})\s*$/.exec(typed)
  const [hour, minute] = parts ? [parts[1]!, parts[2]!] : digits.length <= 2 ? [digits, '0'] : [digits.slice(0, -2), digits.slice(-2)]
  if (!/^\d{1,2}$/.test(hour) || Number(hour) > 23 || Number(minute) > 59) return typed
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
}
