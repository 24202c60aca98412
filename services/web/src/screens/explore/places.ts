/** Where people stand in the drawing: around one middle, whoever has a place keeps it. */
import { useEffect, useRef, useState } from "preact/hooks"
import type { Network, Person } from "./network"
import type { Unsettled } from "./settle"

export type Place = { x: number; y: number }
export type Placed = { network: Network; places: ReadonlyMap<string, Place> }

const RING = 60 // between those who are one tie away and those who are two
const STEP = 25 // from somebody to whoever is new beside them
const FEW = 8 // who stand at once, and settle no more
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/** *network* with a place for everybody; null while the first are settling. */
export function usePlaces(network: Network | null): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null)
  const kept = useRef({ middle: "", places: new Map<string, Place>() })

  useEffect(() => {
    if (!network) return setPlaced(null)
    const middle = network.middle.id
    const known = kept.current.middle === middle ? kept.current.places : new Map<string, Place>()
    const keep = (places: Map<string, Place>) => {
      kept.current = { middle, places }
      setPlaced({ network, places })
    }
    const fresh = network.people.filter((one) => !known.has(one.id))
    if (known.size > 0 && fresh.length < FEW) return keep(beside(network, known))
    return settle(network, known, keep)
  }, [network])
  return placed
}

/** Hands over to the worker; what comes back has it leave off. */
function settle(
  network: Network,
  known: ReadonlyMap<string, Place>,
  then: (places: Map<string, Place>) => void,
): () => void {
  const worker = new Worker(new URL("./settle.ts", import.meta.url), { type: "module" })
  const begun = known.size ? beside(network, known) : inRings(network)
  const end = (found: ArrayLike<number> | null) => {
    worker.terminate()
    const places = new Map(known)
    network.people.forEach(({ id }, number) => {
      if (known.has(id)) return
      const at = found ? { x: found[2 * number]!, y: found[2 * number + 1]! } : begun.get(id)!
      places.set(id, at)
    })
    then(places)
  }
  worker.addEventListener("message", ({ data }: MessageEvent<Float64Array>) => end(data))
  worker.addEventListener("error", () => end(null)) // where they begin is a drawing, too
  worker.postMessage(unsettled(network, begun, known))
  return () => worker.terminate()
}

function unsettled(
  network: Network,
  begun: ReadonlyMap<string, Place>,
  known: ReadonlyMap<string, Place>,
): Unsettled {
  const number = new Map(network.people.map(({ id }, at) => [id, at]))
  const ties = [...network.ties.values()]
  return {
    places: Float64Array.from(
      network.people.flatMap(({ id }) => [begun.get(id)!.x, begun.get(id)!.y]),
    ),
    fixed: Uint8Array.from(network.people, (one) =>
      Number(one === network.middle || known.has(one.id)),
    ),
    ties: Uint32Array.from(ties.flatMap((tie) => [number.get(tie.from)!, number.get(tie.to)!])),
    pull: Float64Array.from(ties, (tie) => (tie.open ? 0.1 + tie.sure : 0.01)),
  }
}

/** Rings by depth: each a sector as wide as what leads on from there, colleagues side by side. */
function inRings(network: Network): Map<string, Place> {
  const next = new Map<string, Person[]>()
  for (const one of network.people) {
    if (one === network.middle) continue
    const before = one.by ?? network.middle.id
    next.set(before, [...(next.get(before) ?? []), one])
  }
  const weights = new Map<string, number>()
  const weight = (one: Person): number => {
    const known = weights.get(one.id)
    if (known) return known
    weights.set(one.id, 1) // whatever the answer says, it ends
    const total = 1 + (next.get(one.id) ?? []).reduce((sum, other) => sum + weight(other), 0)
    weights.set(one.id, total)
    return total
  }
  const places = new Map<string, Place>()
  const spread = (one: Person, depth: number, from: number, to: number) => {
    if (places.has(one.id)) return
    const middle = (from + to) / 2
    places.set(one.id, { x: RING * depth * Math.cos(middle), y: RING * depth * Math.sin(middle) })
    const others = [...(next.get(one.id) ?? [])].sort(byEmployer)
    const whole = others.reduce((sum, other) => sum + weight(other), 0)
    let angle = from
    for (const other of others) {
      const width = ((to - from) * weight(other)) / whole
      spread(other, depth + 1, angle, angle + width)
      angle += width
    }
  }
  spread(network.middle, 0, 0, 2 * Math.PI)
  return places
}

function byEmployer(one: Person, other: Person): number {
  const [a, b] = [one.employer?.name ?? "", other.employer?.name ?? ""]
  return a.localeCompare(b) || (one.id < other.id ? -1 : 1)
}

/** Who is new begins beside somebody who stands already, away from the middle. */
function beside(network: Network, known: ReadonlyMap<string, Place>): Map<string, Place> {
  const places = new Map(known)
  network.people.forEach((one, number) => {
    if (places.has(one.id)) return
    const near =
      one.by && places.has(one.by)
        ? one.by
        : network.beside.get(one.id)?.find((id) => places.has(id))
    const from = places.get(near ?? network.middle.id)!
    const outward = Math.atan2(from.y, from.x)
    const angle = outward + (((number * GOLDEN) % Math.PI) - Math.PI / 2)
    places.set(one.id, { x: from.x + STEP * Math.cos(angle), y: from.y + STEP * Math.sin(angle) })
  })
  return places
}
