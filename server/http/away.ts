/** What a browser shows while the database cannot be reached, instead of an answer made for programs. It asks again by itself. */
import { away } from '../../words/away.ts'
import { directionOf, type Language, spoken } from '../../words/phrases.ts'
import { digestOf } from './document.ts'

const askAgainAfter = 3 // seconds
const style =
  'html{color-scheme:light dark;font:1rem/1.6 system-ui,sans-serif}body{display:grid;min-block-size:90vh;place-content:center;padding:1rem;text-align:center}h1{font-size:1.25rem;margin:0}'

export function awayPage(language: Language) {
  const words = spoken(away, language)
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${askAgainAfter}">
<title>${words.title}</title>
<style>${style}</style>
</head>
<body><h1>${words.title}</h1><p role="status">${words.hint}</p></body>
</html>`
  const policy = `default-src 'none'; style-src ${digestOf(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return { html, policy }
}
