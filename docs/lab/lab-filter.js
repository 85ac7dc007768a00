// lab-filter.js - a filter of the reader's own: nine weights, and what they make of a digit.
'use strict'

LAB.parts.filter = (c, root) => {
    const SIDE = 28, MAP = 26
    const find = selector => root.querySelector(selector), says = find('.status')
    const reader = c.reader_new(), slide = c.slide_new(SIDE, 1, 0)
    find('.weights').innerHTML = Array.from({ length: 9 }, (_, i) =>
        `<input type="number" min="-9" max="9" step="any" aria-label="${LAB.say(`weight of row ${Math.floor(i / 3)}, column ${i % 3}`, `第 ${Math.floor(i / 3)} 行第 ${i % 3} 列的权重`)}">`).join('')
    const weights = [...root.querySelectorAll('.weights input')]

    function look() {
        c.floats(c.slide_filter(slide), 9).set(weights.map(w => +w.value))
        const sums = Float32Array.from(c.floats(c.slide_sums(slide), MAP * MAP))
        LAB.paint(find('[data-shows=map]'), sums, 1, MAP)
        says.textContent = LAB.say(`The sums go from ${LAB.signed(Math.min(...sums), 2)} to ${LAB.signed(Math.max(...sums), 2)}.`,
            `总和从 ${LAB.signed(Math.min(...sums), 2)} 到 ${LAB.signed(Math.max(...sums), 2)}。`)
    }
    function choose(digit) {
        const pixels = Float32Array.from(c.bytes(c.reader_sample(reader, digit, 1000), SIDE * SIDE), v => v / 255)
        c.floats(c.slide_image(slide), SIDE * SIDE).set(pixels)
        LAB.paint(find('[data-shows=image]'), pixels, 1, SIDE, [0, 0, 0])
        for (const button of root.querySelectorAll('.samples button')) button.setAttribute('aria-pressed', +button.value === digit)
        look()
    }
    const begin = () => find('select').value.split(' ').forEach((v, i) => { weights[i].value = v })
    find('.samples').addEventListener('click', e => e.target.closest('button') && choose(+e.target.closest('button').value))
    find('.weights').addEventListener('input', e => e.target.validity.valid && look())
    find('select').addEventListener('change', () => { begin(); look() })
    begin()
    choose(7)
}
