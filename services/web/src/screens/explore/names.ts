/** Whose names are written: those who stand out, then the surest, while no name lies on another. */
import type Graph from "graphology"
import type Sigma from "sigma"
import type { Network } from "./network"

export const FONT = { family: "system-ui, sans-serif", size: 13 }

const ROOM = 14_000 // square pixels a name
const REST = 120 // milliseconds after the last move
const GAP = 5 // pixels between names, and between a name and its person

type Box = { left: number; right: number; top: number; bottom: number }

/** Writes names now, and again whenever the drawing has come to rest; the answer ends that. */
export function keepNaming(sigma: Sigma, network: () => Network): () => void {
  let timer = 0
  const later = () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => giveNames(sigma, network()), REST)
  }
  sigma.getCamera().on("updated", later)
  sigma.on("resize", later)
  return () => clearTimeout(timer)
}

/** Marks in the graph of *sigma* whose names are written. */
export function giveNames(sigma: Sigma, network: Network): void {
  const graph = sigma.getGraph()
  const named = namedIn(sigma, graph, network)
  graph.updateEachNodeAttributes(
    (id, before) => ({ ...before, labels: named.has(id) ? "visible" : "hidden" }),
    { attributes: ["labels"] },
  )
}

function namedIn(sigma: Sigma, graph: Graph, network: Network): ReadonlySet<string> {
  const named = new Set<string>()
  const boxes: Box[] = []
  const { width, height } = sigma.getDimensions()
  const most = (width * height) / ROOM
  const stands = (id: string): boolean => graph.getNodeAttribute(id, "top")
  const people = network.people.map(({ id }) => id).filter((id) => graph.hasNode(id))
  for (const id of [...people.filter(stands), ...people.filter((id) => !stands(id))]) {
    if (named.size >= most && !stands(id)) break
    const { x, y, size, label } = graph.getNodeAttributes(id)
    if (!label) continue
    const at = sigma.graphToViewport({ x, y })
    const box = {
      left: at.x - size,
      right: at.x + size + GAP + widthOf(label) + GAP,
      top: at.y - FONT.size / 2 - GAP,
      bottom: at.y + FONT.size / 2 + GAP,
    }
    const seen = box.left < width && box.right > 0 && box.top < height && box.bottom > 0
    if (!seen || (!stands(id) && boxes.some((other) => overlap(box, other)))) continue
    boxes.push(box)
    named.add(id)
  }
  return named
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  )
}

const pen = document.createElement("canvas").getContext("2d")!
pen.font = `${FONT.size}px ${FONT.family}`
const widths = new Map<string, number>()

function widthOf(name: string): number {
  if (!widths.has(name)) widths.set(name, pen.measureText(name).width)
  return widths.get(name)!
}
