/** What is asked, as the address holds it: a question can be sent on, gone back to, come back to. */
export type Question = {
  to: string
  by: string
  former: boolean
  hard: boolean
  least: string // chance of each tie
  ways: string // how many
  avoid: string[]
}

const USUAL = { by: "shortest", least: "0", ways: "3" }

export function questionOf(query: Record<string, string>): Question {
  return {
    to: query["to"] ?? "",
    by: query["by"] ?? USUAL.by,
    former: query["include_former"] === "true",
    hard: query["hard_only"] === "true",
    least: query["min_strength"] ?? USUAL.least,
    ways: query["k"] ?? USUAL.ways,
    avoid: query["avoid"]?.split(",").filter(Boolean).map(decodeURIComponent) ?? [],
  }
}

export function addressOf({ to, by, former, hard, least, ways, avoid }: Question): string {
  const said = new URLSearchParams()
  if (to) said.set("to", to)
  if (by !== USUAL.by) said.set("by", by)
  if (former) said.set("include_former", "true")
  if (hard) said.set("hard_only", "true")
  if (least !== USUAL.least) said.set("min_strength", least)
  if (ways !== USUAL.ways) said.set("k", ways)
  if (avoid.length) said.set("avoid", avoid.map(encodeURIComponent).join(","))
  return `/way-in?${said}`
}

/** Whether all of it is as it is when nothing is said; but for whom to avoid. */
export function isUsual({ former, hard, least, ways }: Question): boolean {
  return !former && !hard && least === USUAL.least && ways === USUAL.ways
}

/** Whether it leaves out ways that a plain question would show. */
export function isNarrow({ hard, least, avoid }: Question): boolean {
  return hard || Number(least) > 0 || avoid.length > 0
}

/** A company's ref as a person says it. */
export function spoken(ref: string): string {
  return ref.replace(/^(name|domain):/, "")
}
