/** Who belongs together, by community or by company, and how each group looks. */
import type { Schemas } from "../../api"
import { counted } from "../../words"
import type { Network } from "./network"

export type Group = {
  name: string
  about: string
  members: readonly string[] // ids
  look: number // of `LOOKS`
}

/** Shapes beside colours, so that a group is known without its colour. */
export const SHAPES = ["circle", "square", "diamond", "triangle"] as const
export const LOOKS = 8 // groups that have a look of their own

export function byCommunity(network: Network, told: Schemas["CommunitiesAnswer"]): Group[] {
  return told.communities
    .map((one) => ({ ...one, members: one.members.filter((id) => network.person.has(id)) }))
    .filter((one) => one.members.length > 1)
    .slice(0, LOOKS)
    .map(({ surest, members }, look) => ({
      name: (surest.find((who) => who.id !== network.middle.id) ?? surest[0]!).name,
      about: counted(members.length, "person", "people"),
      members,
      look,
    }))
}

export function byCompany(network: Network): Group[] {
  const staff = new Map<string, { name: string; members: string[] }>()
  for (const { id, employer } of network.people) {
    if (!employer) continue
    const known = staff.get(employer.id)
    if (known) known.members.push(id)
    else staff.set(employer.id, { name: employer.name, members: [id] })
  }
  return [...staff.values()]
    .sort(
      (one, other) =>
        other.members.length - one.members.length || one.name.localeCompare(other.name),
    )
    .slice(0, LOOKS)
    .map(({ name, members }, look) => ({
      name,
      about: counted(members.length, "person", "people"),
      members,
      look,
    }))
}
