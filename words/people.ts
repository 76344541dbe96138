import { phrases } from './phrases.ts'

/** Signing in, our people and teams. */
export const people = phrases({
  signIn: { he: 'כניסה', en: 'Sign in' },
  signOut: { he: 'יציאה', en: 'Sign out' },
  email: { he: 'דוא״ל', en: 'E-mail' },
  password: { he: 'סיסמה', en: 'Password' },
})
