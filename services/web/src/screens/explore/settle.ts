/** A worker that lets people settle: ForceAtlas2 (Jacomy et al., PLoS ONE 2014), the same each time. */
import Graph from "graphology"
import forceAtlas2 from "graphology-layout-forceatlas2"

export type Unsettled = {
  places: Float64Array // x and y of each person
  fixed: Uint8Array // 1 for who stays
  ties: Uint32Array // two people, by their numbers, of each tie
  pull: Float64Array // of each tie
}

const WORK = 1_000_000 // people and ties moved in all, so that it is soon over
const ROUNDS = { least: 30, most: 400 }

addEventListener("message", ({ data }: MessageEvent<Unsettled>) => postMessage(settled(data)))

function settled({ places, fixed, ties, pull }: Unsettled): Float64Array {
  const graph = new Graph({ type: "undirected" })
  fixed.forEach((stays, number) =>
    graph.addNode(number, {
      x: places[2 * number],
      y: places[2 * number + 1],
      fixed: stays === 1,
    }),
  )
  pull.forEach((weight, number) =>
    graph.addEdge(ties[2 * number], ties[2 * number + 1], { weight }),
  )
  const rounds = Math.round(WORK / (graph.order + graph.size))
  forceAtlas2.assign(graph, {
    iterations: Math.min(ROUNDS.most, Math.max(ROUNDS.least, rounds)),
    settings: {
      ...forceAtlas2.inferSettings(graph.order),
      barnesHutOptimize: graph.order > 500,
      barnesHutTheta: 1,
      gravity: 0.1,
    },
  })
  const found = new Float64Array(2 * graph.order)
  graph.forEachNode((number, { x, y }) => found.set([x, y], 2 * Number(number)))
  return found
}
