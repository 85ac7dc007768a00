// shelf.mjs - where a reader's texts are kept: in the browser's own storage, each under its
// name, as { text, solved, before }. All is written at every change, so closing a page loses nothing.
const PLACE = 'deep-learning-in-c/'

export class Shelf {
    // box: the browser's localStorage, or what is like it.
    constructor(open) {
        try { this.box = open(); this.box.getItem(PLACE) } catch { this.box = null }
    }

    get(name) {
        try { return JSON.parse(this.box.getItem(PLACE + name)) ?? {} } catch { return {} }
    }

    // Returns null if it is kept, or why it is not, in English and Chinese.
    put(name, changes) {
        if (!this.box) return ['This browser keeps nothing for this page (a private window, or its settings).', '这个浏览器不替这个页面保存东西（无痕窗口，或者是它的设置）。']
        try { this.box.setItem(PLACE + name, JSON.stringify({ ...this.get(name), ...changes })); return null } catch {
            return ['The storage of this browser is full.', '这个浏览器的存储空间满了。']
        }
    }

    // Names of what is kept, such as ch03/softmax.
    names() {
        try { return Object.keys(this.box).filter(k => k.startsWith(PLACE)).map(k => k.slice(PLACE.length)) } catch { return [] }
    }
}

// Tells when another tab has written: each tab that shows the same text follows.
export function onOthers(name, act) {
    addEventListener('storage', e => { if (e.key === PLACE + name || e.key === null) act() })
    addEventListener('pageshow', act) // a page that slept heard nothing
    document.addEventListener('visibilitychange', () => { if (!document.hidden) act() })
}
