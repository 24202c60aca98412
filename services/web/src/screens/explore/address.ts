/** What the Explore screen shows, as its address holds it, so that it can be sent on. */
import { useLocation } from "preact-iso"
import type { Params } from "../../api"
import { me } from "../../me"

export const MOST = [150, 500, 1500, 5000] // people around somebody

export type Shown = {
  around: string
  most: number
  wider: string[] // ids of those whose own people are added
  who: string // the id of the one who is chosen
  to: string // the company that the way leads into
  colour: "community" | "company"
  ties: string // "", "open", or a class of evidence
  sure: string // the least chance of a tie
  since: string // the day of the last contact, or later
  company: string
  probable: boolean
  view: "drawing" | "list" // on a narrow screen
}

const USUAL: Shown = {
  around: "",
  most: MOST[0]!,
  wider: [],
  who: "",
  to: "",
  colour: "community",
  ties: "",
  sure: "",
  since: "",
  company: "",
  probable: false,
  view: "drawing",
}

export type Change = (changed: Partial<Shown>, replace?: boolean) => void

/** What is shown, and how to show something else; with *replace* Back leads over it. */
export function useShown(): [Shown, Change] {
  const { query, route } = useLocation()
  const shown = read(query)
  return [shown, (changed, replace = false) => route(addressOf({ ...shown, ...changed }), replace)]
}

/** The filters as the service asks for them. */
export function filters(shown: Shown): Params {
  return {
    kind: ["hard", "direct", "soft"].includes(shown.ties) ? shown.ties : null,
    open_only: shown.ties === "open" || null,
    min_strength: shown.sure,
    since: shown.since && `${shown.since}T00:00:00Z`,
  }
}

function read(query: Record<string, string>): Shown {
  const most = Number(query["most"])
  return {
    around: query["around"] ?? me.value,
    most: MOST.includes(most) ? most : USUAL.most,
    wider: query["wider"]?.split(",").filter(Boolean) ?? [],
    who: query["who"] ?? "",
    to: query["to"] ?? "",
    colour: query["colour"] === "company" ? "company" : "community",
    ties: query["ties"] ?? "",
    sure: query["sure"] ?? "",
    since: query["since"] ?? "",
    company: query["company"] ?? "",
    probable: query["probable"] === "true",
    view: query["view"] === "list" ? "list" : "drawing",
  }
}

function addressOf(shown: Shown): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(shown)) {
    if (
      name === "around" ? value === me.value : String(value) === String(USUAL[name as keyof Shown])
    )
      continue
    asked.set(name, String(value))
  }
  return asked.size ? `/explore?${asked}` : "/explore"
}
