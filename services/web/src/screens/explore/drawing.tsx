import Graph from "graphology"
import { useEffect, useMemo, useRef } from "preact/hooks"
import Sigma from "sigma"
import { layerDashed, layerFill, layerPlain, pathLine } from "sigma/rendering"
import { sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering"
import { counted } from "../../words"
import type { Group } from "./groups"
import { FONT, giveNames, keepNaming } from "./names"
import { paint, type Look, type Palette } from "./paint"
import type { Placed } from "./places"
import { UNAIDED } from "./webgl"

type Props = {
  placed: Placed
  middle: string // what whoever is in the middle is called
  groups: Group[]
  look: Look
  palette: Palette
  looked: string // the id of whom the list is at
  onChoose: (id: string) => void
}

const MANY = 1500 // ties
const VERY_MANY = 5000
const PADDING = 40 // pixels around what is drawn
const NAME = 80 // pixels more for a name

/** The network drawn: drag to move, turn the wheel to come nearer, press somebody to choose them. */
export function Drawing({ placed, middle, groups, look, palette, looked, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<Sigma | null>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const { network } = placed
  const graph = useMemo(() => graphOf(placed), [placed])
  const dashed = [...network.ties.values()].some((tie) => tie.kind === "probable")

  const shown = useRef(network)
  shown.current = network
  const named = () => drawn.current && giveNames(drawn.current, shown.current)

  useEffect(() => {
    paint(graph, network, groups, look, palette)
    named()
  }, [graph, groups, look, palette])
  useEffect(() => {
    const sigma = begun(box.current!, graph, palette, dashed)
    sigma.on("clickNode", ({ node }) => choose.current(node))
    sigma.on("clickStage", () => choose.current(""))
    sigma.setCustomBBox(withNames(sigma.getBBox(), box.current!)) // who comes later moves nobody
    drawn.current = sigma
    const leave = keepNaming(sigma, () => shown.current)
    return () => {
      leave()
      sigma.kill()
      drawn.current = null
    }
  }, [palette, dashed])
  useEffect(() => {
    drawn.current?.setSettings(effort(graph)).setGraph(graph)
    named()
  }, [graph])
  useEffect(() => {
    const sigma = drawn.current
    if (!sigma?.getGraph().hasNode(looked)) return
    sigma.setNodeState(looked, { isHovered: true })
    return () => {
      if (drawn.current?.getGraph().hasNode(looked))
        drawn.current.setNodeState(looked, { isHovered: false })
    }
  }, [looked])

  const people = counted(network.people.length, "person", "people")
  const ties = counted(network.ties.size, "tie")
  return (
    <div class="drawing">
      <div
        class="canvas"
        role="img"
        aria-label={`Drawing of ${people} and ${ties} around ${middle}. The list says the same.`}
        ref={box}
      />
      <div class="zoom">
        <button
          data-again
          aria-label="Nearer"
          onClick={() => drawn.current?.getCamera().zoomIn(moving())}
        >
          +
        </button>
        <button
          data-again
          aria-label="Further"
          onClick={() => drawn.current?.getCamera().zoomOut(moving())}
        >
          −
        </button>
        <button onClick={() => drawn.current?.getCamera().reset(moving())}>Whole</button>
      </div>
    </div>
  )
}

type Extent = ReturnType<Sigma["getBBox"]>

/** Names stand to the right of people: room for that of whoever stands outermost. */
function withNames({ x: [left, right], y }: Extent, { clientWidth }: HTMLElement): Extent {
  const rest = clientWidth - 2 * PADDING - NAME
  return { x: [left, rest > 0 ? right + ((right - left) * NAME) / rest : right], y }
}

function moving() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 1 } : {}
}

function graphOf({ network, places }: Placed): Graph {
  const graph = new Graph({ type: "undirected" })
  for (const { id } of network.people) graph.addNode(id, { ...places.get(id)! })
  const ties = [...network.ties].sort(([, one], [, other]) => one.sure - other.sure)
  for (const [key, { from, to }] of ties) graph.addEdgeWithKey(key, from, to) // the surest on top
  return graph
}

/** Where no GPU helps, many ties rest while the drawing is moved; very many are drawn plainly. */
function effort(graph: Graph) {
  const plain = graph.size > VERY_MANY
  return {
    minEdgeThickness: plain ? 1 : 1.7, // pixels
    antialiasEdges: !(plain && UNAIDED),
    hideEdgesOnMove: graph.size > MANY && UNAIDED,
  }
}

function begun(box: HTMLElement, graph: Graph, palette: Palette, dashed: boolean): Sigma {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  return new Sigma(graph, box, {
    primitives: {
      nodes: {
        shapes: [sdfCircle(), sdfSquare(), sdfDiamond(), sdfTriangle()],
        layers: [layerFill()],
        variables: {},
        label: { font: { family: FONT.family } },
      },
      edges: {
        paths: [pathLine()],
        layers: [
          dashed
            ? layerDashed({
                dashSize: { value: 6, mode: "pixels" },
                gapSize: { attribute: "gap", default: 0, mode: "pixels" },
              })
            : layerPlain(),
        ],
        variables: { gap: { type: "number", default: 0 } },
      },
    },
    styles: {
      nodes: [
        {
          x: { attribute: "x" },
          y: { attribute: "y" },
          size: { attribute: "size" },
          color: { attribute: "color" },
          shape: { attribute: "shape" },
          label: { attribute: "label" },
          labelColor: palette.ink,
          labelSize: FONT.size,
          labelBackgroundColor: palette.paper,
          labelVisibility: {
            whenState: "isHovered",
            then: "visible",
            else: { attribute: "labels" },
          },
          depth: { whenData: "top", then: "topNodes", else: "nodes" },
          backdropVisibility: { whenState: "isHovered", then: "visible", else: "hidden" },
          backdropColor: palette.ground,
          backdropBorderColor: palette.ink,
          backdropBorderWidth: 2,
          backdropPadding: 4,
          cursor: "pointer",
        },
      ],
      edges: [
        {
          size: { attribute: "size" },
          color: { attribute: "color" },
          gap: { attribute: "gap" },
          depth: { whenData: "top", then: "topEdges", else: "edges" },
        },
      ],
    },
    settings: {
      itemSizesReference: "screen",
      labelRenderedSizeThreshold: 0,
      enableCameraRotation: false,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      stagePadding: PADDING,
      ...effort(graph),
      ...(still ? { inertiaDuration: 0, zoomDuration: 0 } : {}),
    },
  }) as unknown as Sigma
}
