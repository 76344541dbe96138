/** One document: painted before any script runs, with everything its page will ask for already on its way. */
import { createHash, randomBytes } from 'node:crypto'
import type { Language, PageNeeds, Screens } from './screens.ts'

type Told = { page: PageNeeds | undefined; language: Language; theme: 'system' | 'light' | 'dark'; answers: readonly object[]; inside: boolean }

/**
 * Starts the screens once the shell has been painted: what runs before that only delays it. A page opened in the
 * background is never painted and starts at once.
 */
const start = (entry: string) => `{const go=()=>import('/${entry}');document.hidden?go():requestAnimationFrame(()=>setTimeout(go))}`

/** React Aria looks for a sheet of this name before it adds one with the rule that `base.css` has too: a sheet that comes later has the browser lay out everything again. */
const reactAria = 'react-aria-pressable-style'

export const digestOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const names = { he: 'קשר', en: 'Kesher' }

export function documentOf(screens: Screens, { page, language, theme, answers, inside }: Told) {
  const nonce = randomBytes(16).toString('base64')
  const sheets = page?.css ?? []
  const style = [screens.css, ...sheets.map((sheet) => String(screens.files.get(`/${sheet}`)?.plain ?? ''))].join('')
  const scripts = [screens.entry, ...screens.js, ...(page?.js ?? []), ...(page?.words[language] ?? [])]
  // As modules, because a browser that fetches them as mere scripts parses them aside as such, throws that away, and parses them again on the way.
  const modules = scripts.map((script) => `<link rel="modulepreload" href="/${script}">`)
  // Hebrew screens show digits and Latin letters too, so that both subsets are wanted; English ones only their own.
  const fonts = language === 'he' ? [screens.fonts.he, screens.fonts.en] : [screens.fonts.en]
  const html = `<!doctype html>
<html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>${names[language]}</title>
<meta property="csp-nonce" nonce="${nonce}">
${fonts.map((font) => `<link rel="preload" href="/${font}" as="font" type="font/woff2" crossorigin>`).join('')}
${modules.join('')}
<style id="${reactAria}">${style}</style>
${[...screens.sheets, ...sheets].map((sheet) => `<link rel="stylesheet" href="/${sheet}" disabled>`).join('')}
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f8f8fb"><meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0d0e14">
<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="apple-touch-icon" href="/icon-maskable-512.png"><link rel="manifest" href="/manifest.webmanifest">
</head>
<body>
<div id="root">${screens.paint[language][inside ? 'inside' : 'outside']}</div>
<script type="application/json" id="first-answer">${harmless(answers)}</script>
<script>${start(screens.entry)}</script>
</body>
</html>`
  return { html, policy: policyOf({ script: start(screens.entry), style, nonce }) }
}

/** JSON that no text in it can break out of. */
const harmless = (value: unknown) => JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * Only our own scripts and sheets, and those two that are written into the document. The nonce is for the one rule
 * that React Aria adds for touch.
 */
function policyOf({ script, style, nonce }: { script: string; style: string; nonce: string }) {
  return [
    "default-src 'none'",
    `script-src 'self' ${digestOf(script)}`,
    `style-src 'self' ${digestOf(style)} 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
