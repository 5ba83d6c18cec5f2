/** The style of the API reference. */
export const STYLE = `
.layout { max-width: 80rem; margin: 0 auto; padding: 0 1rem; display: grid; gap: 0 2.5rem }
nav ul { list-style: none; margin: 0; padding: 0 } nav li ul { padding-left: .75rem; border-left: 1px solid var(--line) }
nav a { display: block; padding: .15rem .25rem; text-decoration: none; color: var(--text); font-size: .9rem }
nav a:hover { color: var(--link); text-decoration: underline } nav summary { cursor: pointer; font-weight: 600; padding: .5rem 0 }
nav li > a { font-weight: 600 } nav li li > a { font-weight: 400; color: var(--soft) }
nav { max-height: 45vh; overflow-y: auto; border-bottom: 1px solid var(--line) } main { min-width: 0; padding-bottom: 4rem }
@media (min-width: 60rem) { .layout { grid-template-columns: 16rem minmax(0, 1fr) }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; border: 0; padding: 1.5rem .5rem 2rem 0 } }
h2 { margin: 3rem 0 .5rem; font-size: 1.6rem } section section { border-top: 1px solid var(--line); padding: .5rem 0 1rem }
h3 { font-size: 1.15rem; margin: 1rem 0 .25rem } .path { overflow-wrap: anywhere }
.method { font: 700 .8rem/1 ui-monospace, monospace; border: 1px solid; border-radius: 4px; padding: .2em .45em; margin-right: .4em }
.get { color: var(--good) } .post, .patch, .put { color: var(--change) } .delete { color: var(--bad) }
.meta { color: var(--soft); font-size: .9rem } details { margin: .4rem 0 } summary { cursor: pointer; padding: .25rem 0 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .925rem }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 600 } td p { margin: 0 0 .3rem } td:first-child, td:nth-child(2) { overflow-wrap: anywhere; min-width: 7rem }
`;
