// A plain page of sigma.js with its own settings, which the Explore screen is beside; with `?rest`
// ties are hidden while the drawing is moved.
import Graph from "graphology"
import Sigma from "sigma"

type Data = {
  width: number
  height: number
  people: { id: string; name: string; x: number; y: number }[]
  ties: { from: string; to: string }[]
}

const data = (await (await fetch("graph.json")).json()) as Data
const box = document.getElementById("box")!
box.style.width = `${data.width}px`
box.style.height = `${data.height}px`
const graph = new Graph({ type: "undirected" })
for (const { id, name, x, y } of data.people) graph.addNode(id, { x, y, label: name, size: 4 })
for (const { from, to } of data.ties) graph.addEdge(from, to)
new Sigma(graph, box, { settings: { hideEdgesOnMove: location.search === "?rest" } })
