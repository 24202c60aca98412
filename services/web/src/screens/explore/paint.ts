/** How the network looks: colours by day and by night, each 3:1 beside the ground or more. */
import type Graph from "graphology"
import { SHAPES, type Group } from "./groups"
import { keyOf, type Network, type Tie } from "./network"

export type Palette = {
  ground: string
  paper: string
  ink: string
  rest: string // who is in no group
  faded: string
  middle: string
  trail: string
  groups: readonly string[]
  ties: { hardly: string; known: string; well: string; faded: string; probable: string }
  crowd: string // of who know each other, where there are very many
}

// Apart for most eyes that see fewer colours (after Okabe and Ito, 2008); shapes tell the rest.
export const DAY: Palette = {
  ground: "#ffffff",
  paper: "#ffffffb3",
  ink: "#1c1f21",
  rest: "#767c82",
  faded: "#d9dbdc",
  middle: "#1c1f21",
  trail: "#0f766e",
  groups: ["#0072b2", "#b34700", "#00795c", "#9b3fa8", "#8a6d00", "#c2185b", "#3f51b5", "#7a4b2a"],
  ties: {
    hardly: "#eceeee",
    known: "#b9c2c4",
    well: "#84979b",
    faded: "#f3f4f4",
    probable: "#8a6d00",
  },
  crowd: "#dde3e4",
}
export const NIGHT: Palette = {
  ground: "#1e2124",
  paper: "#1e2124b3",
  ink: "#e9ebec",
  rest: "#8d959c",
  faded: "#43494e",
  middle: "#ffffff",
  trail: "#4fd1c0",
  groups: ["#56b4e9", "#f0a050", "#35c79b", "#d58fe8", "#d9d04a", "#ff8fb5", "#9fb4ff", "#d2a679"],
  ties: {
    hardly: "#2b2f33",
    known: "#4d565c",
    well: "#7a878d",
    faded: "#24282b",
    probable: "#d9d04a",
  },
  crowd: "#343a3f",
}

const CROWD = 5000 // ties

/** The colours of ties: paler where there are very many, so that people stay in sight. */
export function tieColours(palette: Palette, network: Network): Palette["ties"] {
  const { ties, crowd } = palette
  return network.ties.size > CROWD ? { ...ties, known: crowd, well: ties.known } : ties
}

/** What is looked at; the rest fades, unless nothing is. */
export type Look = {
  lit: ReadonlySet<string> | null // ids of people
  trail: readonly string[] // ids, along ties that stand out
  chosen: string
}

/** Colours, sizes and names of all that *graph* has of *network*. */
export function paint(
  graph: Graph,
  network: Network,
  groups: Group[],
  look: Look,
  palette: Palette,
) {
  const group = new Map(groups.flatMap((one) => one.members.map((id) => [id, one] as const)))
  const many = network.people.length > 600
  const trail = new Set(look.trail)
  const ties = tieColours(palette, network)
  const steps = new Set(look.trail.slice(1).map((id, number) => keyOf(look.trail[number]!, id)))

  graph.updateEachNodeAttributes((id, before) => {
    const one = network.person.get(id)!
    const of = group.get(id)
    const stands = one === network.middle || trail.has(id) || id === look.chosen
    const faded = look.lit !== null && !look.lit.has(id) && !stands
    return {
      ...before,
      label: faded ? "" : one.name,
      labels: stands ? "visible" : "hidden", // until names are given
      color: faded
        ? palette.faded
        : one === network.middle
          ? palette.middle
          : of
            ? palette.groups[of.look]
            : palette.rest,
      shape: of ? SHAPES[of.look % SHAPES.length] : "circle",
      size: sizeOf(one.depth, many) + (id === look.chosen ? 4 : 0),
      top: stands,
    }
  })
  graph.updateEachEdgeAttributes((key, before, from, to) => {
    const tie = network.ties.get(key)!
    const step = steps.has(key)
    const theirs = from === look.chosen || to === look.chosen
    const faded = look.lit !== null && (look.chosen ? !theirs : !bothIn(look.lit, from, to))
    return {
      ...before,
      color: step ? palette.trail : faded ? ties.faded : colourOf(tie, ties, theirs),
      size: step ? 4 : tie.open ? 1.2 + 2.3 * tie.sure : 0.7,
      gap: tie.kind === "probable" ? 5 : 0,
      top: step || theirs,
    }
  })
}

function bothIn(lit: ReadonlySet<string>, one: string, other: string): boolean {
  return lit.has(one) && lit.has(other)
}

function sizeOf(depth: number, many: boolean): number {
  const size = [13, 8, 6][depth] ?? 5
  return many && depth > 0 ? size / 2 : size
}

function colourOf(tie: Tie, ties: Palette["ties"], looked: boolean): string {
  if (tie.kind === "probable") return ties.probable
  if (!tie.open) return looked ? ties.known : ties.hardly
  return tie.sure >= 0.5 ? ties.well : ties.known
}
