// shot.mjs - a picture of a page of the site, to look at.
//
//   node shot.mjs PICTURE.png PAGE.html WIDTH HEIGHT [dark] [full] ['script']
//
// PAGE.html may be an address of make serve. full: as high as the page is. A script runs before the picture is taken.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openPage } from './browser.mjs'

const [picture, file, width, height, ...words] = process.argv.slice(2)
const script = words.find(w => w !== 'dark' && w !== 'full')
const page = await openPage()
await page.size(+width, +height)
if (words.includes('dark'))
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] })
const [path, anchor] = file.split('#')
await page.goto(/^http:/.test(file) ? file : `file://${resolve(path)}${anchor ? `#${anchor}` : ''}`)
if (script) await page.evaluate(script)
if (words.includes('full'))
    await page.size(+width, Math.min(8000, await page.evaluate('document.documentElement.scrollHeight')))
await new Promise(done => setTimeout(done, 300))
const { data } = await page.send('Page.captureScreenshot', { format: 'png' })
writeFileSync(picture, Buffer.from(data, 'base64'))
await page.close()
