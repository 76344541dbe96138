/** The shell as plain markup: what a person sees in the first tenth of a second, in the places where it will stay. */
import { type Language, spoken } from '../../words/phrases.ts'
import { shell } from '../../words/shell.ts'
import { navigation } from '../shell/navigation.ts'
import { spriteAddress } from './icon-sprite.ts'

export function firstPaint(language: Language) {
  const words = spoken(shell, language)
  const icon = (name: string, size: string) => `<svg class="icon ${size}" aria-hidden="true"><use href="${spriteAddress()}#${name}"/></svg>`
  // What not everybody has comes with the session.
  const places = navigation
    .filter(({ may }) => !may)
    .map(
      ({ name, to, icon: drawing, thumb, end }) =>
        `<a class="rail-place${thumb ? '' : ' only-wide'}${end ? ' at-end' : ''}" href="${to}">${icon(drawing, 'of-20')}<span>${words.places[name]}</span></a>`,
    )
  const inside = `<div class="frame"><nav class="rail" aria-label="${words.mainNavigation}"><span class="rail-logo">${logo}</span>${places.join('')}</nav><header class="top"><span class="button plain top-search">${icon('search', 'of-16')}<span class="grow clip">${words.searchOrGo}</span></span></header><main id="main"></main></div>`
  return { inside, outside: '<main class="doorstep"></main>' }
}

const logo =
  '<svg width="28" height="28" viewBox="0 0 32 32" fill="none" stroke-width="4" stroke-linecap="round" aria-hidden="true"><path class="logo-one" d="M17.5 10.5 13 6a5.7 5.7 0 0 0-8 8l5 5a5.7 5.7 0 0 0 8 0"/><path class="logo-two" d="M14.5 21.5 19 26a5.7 5.7 0 0 0 8-8l-5-5a5.7 5.7 0 0 0-8 0"/></svg>'
