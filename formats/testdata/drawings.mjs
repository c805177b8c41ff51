// What Mermaid and Graphviz find in the drawings of a folder.
import fs from 'node:fs'
import { JSDOM } from 'jsdom'
import { Graphviz } from '@hpcc-js/wasm-graphviz'

const { window } = new JSDOM('')
Object.assign(globalThis, { window, document: window.document }) // Mermaid cleans labels with them
const mermaid = (await import('mermaid')).default
mermaid.initialize({ startOnLoad: false })
const folder = process.argv[2]

// shown is a label as a page shows it: Mermaid keeps "#35;" as marks until it draws.
function shown(text) {
  const area = document.createElement('textarea')
  area.innerHTML = text.replaceAll('ﬂ°°', '&#').replaceAll('ﬂ°', '&').replaceAll('¶ß', ';')
  return area.value
}

const { db } = await mermaid.mermaidAPI.getDiagramFromText(fs.readFileSync(folder + '/mermaid', 'utf8'))
const nodes = [...db.getVertices().values()]
const named = Object.fromEntries(nodes.map(n => [n.id, shown(n.text)]))
const mermaidFound = {
  nodes: nodes.map(n => shown(n.text)),
  edges: db.getEdges().map(e => [named[e.start], shown(e.text), named[e.end], e.stroke === 'dotted' ? 'dashed' : '', e.type === 'arrow_open' ? 'none' : '']),
}

// Graphviz tells what is tied to what in its JSON, and the texts that it draws in its SVG.
const graphviz = await Graphviz.load()
const source = fs.readFileSync(folder + '/dot', 'utf8')
const dot = JSON.parse(graphviz.layout(source, 'json', 'dot'))
const svg = new window.DOMParser().parseFromString(graphviz.layout(source, 'svg', 'dot'), 'image/svg+xml')
const spaced = text => text.replaceAll('\u00a0', ' ') // it draws spaces that follow each other as these
const texts = {}, tips = {}
for (const g of svg.querySelectorAll('g.node, g.edge')) {
  const title = spaced(g.querySelector('title').textContent)
  texts[title] = [...g.querySelectorAll('text')].map(e => spaced(e.textContent)).join('\n')
  tips[title] = spaced(g.querySelector('a').getAttribute('xlink:title'))
}
const ids = Object.fromEntries(dot.objects.map(o => [o._gvid, spaced(shown(o.name))]))
const ends = dot.edges.map(e => [ids[e.tail], `${ids[e.tail]}->${ids[e.head]}`, ids[e.head]])
const dotFound = {
  nodes: dot.objects.map(o => texts[ids[o._gvid]]),
  edges: dot.edges.map((e, i) => [...ends[i].map(title => texts[title]), e.style ?? '', e.dir ?? '']),
  tips: ends.map(([, title]) => tips[title]),
}

console.log(JSON.stringify({ mermaid: mermaidFound, dot: dotFound }))
