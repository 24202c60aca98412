/** Ties and ways as sentences. */
import { ago, relation } from "../../words"
import { keyOf, trailTo, type Network, type Person, type Tie } from "./network"

/** A tie in words: what they are to each other, how well they know each other, and when last. */
export function tieTold(tie: Tie): string {
  const said = [...tie.relations.map(relation), tie.words]
  if (tie.lastContact) said.push(`last contact ${ago(tie.lastContact)}`)
  return said.join(" · ")
}

/** How somebody stands to the one in the middle: their tie, or through whom. */
export function standing(network: Network, one: Person): string {
  const tie = network.ties.get(keyOf(network.middle.id, one.id))
  if (tie) return tieTold(tie)
  const through = trailTo(network, one.id)
    .slice(1, -1)
    .map((id) => network.person.get(id)!.name)
  return through.length ? `through ${through.join(", then ")}` : "no way on record"
}
