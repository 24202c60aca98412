/** The network that is shown: people and the ties among them, put together from several answers. */
import type { Schemas } from "../../api"

export type Around = Schemas["AroundAnswer"]
export type Probable = Schemas["ProbableAnswer"]
export type Way = Schemas["PathAnswer"]
type Named = Schemas["Named"]

export type Person = Named & {
  headline: string
  employer: Named | null
  depth: number
  by: string | null // the id of the one before on the surest way from the middle
}

export type Tie = {
  from: string
  to: string
  kind: "hard" | "direct" | "asserted" | "soft" | "probable"
  open: boolean
  sure: number
  words: string
  relations: readonly string[]
  lastContact: string | null
}

export type Network = {
  middle: Person
  people: readonly Person[] // the one in the middle, then the surest
  person: ReadonlyMap<string, Person>
  ties: ReadonlyMap<string, Tie> // by the key of the two
  beside: ReadonlyMap<string, readonly string[]> // ids of those tied to each
  way: readonly string[] // ids, from the middle into the company asked for
  more: ReadonlySet<string> // ids of those around whom more people are known
}

/** The same for a tie and its reverse. */
export function keyOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** *around* first, then those who were widened from; who is named twice stands where first named. */
export function networkOf(around: readonly Around[], probable: Probable | null, way: Way | null) {
  const people = new Map<string, Person>()
  const ties = new Map<string, Tie>()
  for (const answer of around) addSurroundings(people, ties, answer)
  if (probable) addProbable(people, ties, probable)
  const middle = people.get(around[0]!.person.id)!
  const network: Network = {
    middle,
    people: [],
    person: people,
    ties,
    beside: new Map(),
    way: way ? addWay(people, ties, way) : [],
    more: new Set(around.filter((answer) => answer.cut).map((answer) => answer.person.id)),
  }
  return { ...network, people: [...people.values()], beside: besideOf(ties.values()) }
}

/** Ids from the middle to *id*, along the surest way. */
export function trailTo(network: Network, id: string): string[] {
  const trail: string[] = []
  for (let at: string | null = id; at && !trail.includes(at);)
    [at] = [network.person.get(at)?.by ?? null, trail.unshift(at)]
  return trail
}

function addSurroundings(people: Map<string, Person>, ties: Map<string, Tie>, answer: Around) {
  const from = people.get(answer.person.id)?.depth ?? 0
  for (const one of answer.people)
    if (!people.has(one.id))
      people.set(one.id, {
        ...named(one),
        headline: one.headline ?? "",
        employer: one.employers?.[0]?.company ?? null,
        depth: from + one.depth,
        by: one.by ?? null,
      })
  for (const tie of answer.ties)
    ties.set(keyOf(tie.from, tie.to), {
      from: tie.from,
      to: tie.to,
      kind: tie.kind,
      open: tie.open,
      sure: tie.sure,
      words: tie.words,
      relations: tie.relations ?? [],
      lastContact: tie.last_contact ?? null,
    })
}

function addProbable(people: Map<string, Person>, ties: Map<string, Tie>, answer: Probable) {
  const middle = answer.person.id
  for (const { person, company } of answer.ties) {
    if (!people.has(person.id))
      people.set(person.id, {
        ...named(person),
        headline: "",
        employer: null,
        depth: 1,
        by: null, // no way leads over a tie that is only probable
      })
    const key = keyOf(middle, person.id)
    if (!ties.has(key))
      ties.set(key, {
        from: middle,
        to: person.id,
        kind: "probable",
        open: false,
        sure: 0,
        words: `probably know each other from ${company.name}`,
        relations: [],
        lastContact: null,
      })
  }
}

function addWay(people: Map<string, Person>, ties: Map<string, Tie>, answer: Way): string[] {
  const path = answer.paths[0]
  if (!path) return []
  path.people.forEach((one, depth) => {
    if (people.has(one.id)) return
    const inside = depth === path.people.length - 1
    people.set(one.id, {
      ...named(one),
      headline: "",
      employer: inside ? (answer.to ?? null) : null,
      depth,
      by: path.people[depth - 1]?.id ?? null,
    })
  })
  path.ties.forEach((tie) => {
    const key = keyOf(tie.from, tie.to)
    if (!ties.has(key))
      ties.set(key, {
        from: tie.from,
        to: tie.to,
        kind: tie.kind,
        open: true,
        sure: tie.sure,
        words: tie.words,
        relations: tie.relations ?? [],
        lastContact: tie.last_contact ?? null,
      })
  })
  return path.people.map((one) => one.id)
}

function besideOf(ties: Iterable<Tie>): Map<string, string[]> {
  const beside = new Map<string, string[]>()
  const add = (one: string, other: string) => {
    const known = beside.get(one)
    if (known) known.push(other)
    else beside.set(one, [other])
  }
  for (const { from, to } of ties) {
    add(from, to)
    add(to, from)
  }
  return beside
}

function named({ id, name, ref }: Named): Named {
  return { id, name, ref }
}
