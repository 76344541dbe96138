/**
 * With which letters of the other script a name may begin that begins with this one. Sources: the Academy of the Hebrew Language's rules for writing Hebrew in
 * Latin letters (2006), and for the letters those leave out, how foreign names are written in Hebrew (the commonest first letters of the training pairs).
 */
const beginnings = `
a אע
b ב
c כקצס
d ד
e אע
f פ
g ג
h הח
i איע
j יג
k כק
l ל
m מ
n נ
o אע
p פ
q ק
r ר
s סש
t טת
u אע
v ו
w ו
x ק
y י
z זצ
`
const counterparts = new Map<string, string[]>()
for (const [latin, hebrew] of beginnings
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])) {
  counterparts.set(latin, [...hebrew])
  for (const letter of hebrew) counterparts.set(letter, [...(counterparts.get(letter) ?? []), latin])
}

/** The letters of the other script for a normalised token that is an initial; none for any other token. */
export const initialsAcross = (token: string): readonly string[] => counterparts.get(token.replace(/'$/, '')) ?? []
