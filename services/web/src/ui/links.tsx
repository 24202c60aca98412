import type { Schemas } from "../api"

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

/** Names by id and ref, for sentences about events; the ref itself where nobody is known by it. */
export function namesOf(...all: (Named | null | undefined)[]): (ref: string) => string {
  const known = new Map<string, string>()
  for (const one of all) {
    if (one) known.set(one.ref, one.name).set(one.id, one.name)
  }
  return (ref) => known.get(ref) ?? ref.replace(/^(email|name|domain|linkedin):/, "")
}
