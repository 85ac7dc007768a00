// moved.mjs - pages that have moved: where they were, a page leads to where they are.
//
// docs/moved.txt names them, a line each: the source as it was called, and as it is
// called now. Links and bookmarks of readers stay good.
import { readFileSync } from 'node:fs'
import { sentence } from './html.mjs'
import { addressOf } from './pages.mjs'

export const moved = () => readFileSync('docs/moved.txt', 'utf8').trim().split('\n')
    .map(line => line.split(' ').map(addressOf))

// A script would keep the place in the page; without scripts the reader comes to its top.
export const leadTo = (address, title) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="canonical" href="${address}">
<script>location.replace('${address}' + location.hash)</script>
<meta http-equiv="refresh" content="0; url=${address}"></head>
<body><h1>${title}</h1><p>${sentence(`This page has moved: <a href="${address}">${title}</a>`)}</p></body></html>
`
