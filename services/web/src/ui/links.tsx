import type { Schemas } from "../api"
import { me } from "../me"
import { YOU, type Naming } from "../told"

type Named = Schemas["Named"]

export function toPerson(ref: string): string {
  return `/person/${encodeURIComponent(ref)}`
}

export function toCompany(ref: string): string {
  return `/company/${encodeURIComponent(ref)}`
}

export function Person({ who }: { who: Named }) {
  return <a href={toPerson(who.ref)}>{who.name}</a>
}

export function Company({ which }: { which: Named }) {
  return <a href={toCompany(which.ref)}>{which.name}</a>
}

/** An identifier as people say it: without its kind. */
export function bare(ref: string): string {
  return ref.replace(/^(email|name|domain|linkedin):/, "")
}

type Asker = Named & { identifiers?: readonly string[] }

/**
 * Names by id and ref, for sentences about events: *mine* is whoever asks, and is called you.
 * The ref itself where nobody is known by it.
 */
export function namesOf(
  mine: Asker | null | undefined,
  ...all: (Named | null | undefined)[]
): Naming {
  const known = new Map<string, string>()
  for (const one of all) {
    if (one) known.set(one.ref, one.name).set(one.id, one.name)
  }
  const my = [me.value, mine?.ref, mine?.id, ...(mine?.identifiers ?? [])]
  for (const ref of my) if (ref) known.set(ref, YOU)
  return (ref) => known.get(ref) ?? bare(ref)
}
