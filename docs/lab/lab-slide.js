// lab-slide.js - a filter moves over an image of 4 x 4, one place a click. Where the page
// asks for it (data-rows), the same click writes a row of the matrix of patches.
'use strict'

LAB.parts.slide = (c, root) => {
    const SIDE = 4, FILTER = 3
    const IMAGE = [1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1], WEIGHTS = [2, 0, 1, 0, 1, 2, 1, 0, 2]
    const find = selector => root.querySelector(selector), says = find('.status')
    const stride = find('[name=stride]'), pad = find('[name=pad]'), next = find('[data-do=next]')
    let slide = 0, places = 0, across = 0, sums = [], patches = [], at = 0, known = 0

    // A <div> of cells, so many side by side; kind(i) is the class of a cell.
    function cells(name, numbers, width, kind, tag = 'i') {
        const grid = find(`[data-shows=${name}]`)
        grid.style.setProperty('--across', width)
        grid.innerHTML = numbers.map((v, i) => `<${tag}${tag === 'button' ? ` type="button" value="${i}" aria-label="${LAB.say(`${v}, place ${i + 1}`, `${v}，第 ${i + 1} 处`)}"` : ''} class="${kind(i)}">${v}</${tag}>`).join('')
    }
    function draw() {
        const P = +pad.value, S = +stride.value, wide = SIDE + 2 * P, row = Math.floor(at / across) * S, column = at % across * S
        const image = Array.from({ length: wide * wide }, (_, i) => {
            const y = Math.floor(i / wide) - P, x = i % wide - P
            return y < 0 || x < 0 || y >= SIDE || x >= SIDE ? 0 : IMAGE[y * SIDE + x]
        })
        const inside = (y, x) => y >= row && y < row + FILTER && x >= column && x < column + FILTER
        const rim = (y, x) => y < P || x < P || y >= SIDE + P || x >= SIDE + P
        cells('image', image, wide, i => [inside(Math.floor(i / wide), i % wide) ? 'under' : '', rim(Math.floor(i / wide), i % wide) ? 'rim' : ''].join(' '))
        cells('filter', WEIGHTS, FILTER, () => 'under')
        cells('sums', sums.map((v, i) => i <= known ? v : '?'), across, i => i === at ? 'under' : '', 'button')
        if (root.dataset.rows !== undefined) {
            find('.lab-rows').hidden = false
            cells('rows', [...patches.slice(0, 9 * (known + 1))], 9, i => Math.floor(i / 9) === at ? 'under' : '')
        }
        const seen = patches.slice(9 * at, 9 * at + 9)
        says.textContent = LAB.say(`Place ${at + 1} of ${places}, row ${Math.floor(at / across)}, column ${at % across}: `,
            `第 ${at + 1} 处，共 ${places} 处；第 ${Math.floor(at / across)} 行第 ${at % across} 列：`) + `${seen.map((v, i) => `${v}·${WEIGHTS[i]}`).join(' + ')} = ${sums[at]}`
        next.disabled = at === places - 1
    }
    function go(to) {
        at = to
        known = Math.max(known, at)
        draw()
    }
    function start() {
        if (slide) c.slide_free(slide)
        slide = c.slide_new(SIDE, +stride.value, +pad.value)
        c.floats(c.slide_image(slide), 16).set(IMAGE)
        c.floats(c.slide_filter(slide), 9).set(WEIGHTS)
        places = c.slide_places(slide)
        across = Math.sqrt(places)
        patches = [...c.floats(c.slide_patches(slide), 9 * places)]
        sums = [...c.floats(c.slide_sums(slide), places)]
        known = 0
        go(0)
    }
    next.addEventListener('click', () => go(at + 1))
    find('[data-do=back]').addEventListener('click', start)
    find('[data-shows=sums]').addEventListener('click', e => {
        const to = e.target.closest('button')?.value
        if (to === undefined) return
        go(+to)
        find(`[data-shows=sums] [value="${to}"]`).focus()
    })
    root.addEventListener('change', start)
    start()
}
