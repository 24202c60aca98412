/** Events as sentences: what a tie, a person or a company is known by. */
import type { Schemas } from "./api"
import { relation } from "./words"

type Event = Schemas["EventSeen"]
type Data = Record<string, unknown>

/** Names people and companies by what events call them; whoever asks is `YOU`. */
export type Naming = (ref: string) => string

export const YOU = "you"

export function sentenceOf(event: Event, named: Naming): string {
  return told(event, named).replace(/^you/, "You")
}

function told(event: Event, named: Naming): string {
  const data = event.data as Data
  const who = (key: string) =>
    typeof data[key] === "string" ? named(data[key] as string) : "somebody"
  const does = (key: string, verb: string, ofYou: string) =>
    `${who(key)} ${who(key) === YOU ? ofYou : verb}`
  const whose = (key: string) => (who(key) === YOU ? "your" : `${who(key)}'s`)
  const kind = event.type.replace(/^inroad\./, "").replace(/\.v1$/, "")
  switch (kind) {
    case "interaction.recorded":
      return contact(data, named)
    case "relation.asserted":
      return `${does("related", "is", "are")} ${whose("person")} ${relation(String(data["relation"]))}.`
    case "relation.ended":
      return `${does("related", "is", "are")} no longer ${whose("person")} ${relation(String(data["relation"]))}.`
    case "employment.started":
    case "employment.confirmed":
      return `${does("person", "works", "work")} at ${who("company")}${data["title"] ? ` as ${data["title"]}` : ""}.`
    case "employment.ended":
      return `${who("person")} left ${who("company")}.`
    case "insider.mentioned":
      return `${who("informant")} spoke of ${insider(data, named)} at ${who("company")}.`
    case "ask.made":
      return `${who("from")} asked ${who("to")} ${article(String(data["kind"]))}${quoted(data["words"])}.`
    case "ask.answered":
      return `${who("from")} answered ${who("to")}: ${data["answer"]}${quoted(data["words"])}.`
    case "sheet.shared":
      return `${who("from")} showed ${who("to")} a sheet of companies.`
    case "sheet.answered":
      return `${who("from")} said of ${who("company")}: ${String(data["answer"]).replaceAll("-", " ")}${quoted(data["words"])}.`
    case "intel.reported":
      return `${does("informant", "says", "say")} of ${who("company")}, ${data["topic"]}: ${data["sentiment"]}${quoted(data["words"])}.`
    case "thanks.sent":
      return `${who("from")} thanked ${who("to")}.`
    case "tie.rated":
      return `${who("rater")} rated the tie to ${who("person")}.`
    case "outcome.reported":
      return `${who("asker")} came as far as: ${data["outcome"]}.`
    case "person.observed":
    case "company.observed":
      return `An app knows ${[...new Set((data["identifiers"] as string[]).map(named))].join(", ")}${data["name"] ? ` as ${data["name"]}` : ""}.`
    case "person.merged":
    case "company.merged":
      return `${(data["identifiers"] as string[]).join(" and ")} are one.`
  }
  if (kind.startsWith("introduction.")) {
    const step = kind.slice("introduction.".length)
    return `An introduction of ${who("asker")} to ${data["insider"] ? who("insider") : "an insider"}, by ${who("introducer")}: ${step}.`
  }
  return kind.replace(".", " ")
}

const HOW: Record<string, string> = {
  message: "wrote to",
  chat: "chatted with",
  call: "spoke on the phone with",
  meeting: "met",
  coffee: "had coffee with",
  work: "works with",
  mention: "mentioned",
  bulk: "wrote to many, among them",
}

function contact(data: Data, named: Naming): string {
  const all = data["participants"] as string[]
  const how = String(data["how"])
  const note = quoted(data["note"])
  if (how === "gathering" || all.length > 2) {
    const size = (data["group_size"] as number | undefined) ?? all.length
    return `${size} people came together (${how})${note}.`
  }
  const from = (data["from"] as string | undefined) ?? all[0]!
  const to = all.find((one) => one !== from) ?? all[1] ?? ""
  const mine = named(from) === YOU && how === "work"
  return `${named(from)} ${mine ? "work with" : (HOW[how] ?? how)} ${named(to)}${note}.`
}

function insider(data: Data, named: Naming): string {
  if (typeof data["insider"] === "string") return named(data["insider"])
  if (typeof data["description"] === "string") return `“${data["description"]}”`
  return data["relation"] ? `a ${relation(String(data["relation"]))}` : "somebody"
}

function article(kind: string): string {
  return (
    {
      advice: "for advice",
      introduction: "for an introduction",
      sheet: "to look at the sheet",
      coffee: "for a coffee",
    }[kind] ?? "a question"
  )
}

function quoted(words: unknown): string {
  return typeof words === "string" && words ? `: “${words}”` : ""
}
